package org.axletree.core.door;

/** What became of a message that the hub had for one device. */
public enum Telling {
    /** It was written to the device; at QoS 1 the device has acknowledged it. */
    TOLD,
    /** The device is away, and the message waits in its session. */
    QUEUED,
    /** The device has no session that hears the topic. */
    ABSENT,
    /** Too much is waiting to be said, or the device was too slow to acknowledge it. */
    BUSY
}
