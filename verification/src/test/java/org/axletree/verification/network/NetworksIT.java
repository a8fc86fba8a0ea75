package org.axletree.verification.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.Scratch;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows G4 to G7 and G9 of docs/reference/dialects/scaleway.md. */
@ExtendWith(SharedAxletree.class)
class NetworksIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AxletreeProcess server;
    private Hub hub;

    NetworksIT(AxletreeProcess server) {
        this.server = server;
    }

    @BeforeEach
    void openHub() {
        hub = server.fleet().hub();
    }

    @Test
    void message_ofARestNetwork_reachesSubscribersAndRoutes_pastTheFeaturesOfDevices() throws Exception {
        Device device = server.fleet().device(hub);
        Route route = server.fleet().route(hub, "myapp/#");
        JsonNode created = network("rest", "myapp");
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(server, device, "myapp/#", 1, "-v")) {
            assertThat(post(created, "A1234B/payload", "21.5").statusCode()).isEqualTo(204);
            assertThat(subscriber.awaitLines(1, PATIENCE)).containsExactly("myapp/A1234B/payload 21.5");
        }
        assertThat(curl(created, "A1234B/☃")).isEqualTo("204");
        assertThat(curl(created, "A1234B/\u00fc".getBytes(StandardCharsets.ISO_8859_1)))
                .as("a topic that is no UTF-8")
                .isEqualTo("topic: is no UTF-8, or wrongly percent-encoded\n400");
        try (RouteConsumer consumer = RouteConsumer.of(server, route.queue())) {
            RouteConsumer.Received received = consumer.next(PATIENCE).orElseThrow();
            assertThat(received.text()).isEqualTo("21.5");
            assertThat(received.persistent()).isTrue();
            assertThat(received.properties())
                    .containsEntry("network_id", created.at("/network/id").textValue())
                    .containsEntry("hub_id", hub.id())
                    .containsEntry("topic", "myapp/A1234B/payload")
                    .containsEntry("qos", 1)
                    .doesNotContainKeys("device_id", "device_name");
            assertThat(consumer.next(PATIENCE).orElseThrow().properties()).containsEntry("topic", "myapp/A1234B/☃");
        }
    }

    @Test
    void secret_comesAsABearerToo_andTheTopicInTheAddress_butNoSecretDoes() throws Exception {
        JsonNode created = network("rest", "p");
        String secret = created.get("secret").textValue();
        URI endpoint = endpoint(created);

        assertThat(send(HttpRequest.newBuilder(URI.create(endpoint + "/a%2Fb%20c/+x"))
                                .header("Authorization", "Bearer " + secret))
                        .statusCode())
                .as("a plus in a topic")
                .isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(URI.create(endpoint + "/a%2Fb%20c"))
                                .header("Authorization", "Bearer " + secret))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(HttpRequest.newBuilder(URI.create(endpoint + "/a%FF"))
                                .header("Authorization", "Bearer " + secret))
                        .statusCode())
                .as("a topic that is no UTF-8")
                .isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(URI.create(endpoint + "/a?secret=x&X-Secret=x")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void request_thatIsWrong_isAnsweredByWhatIsWrong() throws Exception {
        JsonNode created = network("rest", "");
        JsonNode other = network("rest", "");
        URI endpoint = endpoint(created);
        String secret = created.get("secret").textValue();

        assertThat(post(created, "a/#", "x").statusCode()).isEqualTo(400);
        assertThat(post(created, "$SYS/x", "x").statusCode()).isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(endpoint).header("X-Secret", secret))
                        .statusCode())
                .as("no topic")
                .isEqualTo(400);
        for (String wrong : List.of("x", other.get("secret").textValue(), secret.substring(4))) {
            assertThat(send(HttpRequest.newBuilder(endpoint)
                                    .header("X-Secret", wrong)
                                    .header("X-Topic", "a"))
                            .statusCode())
                    .isEqualTo(403);
        }
        URI unknown =
                URI.create(endpoint.toString().replaceFirst("[0-9a-f-]{36}$", "00000000-0000-0000-0000-000000000000"));
        assertThat(send(HttpRequest.newBuilder(unknown)
                                .header("X-Secret", secret)
                                .header("X-Topic", "a"))
                        .statusCode())
                .as("as if it were there")
                .isEqualTo(403);
        for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            for (String body : List.of("", "{}")) {
                HttpResponse<String> got = CLIENT.send(
                        HttpRequest.newBuilder(endpoint)
                                .header("X-Secret", secret)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(got.statusCode()).as(method + " " + body).isEqualTo(405);
                assertThat(got.headers().firstValue("Allow")).contains("POST");
            }
        }
        assertThat(send(
                                HttpRequest.newBuilder(endpoint)
                                        .header("X-Secret", secret)
                                        .header("X-Topic", "a"),
                                new byte[4 * 1024 * 1024 + 1])
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(
                                HttpRequest.newBuilder(endpoint)
                                        .header("X-Secret", secret)
                                        .header("X-Topic", "a"),
                                new byte[4 * 1024 * 1024])
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void renewedOrDeleted_orItsHubDisabled_theSecretIsGoodNoMore() throws Exception {
        JsonNode created = network("sigfox", "s");
        String id = created.at("/network/id").textValue();
        JsonNode renewed = server.api()
                .post("networks/" + id + "/renew-secret", "{}")
                .orThrow()
                .json();

        assertThat(post(created, "a", "x").statusCode()).isEqualTo(403);
        assertThat(post(renewed, "a", "x").statusCode()).isEqualTo(204);
        server.api().post("hubs/" + hub.id() + "/disable", "{}").orThrow();
        assertThat(post(renewed, "a", "x").statusCode()).isEqualTo(503);
        assertThat(server.api().delete("networks/" + id).status()).isEqualTo(204);
        assertThat(post(renewed, "a", "x").statusCode()).isEqualTo(403);
    }

    @Test
    void lorawan_makesItsTopicOfTheMessage() throws Exception {
        Device device = server.fleet().device(hub);
        JsonNode created = network("lorawan", "lora");
        String body =
                """
                {"end_device_ids": {"device_id": "gate", "application_ids": {"application_id": "farm"}}, "uplink_message": {}}""";
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(server, device, "lora/#", 1, "-v")) {
            assertThat(send(
                                    HttpRequest.newBuilder(endpoint(created))
                                            .header(
                                                    "X-Secret",
                                                    created.get("secret").textValue()),
                                    body.getBytes())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(subscriber.awaitLines(1, PATIENCE)).containsExactly("lora/farm/gate/up " + body);
        }
        assertThat(send(
                                HttpRequest.newBuilder(endpoint(created))
                                        .header(
                                                "X-Secret",
                                                created.get("secret").textValue()),
                                body.replace("gate", "a/b").getBytes())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void list_hasTheFixedNetworks() {
        network("rest", "x");
        List<String> types = new ArrayList<>();
        server.api()
                .get("networks?hub_id=" + hub.id() + "&order_by=type_asc")
                .orThrow()
                .json()
                .get("networks")
                .forEach(network -> types.add(network.get("type").textValue()));
        assertThat(types).containsExactly("mqtt", "rest", "websocket");
    }

    private JsonNode network(String type, String prefix) {
        String name = type + System.nanoTime();
        return server.api()
                .post(
                        "networks",
                        "{\"name\": \"%s\", \"type\": \"%s\", \"hub_id\": \"%s\", \"topic_prefix\": \"%s\"}"
                                .formatted(name, type, hub.id(), prefix))
                .orThrow()
                .json();
    }

    /** The endpoint is an address with TLS; the plain port takes the same. */
    private URI endpoint(JsonNode created) {
        URI endpoint = URI.create(created.at("/network/endpoint").textValue());
        assertThat(endpoint.getScheme()).isEqualTo("https");
        return URI.create(server.http(endpoint.getPath()).toString());
    }

    private HttpResponse<String> post(JsonNode created, String topic, String payload) throws Exception {
        return send(
                HttpRequest.newBuilder(endpoint(created))
                        .header("X-Secret", created.get("secret").textValue())
                        .header("X-Topic", topic),
                payload.getBytes());
    }

    /** Sends raw UTF-8 in a header, which the JDK's client does not. */
    private String curl(JsonNode created, String topic) throws IOException {
        return curl(created, topic.getBytes(StandardCharsets.UTF_8));
    }

    private String curl(JsonNode created, byte[] topic) throws IOException {
        Path headers = Scratch.directory("axletree-curl-").resolve("headers");
        try (OutputStream out = Files.newOutputStream(headers)) {
            out.write("X-Topic: ".getBytes());
            out.write(topic);
            out.write(("\nX-Secret: " + created.get("secret").textValue() + "\n").getBytes());
        }
        return Ran.command(
                        PATIENCE,
                        List.of(
                                "curl",
                                "-s",
                                "-w",
                                "%{http_code}",
                                "-H",
                                "@" + headers,
                                "-d",
                                "x",
                                endpoint(created).toString()))
                .orThrow()
                .out();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, "x".getBytes());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, byte[] body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
