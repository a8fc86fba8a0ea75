package org.axletree.core.door;

/**
 * What a door has sent to the devices of a hub since it was opened. A second may pass until it is told.
 *
 * @param messages each counts for each device that was sent it
 * @param bytes of their payloads
 */
public record Delivered(long messages, long bytes) {
    public static final Delivered NOTHING = new Delivered(0, 0);

    public Delivered plus(Delivered more) {
        return new Delivered(messages + more.messages, bytes + more.bytes);
    }
}
