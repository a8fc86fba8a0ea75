package org.axletree.mqtt.conformance;

/** Properties of MQTT 5 (section 2.2.2.2), each as its bytes. */
final class Property {
    static final int PAYLOAD_FORMAT = 0x01;
    static final int MESSAGE_EXPIRY = 0x02;
    static final int CONTENT_TYPE = 0x03;
    static final int RESPONSE_TOPIC = 0x08;
    static final int CORRELATION_DATA = 0x09;
    static final int SUBSCRIPTION_ID = 0x0b;
    static final int SESSION_EXPIRY = 0x11;
    static final int ASSIGNED_CLIENT_ID = 0x12;
    static final int SERVER_KEEP_ALIVE = 0x13;
    static final int AUTHENTICATION_METHOD = 0x15;
    static final int AUTHENTICATION_DATA = 0x16;
    static final int REQUEST_PROBLEM_INFORMATION = 0x17;
    static final int WILL_DELAY = 0x18;
    static final int REQUEST_RESPONSE_INFORMATION = 0x19;
    static final int RESPONSE_INFORMATION = 0x1a;
    static final int SERVER_REFERENCE = 0x1c;
    static final int REASON_STRING = 0x1f;
    static final int RECEIVE_MAXIMUM = 0x21;
    static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    static final int TOPIC_ALIAS = 0x23;
    static final int MAXIMUM_QOS = 0x24;
    static final int RETAIN_AVAILABLE = 0x25;
    static final int USER_PROPERTY = 0x26;
    static final int MAXIMUM_PACKET_SIZE = 0x27;
    static final int WILDCARDS_AVAILABLE = 0x28;
    static final int SUBSCRIPTION_IDS_AVAILABLE = 0x29;
    static final int SHARED_AVAILABLE = 0x2a;

    private Property() {}

    static byte[] one(int property, int value) {
        return new Bytes().one(property).one(value).get();
    }

    static byte[] two(int property, int value) {
        return new Bytes().one(property).two(value).get();
    }

    static byte[] four(int property, long value) {
        return new Bytes().one(property).four(value).get();
    }

    static byte[] variable(int property, int value) {
        return new Bytes().one(property).variable(value).get();
    }

    static byte[] string(int property, String value) {
        return new Bytes().one(property).string(value).get();
    }

    static byte[] binary(int property, byte[] value) {
        return new Bytes().one(property).binary(value).get();
    }

    static byte[] user(String name, String value) {
        return new Bytes().one(USER_PROPERTY).string(name).string(value).get();
    }
}
