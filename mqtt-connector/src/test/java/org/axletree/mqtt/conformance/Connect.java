package org.axletree.mqtt.conformance;

import java.nio.charset.StandardCharsets;

/** A CONNECT, clean and without keep-alive unless it is told otherwise. */
final class Connect {
    private final Version version;
    private final String user;
    private final String clientId;
    private int flags = 0x82;
    private int keepAlive;
    private byte[][] properties = {};
    private byte[] will = {};
    private byte[][] willProperties = {};
    private String willTopic = "";

    Connect(Version version, String user, String clientId) {
        this.version = version;
        this.user = user;
        this.clientId = clientId;
    }

    /** The session outlives the connection, and one that is there is taken up: clean session 0, or a session expiry. */
    Connect durable() {
        flags &= ~2;
        return version == Version.V5 ? with(Property.four(Property.SESSION_EXPIRY, 3_600)) : this;
    }

    /** Clean session or clean start. */
    Connect clean(boolean clean) {
        flags = clean ? flags | 2 : flags & ~2;
        return this;
    }

    /** Neither user name nor password. */
    Connect nameless() {
        flags &= 0x3f;
        return this;
    }

    Connect keepAlive(int seconds) {
        keepAlive = seconds;
        return this;
    }

    Connect with(byte[]... more) {
        properties = more;
        return this;
    }

    Connect will(String topic, String payload, int qos, boolean retain) {
        willTopic = topic;
        will = payload.getBytes(StandardCharsets.UTF_8);
        flags = flags & 0xc3 | 4 | qos << 3 | (retain ? 0x20 : 0);
        return this;
    }

    Connect willWith(byte[]... more) {
        willProperties = more;
        return this;
    }

    byte[] bytes() {
        Bytes body = new Bytes().string("MQTT").one(version.level).one(flags).two(keepAlive);
        if (version == Version.V5) {
            body.properties(properties);
        }
        body.string(clientId);
        if ((flags & 4) != 0) {
            if (version == Version.V5) {
                body.properties(willProperties);
            }
            body.string(willTopic).binary(will);
        }
        return ((flags & 0x80) == 0 ? body : body.string(user)).packet(0x10);
    }
}
