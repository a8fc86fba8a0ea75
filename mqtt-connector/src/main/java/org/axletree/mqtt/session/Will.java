package org.axletree.mqtt.session;

import java.util.Objects;
import org.axletree.core.message.Qos;

/**
 * What is to be said for a client that has gone without a word (MQTT 5 section 3.1.2.5).
 *
 * @param properties those that are only forwarded, in the bytes of MQTT 5; may be empty. Not to be changed
 * @param payload not to be changed
 * @param delaySeconds between the end of the connection and the will; 0 for at once
 * @param expirySeconds message expiry interval, from its publication on; 0 for none
 */
public record Will(
        String topic,
        Qos qos,
        boolean retain,
        byte[] properties,
        byte[] payload,
        long delaySeconds,
        long expirySeconds) {
    public Will {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(payload, "payload");
    }
}
