package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.Topic;

/** A valid topic name, as text and in the bytes of the wire. */
public final class TopicName {
    private final String text;
    private final byte[] bytes;
    private final int levels;

    private TopicName(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
        this.levels = Topic.levels(text);
    }

    /** @throws IllegalArgumentException if it is no topic name */
    public static TopicName of(String text) {
        return new TopicName(Topic.requireValid(text), text.getBytes(StandardCharsets.UTF_8));
    }

    static TopicName read(ByteBuf in, int from, int length) {
        if (length == 0) {
            // MQTT-4.7.3-1
            throw new PacketException(Reason.EMPTY_TOPIC, "topic: empty (expected: at least one character)");
        }
        byte[] bytes = new byte[length];
        in.getBytes(from, bytes);
        for (byte one : bytes) {
            if (one == '+' || one == '#') {
                // MQTT-3.3.2-2
                throw PacketException.malformed("topic: " + (char) one + " (expected: no wildcard)");
            }
        }
        return new TopicName(Utf8.text(in, from, length, "topic"), bytes);
    }

    public String text() {
        return text;
    }

    /** In UTF-8; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of levels. */
    public int levels() {
        return levels;
    }

    @Override
    public String toString() {
        return text;
    }
}
