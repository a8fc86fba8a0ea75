package org.axletree.verification.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.axletree.verification.bench.broker.Credentials;

/** Sends numbered messages and accounts for every acknowledgement. */
final class Publisher extends Client {
    private static final int PACKET_IDS = 4_096;
    private static final byte FREE = 0;
    private static final byte SENT = 1;
    private static final byte RELEASED = 2;

    private final int number;
    private final int qos;
    private final PublishTemplate template;
    private final Traffic traffic;
    private final TopicNumbers topicNumbers;
    private final byte[] states;

    private int credit;
    private int nextPacketId = 1;
    private long sent;
    private long mostMessages = Long.MAX_VALUE;
    private ByteBuf releases;

    /**
     * The number in the topic of the n-th message: {@code (first + n * step) % count}, in so many digits at its end.
     *
     * @param digits 0 for a topic that stays
     */
    record TopicNumbers(int digits, long first, long step, long count) {
        static final TopicNumbers NONE = new TopicNumbers(0, 0, 0, 1);

        long of(long message) {
            return (first + message * step) % count;
        }
    }

    Publisher(
            Credentials credentials,
            int number,
            int qos,
            int mostUnacknowledged,
            PublishTemplate template,
            TopicNumbers topicNumbers,
            Traffic traffic) {
        super(credentials, true);
        this.number = number;
        this.qos = qos;
        this.template = template;
        this.traffic = traffic;
        this.topicNumbers = topicNumbers;
        this.credit = qos == 0 ? Integer.MAX_VALUE : mostUnacknowledged;
        this.states = new byte[qos == 0 ? 0 : PACKET_IDS];
    }

    void stopAfter(long messages) {
        mostMessages = messages;
    }

    /** How many messages it may send now. */
    int room() {
        if (!isConnected() || !channel().isWritable()) {
            return 0;
        }
        return (int) Math.min(credit, mostMessages - sent);
    }

    /** Sends so many in one write. */
    void send(int count, long time) {
        ByteBuf write = channel().alloc().directBuffer(template.bytes(count));
        template.copyTo(write, count);
        for (int i = 0; i < count; i++) {
            if (qos > 0) {
                template.fillPacketId(write, i, takePacketId());
            }
            if (topicNumbers.digits > 0) {
                template.fillTopic(write, i, topicNumbers.digits, topicNumbers.of(sent));
            }
            template.fillPayload(write, i, number, sent++, time);
        }
        if (qos > 0) {
            credit -= count;
        }
        traffic.sent += count;
        channel().writeAndFlush(write, channel().voidPromise());
    }

    private int takePacketId() {
        while (states[nextPacketId] != FREE) {
            nextPacketId = nextPacketId % (PACKET_IDS - 1) + 1;
        }
        int taken = nextPacketId;
        nextPacketId = nextPacketId % (PACKET_IDS - 1) + 1;
        states[taken] = SENT;
        return taken;
    }

    @Override
    void onAcknowledgement(int kind, int packetId) {
        byte expected = kind == Packets.PUBCOMP ? RELEASED : SENT;
        if (packetId >= states.length || states[packetId] != expected) {
            traffic.unasked++;
            return;
        }
        if (kind == Packets.PUBREC) {
            states[packetId] = RELEASED;
            if (releases == null) {
                releases = channel().alloc().directBuffer(1_024);
            }
            releases.writeShort(Packets.PUBREL_HEAD).writeShort(packetId);
            return;
        }
        states[packetId] = FREE;
        credit++;
        traffic.acknowledged++;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (releases != null) {
            ByteBuf write = releases;
            releases = null;
            channel().writeAndFlush(write, channel().voidPromise());
        }
    }

    @Override
    void onLost(String how) {
        traffic.problem("publisher " + number + ": " + how);
    }
}
