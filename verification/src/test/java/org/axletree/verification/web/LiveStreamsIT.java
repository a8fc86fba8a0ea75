package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a hub says while it happens, as programs read it. */
@ExtendWith(SharedAxletree.class)
@Timeout(180)
class LiveStreamsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AxletreeProcess server;
    private Hub hub;
    private Device device;

    LiveStreamsIT(AxletreeProcess server) {
        this.server = server;
    }

    @BeforeEach
    void openHub() {
        hub = server.fleet().hub();
        device = server.fleet().insecureDevice(hub);
    }

    @Test
    void message_isShown_asItWasSaid_andWhoeverComesBackGoesOn() throws Exception {
        String first;
        try (Stream stream = open("messages/stream", "")) {
            publish("a/b", "hallo", "-V", "5", "-D", "publish", "user-property", "colour", "red");
            JsonNode message = stream.next();
            first = stream.id();
            assertThat(message.path("id").asText()).isEqualTo(first);
            assertThat(message.path("device_id").asText()).isEqualTo(device.id());
            assertThat(message.path("device_name").asText()).isEqualTo(device.name());
            assertThat(message.path("topic").asText()).isEqualTo("a/b");
            assertThat(message.path("qos").asInt()).isEqualTo(1);
            assertThat(message.path("retain").asBoolean(true)).isFalse();
            assertThat(message.path("time").asText()).startsWith("20");
            assertThat(new String(
                            Base64.getDecoder().decode(message.path("payload").asText()), StandardCharsets.UTF_8))
                    .isEqualTo("hallo");
            assertThat(message.at("/properties/colour").asText()).isEqualTo("red");
        }
        publish("a/c", "while nobody looked");
        try (Stream stream = open("messages/stream", first)) {
            assertThat(stream.next().path("topic").asText()).isEqualTo("a/c");
        }
    }

    @Test
    void filters_leaveOutWhatNobodyAskedFor_andDroppedMessagesSayWhy() throws Exception {
        Device other = server.fleet().insecureDevice(hub);
        try (Stream byTopic = open("messages/stream?topic=wanted/%23", "");
                Stream byDevice = open("messages/stream?device=" + device.name(), "");
                Stream dropped = open("messages/stream?dropped=true&topic=%24SCW/x", "");
                Stream events = open("events/stream", "")) {
            publish(other, "unwanted", "1");
            publish(other, "wanted/x", "2");
            publish(device, "unwanted", "3");
            publish(device, "$SCW/x", "4");
            assertThat(byTopic.next().path("topic").asText()).isEqualTo("wanted/x");
            assertThat(byDevice.next().path("device_id").asText()).isEqualTo(device.id());
            assertThat(dropped.next().path("dropped").asText()).isEqualTo("topic_unauthorized");
            JsonNode event = events.next();
            assertThat(event.path("reason").asText()).isEqualTo("topic_unauthorized");
            assertThat(event.path("object-id").asText()).isEqualTo(device.id());
        }
    }

    @Test
    void stream_endsWithItsHub_andWithTheTokenThatOpenedIt() throws Exception {
        JsonNode token = server.api()
                .post("/iot/v1/tokens", "{\"name\":\"watcher\",\"scope\":\"administrator\"}")
                .orThrow()
                .json();
        try (Stream ofHub = open("messages/stream", "");
                Stream ofToken = open(token.path("secret").asText(), "events/stream", "")) {
            server.api()
                    .delete("/iot/v1/tokens/" + token.at("/token/id").asText())
                    .orThrow();
            assertThat(ofToken.end()).isEqualTo("unauthenticated");
            server.api().delete("hubs/" + hub.id() + "?delete_devices=true").orThrow();
            assertThat(ofHub.end()).isEqualTo("hub_deleted");
        }
    }

    @Test
    void whatIsNoStream_isAnsweredInTheApisWords() {
        Api api = server.api();
        assertThat(api.get("hubs/none/messages/stream").status()).isEqualTo(404);
        assertThat(api.get("hubs/" + hub.id() + "/messages/stream?topic=a%23").status())
                .isEqualTo(400);
        assertThat(api.get("hubs/" + hub.id() + "/messages/stream?since=now").status())
                .isEqualTo(400);
        assertThat(api.withToken("wrong-token-wrong-token")
                        .get("hubs/" + hub.id() + "/messages/stream")
                        .status())
                .isEqualTo(401);
    }

    private void publish(String topic, String payload, String... options) {
        publish(device, topic, payload, options);
    }

    private void publish(Device by, String topic, String payload, String... options) {
        List<String> command = new java.util.ArrayList<>(List.of(
                "mosquitto_pub",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(server.mqttPort()),
                "-u",
                by.id(),
                "-i",
                by.id(),
                "-q",
                "1",
                "-t",
                topic,
                "-m",
                payload));
        command.addAll(List.of(options));
        Ran.command(PATIENCE, command).orThrow();
    }

    private Stream open(String path, String lastId) throws Exception {
        return open(server.adminToken(), path, lastId);
    }

    private Stream open(String token, String path, String lastId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.http("/iot/v1/regions/fr-par/hubs/" + hub.id() + "/" + path))
                .header("X-Auth-Token", token);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        Stream stream = new Stream(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
        assertThat(stream.reader.readLine()).isEqualTo(": listening");
        return stream;
    }

    /** Server-sent events as they come in. */
    private static final class Stream implements AutoCloseable {
        private final BufferedReader reader;
        private String id = "";

        Stream(BufferedReader reader) {
            this.reader = reader;
        }

        JsonNode next() throws IOException {
            return JSON.readTree(data(""));
        }

        String id() {
            return id;
        }

        String end() throws IOException {
            return JSON.readTree(data("end")).path("reason").asText();
        }

        /** The data of the next event of this name. */
        private String data(String wanted) throws IOException {
            String name = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ") && name.equals(wanted)) {
                    return line.substring("data: ".length());
                } else if (line.isEmpty()) {
                    name = "";
                }
            }
            throw new IOException("the stream ended (expected: an event)");
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
