package org.axletree.hub.delivery.log;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;

/** The bytes of messages, of blocks of them, and of dead letters. A record begins with its version. */
final class MessageRecord {
    private static final int VERSION = 1;
    private static final int QOS = 0x03;
    private static final int RETAIN = 0x04;
    private static final int REPEATED = 0x08;
    private static final int PROPERTIES = 0x10;
    private static final int TEXT = 0x20;
    private static final int EXPIRES = 0x40;

    private MessageRecord() {}

    static byte[] of(LogBlock block, RecordOutput out) {
        out.reset();
        out.one(VERSION).count(block.routeIds().size());
        block.routeIds().forEach(out::text);
        out.count(block.messages().size());
        for (int i = 0; i < block.messages().size(); i++) {
            write(block.messages().get(i), out);
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if it is no block of this version */
    static LogBlock block(long number, byte[] bytes) {
        return read("block", bytes, in -> {
            List<String> routeIds = new ArrayList<>();
            for (int left = in.count(); left > 0; left--) {
                routeIds.add(in.text());
            }
            List<LoggedMessage> messages = new ArrayList<>();
            for (int left = in.count(); left > 0; left--) {
                messages.add(message(in));
            }
            return new LogBlock(number, routeIds, messages);
        });
    }

    static byte[] of(DeadLetter letter, RecordOutput out) {
        out.reset();
        out.one(VERSION).eight(letter.deadAt()).count(letter.attempts()).text(letter.error());
        write(letter.message(), out);
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if it is no dead letter of this version */
    static DeadLetter deadLetter(long number, byte[] bytes) {
        return read("dead letter", bytes, in -> {
            long deadAt = in.eight();
            int attempts = in.count();
            String error = in.text();
            return new DeadLetter(number, message(in), deadAt, attempts, error);
        });
    }

    private interface Body<T> {
        T read(RecordInput in);
    }

    private static <T> T read(String what, byte[] bytes, Body<T> body) {
        try {
            RecordInput in = new RecordInput(bytes);
            int version = in.one();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        what + " of version " + version + " (expected: " + VERSION + "; is it of a newer Axletree?)");
            }
            return body.read(in);
        } catch (BufferUnderflowException short_) {
            throw new IllegalArgumentException(what + " of " + bytes.length + " bytes: too short", short_);
        }
    }

    private static void write(LoggedMessage message, RecordOutput out) {
        MessageProperties properties = message.properties();
        boolean described = properties != MessageProperties.NONE;
        out.one(message.qos().level()
                | (message.retain() ? RETAIN : 0)
                | (message.repeated() ? REPEATED : 0)
                | (described ? PROPERTIES : 0)
                | (properties.text() ? TEXT : 0)
                | (properties.expirySeconds().isPresent() ? EXPIRES : 0));
        out.eight(message.idHigh()).eight(message.idLow()).eight(message.receivedAt());
        message.origin().write(out);
        out.text(message.topic());
        if (described) {
            out.text(properties.contentType()).text(properties.responseTopic());
            out.bytes(properties.correlationData());
            properties.expirySeconds().ifPresent(out::eight);
            write(properties.userProperties(), out);
        }
        write(message.annotations(), out);
        out.bytes(message.payload());
    }

    private static void write(List<UserProperty> named, RecordOutput out) {
        out.count(named.size());
        for (UserProperty property : named) {
            out.text(property.name()).text(property.value());
        }
    }

    private static List<UserProperty> named(RecordInput in) {
        List<UserProperty> named = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            named.add(new UserProperty(in.text(), in.text()));
        }
        return named;
    }

    private static LoggedMessage message(RecordInput in) {
        int flags = in.one();
        long idHigh = in.eight();
        long idLow = in.eight();
        long receivedAt = in.eight();
        Origin origin = Origin.read(in);
        String topic = in.text();
        MessageProperties properties = (flags & PROPERTIES) == 0 ? MessageProperties.NONE : properties(flags, in);
        return new LoggedMessage(
                idHigh,
                idLow,
                origin,
                topic,
                Qos.of(flags & QOS),
                (flags & RETAIN) != 0,
                receivedAt,
                (flags & REPEATED) != 0,
                properties,
                named(in),
                in.bytes());
    }

    private static MessageProperties properties(int flags, RecordInput in) {
        String contentType = in.text();
        String responseTopic = in.text();
        byte[] correlationData = in.bytes();
        OptionalLong expiry = (flags & EXPIRES) == 0 ? OptionalLong.empty() : OptionalLong.of(in.eight());
        return new MessageProperties(
                (flags & TEXT) != 0, contentType, responseTopic, correlationData, expiry, named(in));
    }
}
