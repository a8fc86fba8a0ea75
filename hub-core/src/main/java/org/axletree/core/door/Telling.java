package org.axletree.core.door;

/** What became of a message that the hub had for one device; the better answers first. */
public enum Telling {
    /** The device has acknowledged it. */
    ACKNOWLEDGED,
    /** It was written to the device, which acknowledges nothing at QoS 0. */
    TOLD,
    /** The device is away, and the message waits in its session. */
    QUEUED,
    /** It was sent to the device, which did not acknowledge it in time, or before its connection ended. */
    UNACKNOWLEDGED,
    /** Too much is waiting to be said. */
    BUSY,
    /** The device has no session that hears the topic. */
    ABSENT;

    /** Whether the device was there and has it, as far as anybody can know. */
    public boolean isWithDevice() {
        return this == ACKNOWLEDGED || this == TOLD;
    }

    /** The better of two answers, as of two doors. */
    public Telling better(Telling other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
