package org.axletree.verification.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A PUBLISH, encoded once and as often as it will stand in one write. The payload begins with the publisher's number (2
 * bytes), the message's number (6 bytes) and the time it was meant to be sent (8 bytes), by which its receiver checks it.
 */
final class PublishTemplate {
    static final int SMALLEST_PAYLOAD = 16;
    static final int TIME_OFFSET = 8;

    private static final int RETAIN = 1;

    private final ByteBuf frames;
    private final int frameLength;
    private final int topicEnd;
    private final int packetIdOffset;
    private final int payloadOffset;
    private final boolean stamped;

    PublishTemplate(String topic, int qos, boolean retain, int payloadBytes, int framesInWrite) {
        this(topic, qos, retain, letters(payloadBytes), framesInWrite, true);
    }

    /** Messages whose payload stays as it is. */
    static PublishTemplate unstamped(String topic, int qos, byte[] payload, int framesInWrite) {
        return new PublishTemplate(topic, qos, false, payload, framesInWrite, false);
    }

    private PublishTemplate(String topic, int qos, boolean retain, byte[] payload, int framesInWrite, boolean stamped) {
        this.stamped = stamped;
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer(name.length + payload.length + 16);
        frame.writeByte(0x30 | qos << 1 | (retain ? RETAIN : 0));
        Packets.length(frame, 2 + name.length + (qos > 0 ? 2 : 0) + payload.length);
        frame.writeShort(name.length).writeBytes(name);
        topicEnd = frame.writerIndex();
        packetIdOffset = topicEnd;
        if (qos > 0) {
            frame.writeShort(0);
        }
        payloadOffset = frame.writerIndex();
        frame.writeBytes(payload);
        frameLength = frame.readableBytes();
        frames = Unpooled.directBuffer(frameLength * framesInWrite);
        for (int i = 0; i < framesInWrite; i++) {
            frames.writeBytes(frame, 0, frameLength);
        }
        frame.release();
    }

    private static byte[] letters(int count) {
        if (count < SMALLEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "payload: " + count + " bytes (expected: at least " + SMALLEST_PAYLOAD + ")");
        }
        byte[] letters = new byte[count];
        for (int i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + i % 26);
        }
        return letters;
    }

    /** The first frames, to be made out by {@code fill…}. */
    void copyTo(ByteBuf write, int count) {
        write.writeBytes(frames, 0, count * frameLength);
    }

    int bytes(int count) {
        return count * frameLength;
    }

    void fillPacketId(ByteBuf write, int frame, int packetId) {
        write.setShort(frame * frameLength + packetIdOffset, packetId);
    }

    void fillPayload(ByteBuf write, int frame, int publisher, long number, long time) {
        if (!stamped) {
            return;
        }
        int at = frame * frameLength + payloadOffset;
        write.setLong(at, (long) publisher << 48 | number);
        write.setLong(at + TIME_OFFSET, time);
    }

    /** Writes a number over the last so many characters of the topic. */
    void fillTopic(ByteBuf write, int frame, int digits, long number) {
        long rest = number;
        int end = frame * frameLength + topicEnd;
        for (int i = 1; i <= digits; i++) {
            write.setByte(end - i, '0' + (int) (rest % 10));
            rest /= 10;
        }
    }
}
