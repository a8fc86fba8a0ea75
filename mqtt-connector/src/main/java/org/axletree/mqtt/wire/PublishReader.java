package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Footprint;
import org.axletree.door.pressure.Share;

/**
 * Reads the PUBLISHes of one connection (MQTT 5 section 3.3). The fields are those of the packet that was read last, so that
 * reading makes no object.
 */
public final class PublishReader {
    private static final int DUP = 0x08;
    private static final int RETAIN = 0x01;

    private final TopicNames topics;
    private final Share share;

    private final MqttVersion version;
    /** By alias; made with the first (MQTT 5 section 3.3.2.3.4). */
    private TopicName[] aliases = {};

    private TopicName topic;
    private Qos qos;
    private boolean dup;
    private boolean retain;
    private int packetId;
    private RawProperties properties = RawProperties.NONE;
    private int payloadFrom;
    private int userProperties;

    /** @param share takes room for the topics that are remembered; ends with the connection */
    public PublishReader(MqttVersion version, Share share) {
        this.version = version;
        this.share = share;
        this.topics = new TopicNames(share);
    }

    /**
     * @param mostAliases the highest topic alias that the client may use
     * @throws PacketException if the packet is malformed
     */
    public void read(int first, ByteBuf buffer, int from, int to, int mostAliases) {
        readFlags(first);
        if (to - from < 2) {
            throw PacketException.malformed("topic: without a length (expected: two bytes)");
        }
        int length = buffer.getUnsignedShort(from);
        int at = from + 2 + length;
        if (at > to) {
            throw PacketException.malformed("topic: " + length + " bytes where " + (to - from - 2) + " are left");
        }
        boolean named = length > 0 || version != MqttVersion.MQTT_5;
        topic = named ? topics.read(buffer, from + 2, length) : null;
        packetId = 0;
        if (qos != Qos.AT_MOST_ONCE) {
            readPacketId(buffer, at, to);
            at += 2;
        }
        payloadFrom = version == MqttVersion.MQTT_5 ? readProperties(buffer, at, to, mostAliases) : at;
    }

    /** Answers where the payload begins. */
    private int readProperties(ByteBuf buffer, int at, int to, int mostAliases) {
        if (at < to && buffer.getByte(at) == 0) {
            // The usual case.
            properties = RawProperties.NONE;
            userProperties = 0;
            resolve(0, mostAliases);
            return at + 1;
        }
        Fields fields = new Fields(buffer, at, to);
        MessagePropertiesReader reader = MessagePropertiesReader.read(fields, Property.Place.PUBLISH);
        properties = reader.properties();
        userProperties = reader.userProperties();
        resolve(reader.topicAlias(), mostAliases);
        return fields.position();
    }

    private void resolve(int alias, int mostAliases) {
        if (alias > mostAliases) {
            // MQTT-3.3.2-9
            throw new PacketException(
                    Reason.TOPIC_ALIAS_INVALID, "topic alias: " + alias + " (expected: at most " + mostAliases + ")");
        }
        if (topic != null) {
            if (alias != 0) {
                if (alias >= aliases.length) {
                    aliases = Arrays.copyOf(aliases, Math.min(mostAliases, 2 * alias + 1) + 1);
                }
                remember(alias);
            }
        } else if (alias != 0 && alias < aliases.length && aliases[alias] != null) {
            topic = aliases[alias];
        } else {
            // MQTT 5 section 3.3.2.1
            throw PacketException.protocolError(
                    "topic: empty, alias: " + alias + " (expected: a topic, or an alias that was given one)");
        }
    }

    private void remember(int alias) {
        int before = aliases[alias] == null ? 0 : Footprint.topic(aliases[alias].bytes().length);
        int after = Footprint.topic(topic.bytes().length);
        share.give(before);
        if (!share.take(after)) {
            aliases[alias] = null;
            throw new PacketException(share.allowance().refusal(), "topic alias " + alias);
        }
        aliases[alias] = topic;
    }

    private void readFlags(int first) {
        int level = first >>> 1 & 3;
        if (level == 3) {
            // MQTT-3.3.1-4
            throw new PacketException(Reason.INVALID_QOS, "qos: 3 (expected: 0, 1 or 2)");
        }
        qos = Qos.of(level);
        dup = (first & DUP) != 0;
        if (dup && level == 0) {
            // MQTT-3.3.1-2
            throw PacketException.malformed("DUP at QoS 0 (expected: not set)");
        }
        retain = (first & RETAIN) != 0;
    }

    private void readPacketId(ByteBuf buffer, int at, int to) {
        if (at + 2 > to) {
            throw PacketException.malformed("packet identifier: missing (expected: two bytes)");
        }
        packetId = buffer.getUnsignedShort(at);
        if (packetId == 0) {
            // MQTT-2.2.1-3
            throw PacketException.malformed("packet identifier: 0 (expected: 1 to 65535)");
        }
    }

    public TopicName topic() {
        return topic;
    }

    public Qos qos() {
        return qos;
    }

    public boolean dup() {
        return dup;
    }

    public boolean retain() {
        return retain;
    }

    /** 0 at QoS 0. */
    public int packetId() {
        return packetId;
    }

    public RawProperties properties() {
        return properties;
    }

    /** How many user properties there are. */
    public int userProperties() {
        return userProperties;
    }

    /** Where the payload begins in the buffer; it ends with the packet. */
    public int payloadFrom() {
        return payloadFrom;
    }
}
