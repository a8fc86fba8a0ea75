package org.axletree.mqtt.loop;

/** What is counted for each hub, with the names that Mosquitto gave it below {@code $SYS/broker/}. */
public enum Counted {
    PACKETS_RECEIVED("messages/received", "load/messages/received"),
    PACKETS_SENT("messages/sent", "load/messages/sent"),
    PUBLISHES_RECEIVED("publish/messages/received", "load/publish/received"),
    PUBLISHES_SENT("publish/messages/sent", "load/publish/sent"),
    PUBLISHES_DROPPED("publish/messages/dropped", "load/publish/dropped"),
    PAYLOAD_RECEIVED("publish/bytes/received", ""),
    PAYLOAD_SENT("publish/bytes/sent", ""),
    BYTES_RECEIVED("bytes/received", "load/bytes/received"),
    BYTES_SENT("bytes/sent", "load/bytes/sent"),
    CONNECTS("", "load/connections");

    private final String totalTopic;
    private final String loadTopic;

    Counted(String totalTopic, String loadTopic) {
        this.totalTopic = totalTopic;
        this.loadTopic = loadTopic;
    }

    /** Where the total since the door opened is told; empty if it is not. */
    public String totalTopic() {
        return totalTopic;
    }

    /** Where the moving averages per minute are told; empty if they are not. */
    public String loadTopic() {
        return loadTopic;
    }
}
