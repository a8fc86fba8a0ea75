package org.axletree.mqtt.wire;

import org.axletree.core.message.Qos;

/**
 * What is to be published when the connection ends without a farewell (MQTT 5 section 3.1.2.5).
 *
 * @param payload not to be changed
 * @param delaySeconds how long to wait for the client to come back (MQTT 5)
 */
public record Will(
        TopicName topic, Qos qos, boolean retain, byte[] payload, RawProperties properties, long delaySeconds) {

    static Will read(Fields packet, MqttVersion version, int qos, boolean retain) {
        RawProperties properties = RawProperties.NONE;
        long delay = 0;
        if (version == MqttVersion.MQTT_5) {
            MessagePropertiesReader reader = MessagePropertiesReader.read(packet, Property.Place.WILL);
            properties = reader.properties();
            delay = reader.willDelaySeconds();
        }
        return new Will(packet.topic(), Qos.of(qos), retain, packet.binary("will payload"), properties, delay);
    }

    @Override
    public String toString() {
        return "Will[" + topic + ", " + qos + "]";
    }
}
