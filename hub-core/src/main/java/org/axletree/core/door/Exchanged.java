package org.axletree.core.door;

/**
 * What a connection exchanged since it was last told.
 *
 * @param packets control packets in either direction (scaleway.md section 2, Metrics); more than 0
 * @param received messages of the device, whatever becomes of them
 * @param sent messages to the device
 */
public record Exchanged(long packets, long received, long sent) {
    /** A message of the device, in one packet. */
    public static final Exchanged ONE_MESSAGE = new Exchanged(1, 1, 0);

    /** One packet that is no message. */
    public static final Exchanged ONE_PACKET = new Exchanged(1, 0, 0);

    /** Both together. */
    public Exchanged plus(Exchanged more) {
        return new Exchanged(packets + more.packets, received + more.received, sent + more.sent);
    }
}
