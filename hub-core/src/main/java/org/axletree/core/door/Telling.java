package org.axletree.core.door;

/** What became of a message that the hub had for one device; the better answers first. */
public enum Telling {
    /** It was written to the device; at QoS 1 the device has acknowledged it. */
    TOLD,
    /** The device is away, and the message waits in its session. */
    QUEUED,
    /** Too much is waiting to be said, or the device was too slow to acknowledge it. */
    BUSY,
    /** The device has no session that hears the topic. */
    ABSENT;

    /** The better of two answers, as of two doors. */
    public Telling better(Telling other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
