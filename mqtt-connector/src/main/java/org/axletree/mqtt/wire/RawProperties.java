package org.axletree.mqtt.wire;

import io.netty.buffer.Unpooled;
import java.util.OptionalLong;
import org.axletree.core.message.MessageProperties;

/**
 * What MQTT 5 adds to a message and its subscribers get too (sections 3.3.2.3.2 to 3.3.2.3.7). What is only passed on stays
 * in the bytes that it came in.
 */
public final class RawProperties {
    /** No expiry. */
    public static final long NEVER = -1;

    private static final byte[] NOTHING = new byte[0];

    /** A message without properties, as any of MQTT 3. */
    public static final RawProperties NONE = new RawProperties(NEVER, NOTHING);

    private final long expirySeconds;
    private final byte[] forwarded;

    private RawProperties(long expirySeconds, byte[] forwarded) {
        this.expirySeconds = expirySeconds;
        this.forwarded = forwarded;
    }

    /**
     * @param expirySeconds how long the message is of use after it was sent, or {@link #NEVER}
     * @param forwarded properties as {@link #forwarded()} answers them
     */
    public static RawProperties of(long expirySeconds, byte[] forwarded) {
        return expirySeconds == NEVER && forwarded.length == 0 ? NONE : new RawProperties(expirySeconds, forwarded);
    }

    /** What the hub itself says of a message, in the bytes of the wire. */
    public static RawProperties of(MessageProperties properties) {
        if (properties.equals(MessageProperties.NONE)) {
            return NONE;
        }
        PropertyList list = new PropertyList();
        if (properties.text()) {
            list.number(Property.PAYLOAD_FORMAT, 1);
        }
        if (!properties.contentType().isEmpty()) {
            list.text(Property.CONTENT_TYPE, properties.contentType());
        }
        if (!properties.responseTopic().isEmpty()) {
            list.text(Property.RESPONSE_TOPIC, properties.responseTopic());
        }
        if (properties.correlationData().length > 0) {
            list.binary(Property.CORRELATION_DATA, properties.correlationData());
        }
        properties.userProperties().forEach(one -> list.pair(Property.USER_PROPERTY, one.name(), one.value()));
        return new RawProperties(properties.expirySeconds().orElse(NEVER), list.bare());
    }

    /** How long the message is of use after it was sent, or {@link #NEVER}. */
    public long expirySeconds() {
        return expirySeconds;
    }

    /**
     * Payload format, content type, response topic, correlation data and user properties as in a packet, without the length
     * in front. Not to be changed.
     */
    public byte[] forwarded() {
        return forwarded;
    }

    /** The properties, read. */
    public MessageProperties read() {
        if (this == NONE) {
            return MessageProperties.NONE;
        }
        Properties list = Properties.readBare(
                new Fields(Unpooled.wrappedBuffer(forwarded), 0, forwarded.length), Property.Place.PUBLISH);
        return new MessageProperties(
                list.number(Property.PAYLOAD_FORMAT, 0) == 1,
                list.text(Property.CONTENT_TYPE).orElse(""),
                list.text(Property.RESPONSE_TOPIC).orElse(""),
                list.binary(Property.CORRELATION_DATA).orElse(NOTHING),
                expirySeconds == NEVER ? OptionalLong.empty() : OptionalLong.of(expirySeconds),
                list.userProperties());
    }
}
