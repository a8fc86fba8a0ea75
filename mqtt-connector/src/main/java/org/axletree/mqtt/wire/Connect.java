package org.axletree.mqtt.wire;

import java.util.Optional;

/**
 * CONNECT (MQTT 5 section 3.1).
 *
 * @param cleanStart whether to begin without what is left of an earlier session (MQTT 3: clean session)
 * @param keepAliveSeconds 0 for none
 * @param clientId as sent; may be empty
 * @param userName empty where none was sent
 * @param password empty where none was sent. Not in {@link #toString()}
 * @param properties what MQTT 5 adds; {@link ConnectProperties#NONE} in MQTT 3
 */
public record Connect(
        MqttVersion version,
        boolean cleanStart,
        int keepAliveSeconds,
        String clientId,
        Optional<String> userName,
        Optional<byte[]> password,
        Optional<Will> will,
        ConnectProperties properties) {
    @Override
    public String toString() {
        return "Connect[" + version.title() + ", clientId=" + clientId + "]";
    }
}
