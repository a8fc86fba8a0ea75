package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.conformance.Mqtt3;
import org.axletree.mqtt.conformance.Mqtt5;
import org.axletree.mqtt.connection.RawClient;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MQTT over WebSocket (MQTT 3.1.1 and 5, chapter 6), with clients that others wrote. */
class WebSocketTest {
    private static final String CONNACK = "20020000";
    private static TestDoor door;

    @BeforeAll
    static void open() {
        door = new TestDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.forget();
    }

    @ParameterizedTest
    @CsvSource({"mqtt, /mqtt", "mqtt, /", "mqttv3.1, /some/other/path?with=query"})
    void handshake_anyPathAndBothSubProtocols_isAccepted(String subProtocol, String path) {
        try (Line line = new Line(path, subProtocol)) {
            assertThat(line.socket.getSubprotocol()).isEqualTo(subProtocol);
            line.send(RawClient.connect("h/ws", "ws"), true);
            line.expect(CONNACK);
        }
    }

    @Test
    @Mqtt3("MQTT-6.0.0-4")
    @Mqtt5("MQTT-6.0.0-4")
    void handshake_ofSeveralSubProtocols_takesTheFirstThatItKnows() {
        try (Line line = new Line("/", "chat", "mqtt", "mqttv3.1")) {
            assertThat(line.socket.getSubprotocol()).isEqualTo("mqtt");
        }
    }

