package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.RouteConsumer.Received;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 3, items 5 and 6, and what routes hand on of MQTT 5: at the running server, with programs of others. */
@ExtendWith(SharedAxletree.class)
class TransportsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess hub;
    private final Fleet fleet;
    private final Hub home;

    TransportsIT(AxletreeProcess hub) {
        this.hub = hub;
        this.fleet = hub.fleet();
        this.home = fleet.hub();
    }

    @Test
    void publication_ofMqtt5AtQos2_takesItsPropertiesToTheConsumer() {
        Device device = fleet.device(home);
        Route route = fleet.route(home, "five/#");

        Ran published = mosquittoPub(
                device,
                "-V 5 -q 2 -t five/a -D publish content-type text/plain -D publish response-topic answers/a"
                        + " -D publish correlation-data abc -D publish message-expiry-interval 3600"
                        + " -D publish payload-format-indicator 1 -D publish user-property trace-id 42 -m hello");

        assertThat(published.exitCode()).as(published.err()).isZero();
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            Received received = consumer.next(PATIENCE).orElseThrow();
            assertThat(received.text()).isEqualTo("hello");
            assertThat(received.persistent()).isTrue();
            assertThat(received.properties())
                    .containsAllEntriesOf(Map.of(
                            "qos", 2,
                            "text", true,
                            "content_type", "text/plain",
                            "response_topic", "answers/a",
                            "correlation_data", "YWJj",
                            "expiry_seconds", 3600L,
                            "mqtt_trace_id", "42"));
            assertThat(consumer.next(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void publication_overWebSocket_reachesTheConsumer() throws Exception {
        Device device = fleet.insecureDevice(home);
        Route route = fleet.route(home, "web/#");
        // A frame may come in several parts.
        StringBuffer answers = new StringBuffer();
        WebSocket line = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("mqtt")
                .buildAsync(URI.create("ws://127.0.0.1:" + hub.wsPort() + "/mqtt"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                        answers.append(StandardCharsets.ISO_8859_1.decode(data));
                        socket.request(1);
                        return null;
                    }
                })
                .join();
        line.sendBinary(ByteBuffer.wrap(connect(device.id())), true).join();
        Awaitility.await("CONNACK").atMost(PATIENCE).until(() -> answers.length() >= 4);
        assertThat(answers).hasToString("\u0020\u0002\u0000\u0000");
        line.sendBinary(
                        ByteBuffer.wrap(
                                "\u0032\u000b\u0000\u0005web/a\u0000\u0007hi".getBytes(StandardCharsets.ISO_8859_1)),
                        true)
                .join();
        Awaitility.await("PUBACK").atMost(PATIENCE).until(() -> answers.length() >= 8);
        assertThat(answers).hasToString("\u0020\u0002\u0000\u0000\u0040\u0002\u0000\u0007");
        line.abort();

        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            Received received = consumer.next(PATIENCE).orElseThrow();
            assertThat(received.text()).isEqualTo("hi");
            assertThat(received.properties()).containsEntry("device_id", device.id());
        }
    }

    @Test
    void hub_saysHowItIs_onMosquittosTopics() {
        Device device = fleet.device(home);
        List<String> command = new ArrayList<>(List.of("mosquitto_sub"));
        command.addAll(Mosquitto.mutualTls(hub, device));
        command.addAll(List.of("-t", "$SYS/broker/clients/connected", "-C", "1", "-W", "60"));

        Ran said = Ran.command(Duration.ofMinutes(2), command);

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(Integer.parseInt(said.out().strip())).isPositive();
    }

    /** In TLS 1.2 the client has been given its session when the handshake is over. */
    @Test
    void tlsSession_thatOpensslKept_isTakenUpAgain() {
        Device device = fleet.device(home);
        String kept =
                hub.axletree().directory().resolve(Fleet.unique("tls-session")).toString();

        assertThat(handshake(device, "-sess_out", kept)).contains("New, TLSv1.2");
        assertThat(handshake(device, "-sess_in", kept)).contains("Reused, TLSv1.2");
    }

    private String handshake(Device device, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-tls1_2",
                "-connect",
                "127.0.0.1:" + hub.mqttsPort(),
                "-CAfile",
                hub.serverAuthority().toString(),
                "-cert",
                device.certificate().toString(),
                "-key",
                device.key().toString()));
        command.addAll(List.of(options));
        return Ran.command(PATIENCE, command).out();
    }

    private Ran mosquittoPub(Device device, String options) {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub"));
        command.addAll(Mosquitto.mutualTls(hub, device));
        command.addAll(List.of(options.split(" ")));
        return Ran.command(PATIENCE, command);
    }

    /** CONNECT of MQTT 3.1.1, clean session, user name alone. */
    private static byte[] connect(String deviceId) {
        String body =
                "\u0000\u0004MQTT\u0004\u0082\u0000\u0000\u0000\u0002ws\u0000" + (char) deviceId.length() + deviceId;
        return ("\u0010" + (char) body.length() + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
