package org.axletree.verification.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.BitSet;
import org.axletree.verification.bench.broker.Credentials;

/** Receives, acknowledges and checks messages. */
final class Subscriber extends Client {
    private final Traffic traffic;
    private final int firstPublisher;
    /** The number that each publisher's next message must have; empty if only their count matters. */
    private final long[] expected;

    private final boolean stamped;
    private final BitSet unreleased = new BitSet();
    private ByteBuf acknowledgements;

    /**
     * @param firstPublisher the lowest number of a publisher it may hear
     * @param publishers how many it may hear; 0 if several subscribers share what they send, and order is not checked
     */
    Subscriber(Credentials credentials, boolean cleanSession, int firstPublisher, int publishers, Traffic traffic) {
        this(credentials, cleanSession, firstPublisher, publishers, traffic, true);
    }

    /** One that counts what comes, and looks into nothing. */
    static Subscriber counting(Credentials credentials, Traffic traffic) {
        return new Subscriber(credentials, true, 0, 0, traffic, false);
    }

    private Subscriber(
            Credentials credentials,
            boolean cleanSession,
            int firstPublisher,
            int publishers,
            Traffic traffic,
            boolean stamped) {
        super(credentials, cleanSession);
        this.stamped = stamped;
        this.traffic = traffic;
        this.firstPublisher = firstPublisher;
        this.expected = new long[publishers];
    }

    @Override
    void onPublish(int firstByte, ByteBuf packet, int offset, int length) {
        int qos = firstByte >> 1 & 3;
        int at = offset + 2 + packet.getUnsignedShort(offset);
        if (qos > 0) {
            int packetId = packet.getUnsignedShort(at);
            at += 2;
            acknowledge(qos == 1 ? Packets.PUBACK_HEAD : Packets.PUBREC_HEAD, packetId);
            if (qos == 2) {
                if (unreleased.get(packetId)) {
                    // The same packet again before its PUBREL is not a second delivery.
                    return;
                }
                unreleased.set(packetId);
            }
        }
        if (!stamped) {
            traffic.received++;
            return;
        }
        if (offset + length - at < PublishTemplate.SMALLEST_PAYLOAD) {
            traffic.problem("a payload came back shorter than it was sent");
            return;
        }
        traffic.received++;
        if (traffic.recording) {
            traffic.latencies.record(System.nanoTime() - packet.getLong(at + PublishTemplate.TIME_OFFSET));
        }
        if (expected.length > 0) {
            check(packet.getLong(at));
        }
    }

    private void check(long stamp) {
        int publisher = (int) (stamp >>> 48) - firstPublisher;
        if (publisher < 0 || publisher >= expected.length) {
            traffic.problem("a message of somebody else's arrived");
            return;
        }
        long number = stamp & 0xFFFF_FFFF_FFFFL;
        if (number < expected[publisher]) {
            traffic.outOfOrder++;
            return;
        }
        // What was left out is counted at the end: sent less received.
        expected[publisher] = number + 1;
    }

    @Override
    void onAcknowledgement(int kind, int packetId) {
        if (kind != Packets.PUBREL || !unreleased.get(packetId)) {
            traffic.unasked++;
            return;
        }
        unreleased.clear(packetId);
        acknowledge(Packets.PUBCOMP_HEAD, packetId);
    }

    private void acknowledge(int head, int packetId) {
        if (acknowledgements == null) {
            acknowledgements = channel().alloc().directBuffer(4_096);
        }
        acknowledgements.writeShort(head).writeShort(packetId);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (acknowledgements != null) {
            ByteBuf write = acknowledgements;
            acknowledgements = null;
            channel().writeAndFlush(write, channel().voidPromise());
        }
    }

    @Override
    void onLost(String how) {
        traffic.problem("a subscriber: " + how);
    }
}
