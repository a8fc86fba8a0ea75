package org.axletree.mqtt.wire;

import java.util.EnumSet;
import java.util.Set;

/** The properties of MQTT 5 (section 2.2.2.2), with the type of their values and the packets a client may send them in. */
enum Property {
    PAYLOAD_FORMAT(0x01, Type.ONE_BYTE, Place.PUBLISH, Place.WILL),
    MESSAGE_EXPIRY(0x02, Type.FOUR_BYTES, Place.PUBLISH, Place.WILL),
    CONTENT_TYPE(0x03, Type.TEXT, Place.PUBLISH, Place.WILL),
    RESPONSE_TOPIC(0x08, Type.TEXT, Place.PUBLISH, Place.WILL),
    CORRELATION_DATA(0x09, Type.BINARY, Place.PUBLISH, Place.WILL),
    /** In PUBLISH, where only a server may send it, for a clear word to a client that does (MQTT-3.3.4-6). */
    SUBSCRIPTION_ID(0x0B, Type.VARIABLE, Place.SUBSCRIBE, Place.PUBLISH),
    SESSION_EXPIRY(0x11, Type.FOUR_BYTES, Place.CONNECT, Place.DISCONNECT),
    ASSIGNED_CLIENT_ID(0x12, Type.TEXT),
    SERVER_KEEP_ALIVE(0x13, Type.TWO_BYTES),
    AUTHENTICATION_METHOD(0x15, Type.TEXT, Place.CONNECT, Place.AUTH),
    AUTHENTICATION_DATA(0x16, Type.BINARY, Place.CONNECT, Place.AUTH),
    REQUEST_PROBLEM_INFORMATION(0x17, Type.ONE_BYTE, Place.CONNECT),
    WILL_DELAY(0x18, Type.FOUR_BYTES, Place.WILL),
    REQUEST_RESPONSE_INFORMATION(0x19, Type.ONE_BYTE, Place.CONNECT),
    RESPONSE_INFORMATION(0x1A, Type.TEXT),
    SERVER_REFERENCE(0x1C, Type.TEXT),
    REASON_STRING(0x1F, Type.TEXT, Place.ACKNOWLEDGEMENT, Place.DISCONNECT, Place.AUTH),
    RECEIVE_MAXIMUM(0x21, Type.TWO_BYTES, Place.CONNECT),
    TOPIC_ALIAS_MAXIMUM(0x22, Type.TWO_BYTES, Place.CONNECT),
    TOPIC_ALIAS(0x23, Type.TWO_BYTES, Place.PUBLISH),
    MAXIMUM_QOS(0x24, Type.ONE_BYTE),
    RETAIN_AVAILABLE(0x25, Type.ONE_BYTE),
    USER_PROPERTY(
            0x26,
            Type.PAIR,
            Place.CONNECT,
            Place.PUBLISH,
            Place.WILL,
            Place.ACKNOWLEDGEMENT,
            Place.SUBSCRIBE,
            Place.UNSUBSCRIBE,
            Place.DISCONNECT,
            Place.AUTH),
    MAXIMUM_PACKET_SIZE(0x27, Type.FOUR_BYTES, Place.CONNECT),
    WILDCARD_AVAILABLE(0x28, Type.ONE_BYTE),
    SUBSCRIPTION_ID_AVAILABLE(0x29, Type.ONE_BYTE),
    SHARED_AVAILABLE(0x2A, Type.ONE_BYTE);

    private static final Property[] BY_ID = new Property[0x2B];

    static {
        for (Property property : values()) {
            BY_ID[property.id] = property;
        }
    }

    private final int id;
    private final Type type;
    private final Set<Place> places;

    /** How a value is written. */
    enum Type {
        ONE_BYTE,
        TWO_BYTES,
        FOUR_BYTES,
        VARIABLE,
        TEXT,
        BINARY,
        PAIR
    }

    /** The lists of properties that a client sends. */
    enum Place {
        CONNECT,
        WILL,
        PUBLISH,
        /** PUBACK, PUBREC, PUBREL and PUBCOMP. */
        ACKNOWLEDGEMENT,
        SUBSCRIBE,
        UNSUBSCRIBE,
        DISCONNECT,
        AUTH
    }

    Property(int id, Type type, Place... places) {
        this.id = id;
        this.type = type;
        this.places = places.length == 0 ? EnumSet.noneOf(Place.class) : EnumSet.of(places[0], places);
    }

    /** @throws PacketException if there is none of that number, or not there (MQTT 5 section 2.2.2.2) */
    static Property of(int id, Place place) {
        Property property = id < BY_ID.length ? BY_ID[id] : null;
        if (property == null || !property.places.contains(place)) {
            throw PacketException.malformed(
                    "property 0x" + Integer.toHexString(id) + " (expected: one that " + place + " may have)");
        }
        return property;
    }

    int id() {
        return id;
    }

    Type type() {
        return type;
    }
}