    /** A client of MQTT asks for it. */
    @ParameterizedTest
    @Mqtt3("MQTT-6.0.0-3")
    @Mqtt5("MQTT-6.0.0-3")
    @ValueSource(strings = {"", "chat"})
    void handshake_withoutMqttAmongItsSubProtocols_isRefused(String subProtocol) {
        try {
            new Line("/", subProtocol.isEmpty() ? new String[0] : new String[] {subProtocol}).close();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(WebSocketHandshakeException.class);
            assertThat(((WebSocketHandshakeException) e.getCause())
                            .getResponse()
                            .statusCode())
                    .isEqualTo(400);
            assertNoticed(Reason.WEBSOCKET_REFUSED, "(expected: mqtt)");
            return;
        }
        throw new AssertionError("the handshake succeeded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET / HTTP/1.1                                                                       | HTTP/1.1 426
            POST / HTTP/1.1;Upgrade: websocket;Connection: upgrade;Sec-WebSocket-Version: 13     | HTTP/1.1 426
            GET / HTTP/1.1;Upgrade: websocket;Connection: upgrade;Sec-WebSocket-Version: 8       | HTTP/1.1 426
            GET / HTTP/1.1;Upgrade: websocket;Connection: upgrade;Sec-WebSocket-Version: 13      | HTTP/1.1 400
            GET / HTTP/1.1;Content-Length: 3;;abc                                                | HTTP/1.1 400
            \u0010\u0005 MQTT                                                                    | HTTP/1.1 400
            """)
    void handshake_thatIsNone_isAnsweredAndClosed(String request, String answer) throws Exception {
        try (RawClient client = new RawClient(door.port(Way.WS))) {
            client.send((request.replace(";", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(text(client.receiveUntilClosed())).startsWith(answer).contains("speaks MQTT over WebSocket");
            assertNoticed(Reason.WEBSOCKET_REFUSED, "WebSocket handshake");
        }
    }

    @Test
    void handshake_withAnEndlessHeader_isCutOff() throws Exception {
        try (RawClient client = new RawClient(door.port(Way.WS))) {
            client.send("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            client.send("x".repeat(9_000).getBytes(StandardCharsets.US_ASCII));
            assertThat(text(client.receiveUntilClosed())).startsWith("HTTP/1.1 400");
        }
    }

    /** Packets need not begin or end where frames do. */
    @Test
    @Mqtt3("MQTT-6.0.0-2")
    @Mqtt5("MQTT-6.0.0-2")
    void packets_acrossFramesAndSeveralInOne_areRead() {
        try (Line line = new Line("/", "mqtt")) {
            byte[] connect = RawClient.connect("h/ws", "ws");
            line.send(Arrays.copyOf(connect, 5), false);
            line.send(Arrays.copyOfRange(connect, 5, connect.length), true);
            line.expect(CONNACK);
            byte[] two = RawClient.hex("c0 00 c0 00 c0");
            line.send(two, true);
            line.send(new byte[] {0}, true);
            line.expect(CONNACK + "d000d000d000");
        }
    }

    @Test
    void largeMessage_inOneFrame_arrivesWhole() {
        byte[] payload = new byte[3_000_000];
        Arrays.fill(payload, (byte) 7);
        try (Line line = new Line("/", "mqtt")) {
            line.send(RawClient.connect("h/ws", "ws"), true);
            line.send(RawClient.subscribe(1, "large", 0), true);
            line.expect(CONNACK + "9003000100");
            byte[] publish = RawClient.publish("large", 0, payload);
            line.send(publish, true);
            await().until(() -> line.received() >= 9 + publish.length);
            assertThat(line.received()).isEqualTo(9 + publish.length);
        }
    }

    @Test
    void ping_isAnsweredWithItsPayload() {
        try (Line line = new Line("/", "mqtt")) {
            line.socket.sendPing(ByteBuffer.wrap("are you there".getBytes())).join();
            await().until(() -> line.pongs.contains("are you there"));
        }
    }

    @Test
    @Mqtt3("MQTT-6.0.0-1")
    @Mqtt5("MQTT-6.0.0-1")
    void mqtt_6_0_0_1_textFrame_closesTheConnection() {
        try (Line line = new Line("/", "mqtt")) {
            line.send(RawClient.connect("h/ws", "ws"), true);
            line.expect(CONNACK);
            line.socket.sendText("hello", true).join();
            assertThat(line.closed.join()).isEqualTo(1003);
            assertNoticed(Reason.PROTOCOL_ERROR, "a text frame (expected: binary)");
            await().until(() -> !door.hub.departures.isEmpty());
        }
    }

    @Test
    void close_ofTheClient_isAnswered() {
        try (Line line = new Line("/", "mqtt")) {
            line.socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
            assertThat(line.closed.join()).isEqualTo(1000);
        }
    }

    @Test
    void close_ofTheServer_isSaidInAFrame() {
        try (Line line = new Line("/", "mqtt")) {
            line.send(RawClient.hex("c0 00"), true); // before CONNECT
            assertThat(line.closed.join()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WS", "WSS"})
    void paho_publishesAndHears(Way listener) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("h/paho");
        if (listener.isSecure()) {
            options.setSocketFactory(
                    TestAuthority.trusting(TestDoor.SERVER_AUTHORITY).getSocketFactory());
        }
        CompletableFuture<String> heard = new CompletableFuture<>();
        String address = listener.listenerName() + "://localhost:" + door.port(listener) + "/mqtt";
        try (MqttClient client = new MqttClient(address, "paho", new MemoryPersistence())) {
            client.connect(options);
            client.subscribe("p/#", 1, (topic, message) -> heard.complete(new String(message.getPayload())));
            client.publish("p/q", "over the web".getBytes(), 1, false);
            assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo("over the web");
            client.disconnect();
        }
        assertThat(door.hub.requests.get(0).security())
                .isEqualTo(listener.isSecure() ? ConnectionSecurity.SERVER_TLS : ConnectionSecurity.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"WS", "WSS"})
    void hiveMqClient_publishesAndHears(Way listener) throws Exception {
        Mqtt3ClientBuilder builder = Mqtt3Client.builder()
                .identifier("hive")
                .serverHost("localhost")
                .serverPort(door.port(listener))
                .webSocketWithDefaultConfig()
                .simpleAuth()
                .username("h/hive")
                .applySimpleAuth();
        if (listener.isSecure()) {
            builder = builder.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(TestDoor.SERVER_AUTHORITY.trust())
                    .build());
        }
        Mqtt3BlockingClient client = builder.buildBlocking();
        client.connect();
        try (Mqtt3BlockingClient.Mqtt3Publishes messages = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter("a/+").qos(MqttQos.AT_LEAST_ONCE).send();
            client.publishWith().topic("a/b").payload("m".getBytes()).send();
            Optional<Mqtt3Publish> heard = messages.receive(60, TimeUnit.SECONDS);
            assertThat(heard.orElseThrow().getPayloadAsBytes()).isEqualTo("m".getBytes());
        } finally {
            client.disconnect();
        }
    }

    private static void assertNoticed(Reason reason, String packet) {
        // The handshake itself is over before the hub is told.
        await().untilAsserted(() -> assertThat(door.hub.notices).anySatisfy(notice -> {
            assertThat(notice.reason()).isEqualTo(reason);
            assertThat(notice.packet()).contains(packet);
        }));
    }

    private static String text(String hex) {
        return new String(RawClient.hex(hex), StandardCharsets.US_ASCII);
    }

    /** The WebSocket client of the JDK. */
    private static final class Line implements WebSocket.Listener, AutoCloseable {
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        final CopyOnWriteArrayList<String> pongs = new CopyOnWriteArrayList<>();
        final WebSocket socket;
        private final StringBuffer heard = new StringBuffer();

        Line(String path, String... subProtocols) {
            WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
            if (subProtocols.length > 0) {
                builder.subprotocols(subProtocols[0], Arrays.copyOfRange(subProtocols, 1, subProtocols.length));
            }
            socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + door.port(Way.WS) + path), this)
                    .join();
        }

        void send(byte[] bytes, boolean last) {
            socket.sendBinary(ByteBuffer.wrap(bytes), last).join();
        }

        /** All that was heard so far, in hex. */
        void expect(String all) {
            await().until(() -> heard.length() >= all.length());
            assertThat(heard.toString()).isEqualTo(all);
        }

        int received() {
            return heard.length() / 2;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            heard.append(java.util.HexFormat.of().formatHex(bytes));
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            pongs.add(StandardCharsets.UTF_8.decode(message).toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
