package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.axletree.core.outcome.Reason;

/** Reads CONNECT (MQTT 3.1.1 and 5, section 3.1). */
public final class ConnectReader {
    private static final int RESERVED = 0x01;
    private static final int CLEAN_START = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USER_NAME = 0x80;

    private final Fields fields;
    private final MqttVersion version;
    private final int flags;

    private ConnectReader(Fields fields, MqttVersion version) {
        this.fields = fields;
        this.version = version;
        this.flags = fields.oneByte("connect flags");
    }

    /**
     * The version that a CONNECT is written in, whatever else may be wrong with it.
     *
     * @throws PacketException if there is none of that name and level
     */
    public static MqttVersion version(ByteBuf buffer, int from, int to) {
        return version(new Fields(buffer, from, to));
    }

    private static MqttVersion version(Fields fields) {
        String protocol = fields.text("protocol name");
        int level = fields.oneByte("protocol level");
        boolean known = false;
        for (MqttVersion version : MqttVersion.values()) {
            if (protocol.equals(version.protocol())) {
                if (level == version.level()) {
                    return version;
                }
                known = true;
            }
        }
        // MQTT-3.1.2-1: what is not MQTT gets no answer; MQTT-3.1.2-2: what is, but unknown, gets one.
        throw new PacketException(
                known ? Reason.PROTOCOL_VERSION_UNSUPPORTED : Reason.MALFORMED_PACKET,
                "protocol: " + protocol + " " + level + " (expected: MQIsdp 3, MQTT 4 or MQTT 5)");
    }

    /** @throws PacketException if the packet is malformed */
    public static Connect read(ByteBuf buffer, int from, int to) {
        Fields fields = new Fields(buffer, from, to);
        return new ConnectReader(fields, version(fields)).read();
    }

    private Connect read() {
        requireFlags();
        int keepAlive = fields.twoBytes("keep alive");
        ConnectProperties properties =
                version == MqttVersion.MQTT_5 ? ConnectProperties.read(fields) : ConnectProperties.NONE;
        String clientId = fields.text("client identifier");
        Optional<Will> will =
                has(WILL) ? Optional.of(Will.read(fields, version, willQos(), has(WILL_RETAIN))) : Optional.empty();
        Optional<String> userName = isNext(USER_NAME) ? Optional.of(fields.text("user name")) : Optional.empty();
        Optional<byte[]> password = isNext(PASSWORD) ? Optional.of(fields.binary("password")) : Optional.empty();
        fields.requireEnd();
        return new Connect(version, has(CLEAN_START), keepAlive, clientId, userName, password, will, properties);
    }

    private void requireFlags() {
        if (has(RESERVED) && version != MqttVersion.MQTT_3_1) {
            // MQTT-3.1.2-3
            throw PacketException.malformed("reserved connect flag: 1 (expected: 0)");
        }
        if (!has(WILL) && (willQos() != 0 || has(WILL_RETAIN))) {
            // MQTT-3.1.2-11, MQTT-3.1.2-13
            throw PacketException.malformed("will QoS or will retain without a will (expected: 0)");
        }
        if (willQos() == 3) {
            // MQTT-3.1.2-12
            throw PacketException.malformed("will QoS: 3 (expected: 0, 1 or 2)");
        }
        if (has(PASSWORD) && !has(USER_NAME) && version != MqttVersion.MQTT_5) {
            // MQTT-3.1.2-22 of MQTT 3.1.1
            throw PacketException.malformed("a password without a user name (expected: both or a user name alone)");
        }
    }

    private int willQos() {
        return flags >>> 3 & 3;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** In MQTT 3.1 (section 3.1) the end of the packet takes precedence over the flags of user name and password. */
    private boolean isNext(int flag) {
        return has(flag) && (version != MqttVersion.MQTT_3_1 || fields.hasMore());
    }
}
