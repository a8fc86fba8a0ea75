package org.axletree.mqtt.wire;

/** The versions of MQTT that are spoken here. */
public enum MqttVersion {
    MQTT_3_1("MQIsdp", 3, "MQTT 3.1"),
    MQTT_3_1_1("MQTT", 4, "MQTT 3.1.1"),
    MQTT_5("MQTT", 5, "MQTT 5");

    private final String protocol;
    private final int level;
    private final String title;

    MqttVersion(String protocol, int level, String title) {
        this.protocol = protocol;
        this.level = level;
        this.title = title;
    }

    /** The protocol's name in CONNECT. */
    String protocol() {
        return protocol;
    }

    /** The protocol level in CONNECT. */
    int level() {
        return level;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
