package org.axletree.mqtt.conformance.client;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.axletree.mqtt.adapter.TestAuthority;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.adapter.Way;

/** As much of a client as the matrix needs. Its will is {@code gone} to the topic {@code will} at QoS 1. */
interface ForeignClient extends AutoCloseable {
    String WILL_TOPIC = "will";
    String WILL = "gone";
    int SECONDS = 60;

    /** Who writes clients, and for which version. */
    enum Kind {
        HIVEMQ_3,
        HIVEMQ_5,
        PAHO_3,
        PAHO_5
    }

    /** Something heard. */
    record Message(String topic, String payload, int qos, boolean retained) {}

    /** @return whether a session was present */
    boolean connect() throws Exception;

    void subscribe(String filter, int qos) throws Exception;

    /** Returns when the message is acknowledged. */
    void publish(Message message) throws Exception;

    /** Waits for a message. */
    Message next() throws Exception;

    void disconnect() throws Exception;

    static ForeignClient of(Kind kind, TestDoor door, Way listener, String user) throws Exception {
        int port = door.port(listener);
        boolean webSocket = listener == Way.WS || listener == Way.WSS;
        return switch (kind) {
            case HIVEMQ_3 -> new HiveMq3(port, listener.isSecure(), webSocket, user);
            case HIVEMQ_5 -> new HiveMq5(port, listener.isSecure(), webSocket, user);
            case PAHO_3 -> new Paho3(address(listener, port), user);
            case PAHO_5 -> new Paho5(address(listener, port), user);
        };
    }

    private static String address(Way listener, int port) {
        String scheme =
                switch (listener) {
                    case MQTT -> "tcp";
                    case MQTTS -> "ssl";
                    case WS -> "ws";
                    case WSS -> "wss";
                };
        return scheme + "://localhost:" + port + (scheme.startsWith("ws") ? "/mqtt" : "");
    }

    static TrustManagerFactory trust() {
        return TestDoor.SERVER_AUTHORITY.trust();
    }

    static SSLContext tls() {
        return TestAuthority.trusting(TestDoor.SERVER_AUTHORITY);
    }
}
