package org.axletree.mqtt.store;

/** How far a message has come with one of its recipients. Written by number: never reorder. */
public enum Progress {
    /** It waits for the recipient's window. */
    QUEUED,
    /** PUBLISH went out with a packet identifier; PUBACK or PUBREC has not come. */
    SENT,
    /** PUBREC has come, PUBREL went out; only the packet identifier is left of it (QoS 2). */
    RELEASED,
    /** The recipient has it; it stays for others only. */
    DONE;

    private static final Progress[] ALL = values();

    static Progress of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new IllegalArgumentException("progress: " + number + " (expected: 0 to " + (ALL.length - 1) + ")");
        }
        return ALL[number];
    }
}
