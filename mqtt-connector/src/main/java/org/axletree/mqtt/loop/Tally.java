package org.axletree.mqtt.loop;

/**
 * What one event loop counts for one hub. On that event loop only: a counter is a plain number, since there is one for every
 * packet.
 */
public final class Tally {
    /** Of those who have no session yet; nobody reads it. */
    public static final Tally NOBODYS = new Tally();

    private final long[] counts = new long[Counted.values().length];

    Tally() {}

    /** So many more. */
    public void add(Counted what, long many) {
        counts[what.ordinal()] += many;
    }

    /** A packet of the client's. */
    public void received(int bytes) {
        counts[Counted.PACKETS_RECEIVED.ordinal()]++;
        counts[Counted.BYTES_RECEIVED.ordinal()] += bytes;
    }

    /** It was a PUBLISH. */
    public void published(int payloadBytes) {
        counts[Counted.PUBLISHES_RECEIVED.ordinal()]++;
        counts[Counted.PAYLOAD_RECEIVED.ordinal()] += payloadBytes;
    }

    /** A packet for the client. */
    public void sent(int bytes) {
        counts[Counted.PACKETS_SENT.ordinal()]++;
        counts[Counted.BYTES_SENT.ordinal()] += bytes;
    }

    /** It was a PUBLISH. */
    public void delivered(int payloadBytes) {
        counts[Counted.PUBLISHES_SENT.ordinal()]++;
        counts[Counted.PAYLOAD_SENT.ordinal()] += payloadBytes;
    }

    /** A copy, by {@link Counted#ordinal()}. */
    long[] counts() {
        return counts.clone();
    }
}
