package org.axletree.mqtt.wire;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.axletree.core.outcome.Reason;

/** Reads the properties of a PUBLISH or of a will (MQTT 5 sections 3.3.2.3 and 3.1.3.2). */
final class MessagePropertiesReader {
    private final Fields list;
    private final Property.Place place;
    private final Set<Property> seen = EnumSet.noneOf(Property.class);
    private final byte[] forwarded;
    private int forwardedLength;
    private long expirySeconds = RawProperties.NEVER;
    private long willDelaySeconds;
    private int topicAlias;
    private int userProperties;

    private MessagePropertiesReader(Fields list, Property.Place place) {
        this.list = list;
        this.place = place;
        this.forwarded = new byte[list.left()];
    }

    /** Reads the length and the list that follows. */
    static MessagePropertiesReader read(Fields packet, Property.Place place) {
        int length = packet.variableInteger("length of the properties");
        MessagePropertiesReader reader = new MessagePropertiesReader(packet.part(length, "properties"), place);
        while (reader.list.hasMore()) {
            reader.readOne();
        }
        return reader;
    }

    RawProperties properties() {
        return RawProperties.of(expirySeconds, Arrays.copyOf(forwarded, forwardedLength));
    }

    long willDelaySeconds() {
        return willDelaySeconds;
    }

    /** 0 if there is none. */
    int topicAlias() {
        return topicAlias;
    }

    int userProperties() {
        return userProperties;
    }

    private void readOne() {
        int from = list.position();
        Property property = Property.of(list.variableInteger("property"), place);
        if (property != Property.USER_PROPERTY && !seen.add(property)) {
            throw PacketException.protocolError(property + " twice (expected: at most once)");
        }
        switch (property) {
            case MESSAGE_EXPIRY -> expirySeconds = list.fourBytes("message expiry");
            case WILL_DELAY -> willDelaySeconds = list.fourBytes("will delay");
            case TOPIC_ALIAS -> topicAlias = topicAlias(list.twoBytes("topic alias"));
            case SUBSCRIPTION_ID ->
                throw PacketException.protocolError("a subscription identifier from a client (expected: none)");
            default -> {
                check(property);
                list.copySince(from, forwarded, forwardedLength);
                forwardedLength += list.position() - from;
            }
        }
    }

    private static int topicAlias(int alias) {
        if (alias == 0) {
            // MQTT-3.3.2-8
            throw new PacketException(Reason.TOPIC_ALIAS_INVALID, "topic alias: 0 (expected: > 0)");
        }
        return alias;
    }

    private void check(Property property) {
        if (property == Property.PAYLOAD_FORMAT) {
            int format = list.oneByte("payload format");
            if (format > 1) {
                throw PacketException.protocolError("payload format: " + format + " (expected: 0 or 1)");
            }
        } else if (property == Property.RESPONSE_TOPIC) {
            String topic = list.text("response topic");
            if (topic.isEmpty() || topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
                // MQTT-3.3.2-14
                throw PacketException.protocolError("response topic: " + topic + " (expected: a topic name)");
            }
        } else {
            userProperties += property == Property.USER_PROPERTY ? 1 : 0;
            list.pass(property);
        }
    }
}
