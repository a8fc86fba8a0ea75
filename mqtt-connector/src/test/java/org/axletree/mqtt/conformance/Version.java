package org.axletree.mqtt.conformance;

/** The versions that have normative statements. */
public enum Version {
    V3(4, "MQTT 3.1.1"),
    V5(5, "MQTT 5");

    final int level;
    private final String text;

    Version(int level, String text) {
        this.level = level;
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
