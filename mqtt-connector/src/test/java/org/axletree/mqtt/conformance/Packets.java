package org.axletree.mqtt.conformance;

import java.nio.charset.StandardCharsets;

/** What a client says in a session. */
final class Packets {
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int PUBCOMP = 7;
    static final int SUBACK = 9;
    static final int UNSUBACK = 11;
    static final int PINGRESP = 13;
    static final int DISCONNECT = 14;
    static final int AUTH = 15;

    static final int DUP = 8;
    static final int RETAIN = 1;
    static final int NO_LOCAL = 4;
    static final int RETAIN_AS_PUBLISHED = 8;

    static final byte[] PINGREQ = {(byte) 0xc0, 0};

    private Packets() {}

    /** @param flags {@link #DUP} and {@link #RETAIN} */
    static byte[] publish(
            Version version, int flags, int qos, int packetId, String topic, String payload, byte[]... properties) {
        Bytes body = new Bytes().string(topic);
        if (qos > 0) {
            body.two(packetId);
        }
        if (version == Version.V5) {
            body.properties(properties);
        }
        return body.raw(payload.getBytes(StandardCharsets.UTF_8)).packet(0x30 | flags | qos << 1);
    }

    /** @param options QoS, and in MQTT 5 the other options */
    static byte[] subscribe(Version version, int packetId, String filter, int options, byte[]... properties) {
        Bytes body = new Bytes().two(packetId);
        if (version == Version.V5) {
            body.properties(properties);
        }
        return body.string(filter).one(options).packet(0x82);
    }

    static byte[] unsubscribe(Version version, int packetId, String... filters) {
        Bytes body = new Bytes().two(packetId);
        if (version == Version.V5) {
            body.properties();
        }
        for (String filter : filters) {
            body.string(filter);
        }
        return body.packet(0xa2);
    }

    static byte[] ack(int type, int packetId) {
        return new Bytes().two(packetId).packet(type << 4 | (type == PUBREL ? 2 : 0));
    }

    /** MQTT 5. */
    static byte[] ack(int type, int packetId, int reason) {
        return new Bytes().two(packetId).one(reason).packet(type << 4 | (type == PUBREL ? 2 : 0));
    }

    /** MQTT 5. */
    static byte[] auth(int reason, byte[]... properties) {
        return new Bytes().one(reason).properties(properties).packet(0xf0);
    }

    static byte[] disconnect() {
        return new Bytes().packet(0xe0);
    }

    /** MQTT 5. */
    static byte[] disconnect(int reason, byte[]... properties) {
        return new Bytes().one(reason).properties(properties).packet(0xe0);
    }
}
