package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said to devices of Azure's and Huawei's dialects, what becomes of it, and what ends their connections. */
@ExtendWith(SharedAxletree.class)
class CloudDownlinksIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern ETAG = Pattern.compile("(?i)\\nETag: \"([^\"]+)\"");
    private static final int MOST_WAITING = 50;
    private static final int MOST_BYTES = 64 * 1024;

    private final AxletreeProcess server;
    private final Fleet.Hub hub;
    private final Clouds clouds;

    CloudDownlinksIT(AxletreeProcess server) {
        this.server = server;
        this.hub = server.fleet().hub();
        this.clouds = new Clouds(server, hub);
    }

    @Test
    void message_thatIsAcknowledged_isReportedOnce_andItsPropertiesKeepTheirNames() {
        Clouds.Device pump = clouds.azure("pump");
        assertThat(sendTo(pump, "iothub-messageid: m1\r\niothub-ack: full\r\niothub-app-Level: 3\r\n", "on"))
                .startsWith("HTTP/1.1 204");

        try (MqttLine line = clouds.open(pump)) {
            line.subscribe(1, bound(pump) + "#");
            Packet told = line.message(PATIENCE).orElseThrow();
            assertThat(told.topic())
                    .startsWith(bound(pump) + "%24.to=")
                    .contains("&%24.mid=m1", "&iothub-ack=full")
                    .endsWith("&Level=3");
            assertThat(told.text()).isEqualTo("on");
        }

        String feedback = feedback();
        assertThat(feedback).contains("\"originalMessageId\":\"m1\"", "\"statusCode\":\"Success\"");
        assertThat(clouds.ask("GET", "/messages/serviceBound/feedback", "")).startsWith("HTTP/1.1 204");
        String read = "/messages/serviceBound/feedback/" + etag(feedback);
        assertThat(clouds.ask("DELETE", read, "")).startsWith("HTTP/1.1 204");
        assertThat(clouds.ask("DELETE", read, "")).startsWith("HTTP/1.1 412");
    }

    /** SDKs ask for sessions that outlive their connections: such a session is no acknowledgement. */
    @Test
    void message_thatIsNeverAcknowledged_isGivenUp() {
        String resource = "/subscriptions/s/resourceGroups/" + clouds.project()
                + "/providers/Microsoft.Devices/IotHubs/" + hub.name();
        assertThat(clouds.administer(
                        "localhost",
                        "PUT",
                        resource,
                        bytes("{\"properties\":{\"cloudToDevice\":{\"maxDeliveryCount\":2}}}")))
                .startsWith("HTTP/1.1 201");
        Clouds.Device deaf = clouds.azure("deaf");
        sendTo(deaf, "iothub-messageid: lost\r\niothub-ack: negative\r\n", "x");

        for (int tries = 0; tries < 2; tries++) {
            try (MqttLine line = clouds.openToStay(deaf)) {
                line.subscribe(1, bound(deaf) + "#");
                Packet told = line.read(PATIENCE).orElseThrow();
                assertThat(told.type()).isEqualTo(Packet.PUBLISH);
                assertThat(told.flags() & Packet.DUP).isZero();
            }
        }

        assertThat(feedback()).contains("\"originalMessageId\":\"lost\"", "\"statusCode\":\"DeliveryCountExceeded\"");
        assertThat(clouds.ask("GET", "/devices/deaf", "")).contains("\"cloudToDeviceMessageCount\":0");
    }

    @Test
    void queue_hasItsBounds_andCanBeEmptied() {
        Clouds.Device full = clouds.azure("full");
        assertThat(sendTo(full, "", "x".repeat(MOST_BYTES + 1))).startsWith("HTTP/1.1 413");
        for (int i = 0; i < MOST_WAITING; i++) {
            assertThat(sendTo(full, "", "x")).startsWith("HTTP/1.1 204");
        }

        assertThat(sendTo(full, "", "x")).startsWith("HTTP/1.1 403").contains("403004");
        assertThat(clouds.ask("DELETE", "/devices/full/commands", ""))
                .startsWith("HTTP/1.1 200")
                .contains("\"totalMessagesPurged\":" + MOST_WAITING);
        assertThat(sendTo(full, "iothub-expiry: 2020-01-01T00:00:00Z\r\n", "x")).startsWith("HTTP/1.1 400");
    }

    @Test
    void deviceThatNoTopicCanName_isRefusedItsMessage_andHoldsUpNoOther() {
        Clouds.Device odd = clouds.azure("odd+1");
        Clouds.Device even = clouds.azure("even");
        try (MqttLine there = clouds.open(odd);
                MqttLine line = clouds.open(even)) {
            assertThat(sendTo(odd, "", "x"))
                    .startsWith("HTTP/1.1 400")
                    .contains("ErrorCode:ArgumentInvalid", "its ID has # or +");
            assertThat(server.api()
                            .post("devices/" + odd.id() + "/commands", "{\"payload\":1}")
                            .status())
                    .isEqualTo(400);
            assertThat(clouds.ask("GET", "/devices/odd+1", "")).contains("\"cloudToDeviceMessageCount\":0");
            line.subscribe(1, bound(even) + "#");
            assertThat(sendTo(even, "", "on")).startsWith("HTTP/1.1 204");
            assertThat(line.message(PATIENCE).orElseThrow().text()).isEqualTo("on");
            assertThat(there.isAlive()).isTrue();
        }
    }

    /** What Azure forbids ends a connection; what the owner's filter forbids is dropped, as of every device. */
    @Test
    void messageFilter_ofADeviceOfAzure_dropsAndLeavesTheConnection() {
        Clouds.Device muted = clouds.azure("muted");
        server.api()
                .patch(
                        "devices/" + muted.id(),
                        "{\"message_filters\":{\"publish\":{\"policy\":\"reject\",\"topics\":"
                                + "[\"devices/muted/#\",\"$iothub/#\"]}}}")
                .orThrow();
        try (MqttLine line = clouds.open(muted)) {
            line.publishAndWait("devices/muted/messages/events/", "dropped");
            line.publishAndWait("$iothub/twin/GET/?$rid=1", "");
            assertThat(line.isAlive()).isTrue();
            line.publish("devices/other/messages/events/", "foreign");
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
        }
        Awaitility.await("events")
                .atMost(PATIENCE)
                .until(() -> reasons(muted), each -> each.contains("topic_unauthorized"));
    }

    @Test
    void method_isAnswered_orSaysWhyNot() {
        Clouds.Device fan = clouds.azure("fan");
        String call = "{\"methodName\":\"turn\",\"responseTimeoutInSeconds\":5,\"payload\":{\"to\":3}}";
        assertThat(clouds.ask("POST", "/twins/fan/methods", call))
                .startsWith("HTTP/1.1 404")
                .contains("404103");
        assertThat(clouds.ask("POST", "/twins/fan/methods", call.replace(":5,", ":3600,")))
                .startsWith("HTTP/1.1 404");
        assertThat(clouds.ask("POST", "/twins/fan/methods", call.replace(":5,", ":3601,")))
                .startsWith("HTTP/1.1 400")
                .contains("responseTimeoutInSeconds: expected 5 to 3600");
        try (MqttLine line = clouds.open(fan)) {
            line.subscribe(0, "$iothub/methods/POST/#");
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> clouds.ask("POST", "/twins/fan/methods", call));
            Packet asked = line.message(PATIENCE).orElseThrow();
            assertThat(asked.topic()).startsWith("$iothub/methods/POST/turn/?$rid=");
            assertThat(asked.text()).isEqualTo("{\"to\":3}");
            line.publishAndWait(
                    "$iothub/methods/res/200/?$rid="
                            + asked.topic().substring(asked.topic().indexOf('=') + 1),
                    "{\"at\":3}");
            assertThat(answer.join()).startsWith("HTTP/1.1 200").contains("{\"status\":200,\"payload\":{\"at\":3}}");

            assertThat(clouds.ask("POST", "/twins/fan/methods", call)).startsWith("HTTP/1.1 504");
        }
        String large = "{\"methodName\":\"turn\",\"payload\":\"" + "x".repeat(128 * 1024) + "\"}";
        assertThat(clouds.ask("POST", "/twins/fan/methods", large)).startsWith("HTTP/1.1 413");
    }

    @Test
    void connection_endsWithItsToken_andSaysSo() {
        Clouds.Device clock = clouds.azure("clock");
        try (MqttLine line = clouds.openUntil(clock, Instant.now().plusSeconds(8))) {
            assertThat(line.isAlive()).isTrue();
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
        }
        Awaitility.await("event")
                .atMost(PATIENCE)
                .until(() -> reasons(clock), each -> each.contains("credential_expired"));
    }

    @Test
    void connection_ofAzure_ends_whenItsDeviceMayNotGoOn() {
        Clouds.Device pump = clouds.azure("cut");
        String keys =
                "\"authentication\":{\"type\":\"sas\",\"symmetricKey\":{\"primaryKey\":\"%s\",\"secondaryKey\":\"%s\"}}";
        String other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        try (MqttLine line = clouds.open(pump)) {
            change(pump, "{\"status\":\"Disabled\"," + keys.formatted(Clouds.key(), Clouds.key()) + "}");
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
            assertThat(clouds.tryOpen(pump)).isEqualTo(5);
        }
        change(pump, "{\"status\":\"enabled\"}");
        try (MqttLine line = clouds.open(pump)) {
            change(pump, "{" + keys.formatted(other, other) + "}");
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
            assertThat(clouds.tryOpen(pump)).isEqualTo(5);
        }
    }

    @Test
    void connection_ofHuawei_ends_whenItsDeviceMayNotGoOn() {
        Clouds.Device lamp = clouds.huawei(Fleet.unique("product"), "cut");
        String path = "/devices/" + lamp.name();
        try (MqttLine line = clouds.open(lamp)) {
            assertThat(clouds.huaweiApi().post(path + "/freeze", "").status()).isEqualTo(204);
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
            assertThat(clouds.tryOpen(lamp)).isEqualTo(5);
        }
        assertThat(clouds.huaweiApi().post(path + "/unfreeze", "").status()).isEqualTo(204);
        try (MqttLine line = clouds.open(lamp)) {
            String reset = path + "/action?action_id=resetSecret";
            assertThat(clouds.huaweiApi()
                            .post(reset, "{\"secret\":\"" + Clouds.SECRET + "\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(line.isAlive()).isTrue();
            clouds.huaweiApi().post(reset, "{\"force_disconnect\":true}").orThrow();
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
            assertThat(clouds.tryOpen(lamp)).isEqualTo(4);
        }
        Awaitility.await("the event of the end").atMost(PATIENCE).until(() -> server.api()
                .get("hubs/" + hub.id() + "/events?page_size=100")
                .orThrow()
                .text()
                .contains("\"credential_reset\""));
    }

    @Test
    void messages_ofHuaweisApi_areListed_andOneThatNobodyHearsHoldsUpNoOther() {
        Clouds.Device lamp = clouds.huawei(Fleet.unique("product"), "told");
        String path = "/devices/" + lamp.name() + "/messages";
        tell(path, "{\"message_id\":\"unheard\",\"message\":\"x\",\"topic\":\"own\"}");
        tell(path, "{\"message_id\":\"first\",\"name\":\"n\",\"message\":\"one\"}");
        tell(
                path,
                "{\"message_id\":\"second\",\"message\":\"dHdv\",\"encoding\":\"base64\",\"payload_format\":\"raw\"}");
        assertThat(status(path, "first")).isEqualTo("PENDING");

        List<String> heard = new ArrayList<>();
        try (MqttLine line = clouds.open(lamp)) {
            for (int i = 0; i < 2; i++) {
                heard.add(line.message(PATIENCE).orElseThrow().text());
            }
        }

        assertThat(heard.get(0)).contains("\"content\":\"one\"", "\"id\":\"first\"");
        assertThat(heard.get(1)).isEqualTo("two");
        Awaitility.await("delivered").atMost(PATIENCE).until(() -> status(path, "second"), "DELIVERED"::equals);
        JsonNode list = clouds.huaweiApi().get(path).orThrow().json();
        assertThat(list.get("device_id").asText()).isEqualTo(lamp.name());
        assertThat(list.get("messages").findValuesAsText("message_id")).containsExactly("second", "first", "unheard");
        assertThat(list.get("messages").findValuesAsText("status"))
                .containsExactly("DELIVERED", "DELIVERED", "PENDING");
        assertThat(clouds.huaweiApi().get(path + "/nothing").status()).isEqualTo(404);
    }

    private void tell(String path, String message) {
        assertThat(clouds.huaweiApi().post(path, message).status()).isEqualTo(201);
    }

    private String status(String path, String id) {
        return clouds.huaweiApi()
                .get(path + "/" + id)
                .orThrow()
                .json()
                .get("status")
                .asText();
    }

    private String sendTo(Clouds.Device device, String headers, String body) {
        return clouds.ask(
                "POST",
                "/messages/deviceBound",
                "iothub-to: /devices/" + device.name() + "/messages/deviceBound\r\n" + headers,
                bytes(body));
    }

    private void change(Clouds.Device device, String identity) {
        assertThat(clouds.ask("PUT", "/devices/" + device.name(), "If-Match: *\r\n", bytes(identity)))
                .startsWith("HTTP/1.1 200");
    }

    /** The next feedback that there is. */
    private String feedback() {
        return Awaitility.await("feedback")
                .atMost(PATIENCE)
                .until(
                        () -> clouds.ask("GET", "/messages/serviceBound/feedback", ""),
                        each -> each.startsWith("HTTP/1.1 200"));
    }

    private static String etag(String answer) {
        Matcher matcher = ETAG.matcher(answer);
        assertThat(matcher.find()).as(answer).isTrue();
        return matcher.group(1);
    }

    private List<String> reasons(Clouds.Device device) {
        List<String> reasons = new ArrayList<>();
        server.api()
                .get("hubs/" + hub.id() + "/events")
                .orThrow()
                .json()
                .get("events")
                .forEach(event -> {
                    if (event.get("object-id").asText().equals(device.id())) {
                        reasons.add(event.path("reason").asText());
                    }
                });
        return reasons;
    }

    private static String bound(Clouds.Device device) {
        return "devices/" + device.name() + "/messages/devicebound/";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
