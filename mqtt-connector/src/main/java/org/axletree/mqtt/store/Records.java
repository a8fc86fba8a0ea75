package org.axletree.mqtt.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;

/** What stands in the value of each kind of record. The key is not repeated in it. */
final class Records {
    private static final int RETAIN = 0x04;
    private static final int QOS = 0x03;
    private static final int SHARED = 0x08;
    /** Reserved in the options of a subscription (MQTT 5 section 3.8.3.1). */
    private static final int FED = 0x80;

    private Records() {}

    static byte[] encode(RecordWriter writer, StoredSession session) {
        return writer.begin()
                .text(session.hubId())
                .text(session.deviceId())
                .text(session.clientId())
                .number(session.expirySeconds())
                .number(session.disconnectedAt())
                .end();
    }

    static StoredSession session(long id, byte[] value) {
        RecordReader reader = new RecordReader(value);
        return new StoredSession(id, reader.text(), reader.text(), reader.text(), reader.number(), reader.number());
    }

    static byte[] encode(RecordWriter writer, StoredSubscription subscription) {
        boolean fed = subscription.fedUpTo() != 0;
        writer.begin().raw(subscription.options() | (fed ? FED : 0)).number(subscription.identifier());
        return fed ? writer.number(subscription.fedUpTo()).end() : writer.end();
    }

    static StoredSubscription subscription(String filter, byte[] value) {
        RecordReader reader = new RecordReader(value);
        int options = reader.raw();
        int identifier = reader.count();
        return new StoredSubscription(filter, options & ~FED, identifier, (options & FED) != 0 ? reader.number() : 0);
    }

    static byte[] encode(RecordWriter writer, StoredWill will) {
        writer.begin().number(will.delaySeconds()).number(will.expirySeconds());
        return content(writer, will.message()).text(will.message().topic()).end();
    }

    static StoredWill will(byte[] value) {
        RecordReader reader = new RecordReader(value);
        long delay = reader.number();
        long expiry = reader.number();
        return new StoredWill(new Content(reader).of(0, reader.text()), delay, expiry);
    }

    /** A message and those who are to get it. */
    static byte[] encode(RecordWriter writer, StoredMessage message, List<Recipient> recipients) {
        content(writer.begin(), message).text(message.topic()).number(recipients.size());
        for (Recipient recipient : recipients) {
            writer.number(recipient.session())
                    .raw(recipient.qos().level()
                            | (recipient.retain() ? RETAIN : 0)
                            | (recipient.share().isPresent() ? SHARED : 0))
                    .number(recipient.subscriptionIdentifiers().size());
            for (int identifier : recipient.subscriptionIdentifiers()) {
                writer.number(identifier);
            }
            recipient.share().ifPresent(share -> writer.text(share.toString()));
        }
        return writer.end();
    }

    /** Reads a message; the reader then stands before its recipients. */
    static StoredMessage message(long id, RecordReader reader) {
        return new Content(reader).of(id, reader.text());
    }

    static List<Recipient> recipients(RecordReader reader) {
        int count = reader.count();
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long session = reader.number();
            int flags = reader.raw();
            int identifiers = reader.count();
            List<Integer> subscriptionIdentifiers = new ArrayList<>();
            for (int j = 0; j < identifiers; j++) {
                subscriptionIdentifiers.add(reader.count());
            }
            recipients.add(new Recipient(
                    session,
                    Qos.of(flags & QOS),
                    (flags & RETAIN) != 0,
                    subscriptionIdentifiers,
                    (flags & SHARED) != 0 ? Optional.of(SubscriptionFilter.of(reader.text())) : Optional.empty()));
        }
        return recipients;
    }

    static byte[] encode(RecordWriter writer, Progress progress, int packetId) {
        return writer.begin().raw(progress.ordinal()).number(packetId).end();
    }

    /** A retained message, whose topic is in the key. */
    static byte[] encodeRetained(RecordWriter writer, StoredMessage message) {
        return content(writer.begin().number(message.id()), message).end();
    }

    static StoredMessage retained(String topic, byte[] value) {
        RecordReader reader = new RecordReader(value);
        long id = reader.number();
        return new Content(reader).of(id, topic);
    }

    private static RecordWriter content(RecordWriter writer, StoredMessage message) {
        return writer.raw(message.qos().level() | (message.retain() ? RETAIN : 0))
                .number(message.receivedAt())
                .number(message.expiresAt())
                .bytes(message.properties())
                .bytes(message.payload());
    }

    /** All of a message but its number and its topic. */
    private record Content(int flags, long receivedAt, long expiresAt, byte[] properties, byte[] payload) {
        Content(RecordReader reader) {
            this(reader.raw(), reader.number(), reader.number(), reader.bytes(), reader.bytes());
        }

        StoredMessage of(long id, String topic) {
            return new StoredMessage(
                    id, topic, Qos.of(flags & QOS), (flags & RETAIN) != 0, receivedAt, expiresAt, properties, payload);
        }
    }
}
