package org.axletree.verification.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Conditions and fallback routes, explanations, and messages by HTTPS: as owners, devices and consumers see them. */
@ExtendWith(SharedAxletree.class)
class AnswersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int SERVER_HELLO_DONE = 14;
    private static final String SECRET = "s3cret-of-the-pump";

    private final AxletreeProcess server;
    private Hub hub;

    AnswersIT(AxletreeProcess server) {
        this.server = server;
    }

    @BeforeEach
    void openHub() {
        hub = server.fleet().hub();
    }

    // Conditions and fallback routes.

    @Test
    void routeWithACondition_getsWhatItHoldsFor_andTheFallbackTheRest() {
        Device device = server.fleet().device(hub);
        String hot = queue();
        String rest = queue();
        route("hot", "plant/#", ",\"condition\":\"json.t > 30 && levels[1] == 'oven'\"", hot);
        route("rest", "#", ",\"fallback\":true", rest);

        for (String message : List.of(
                "plant/oven {\"t\":31,\"n\":1}",
                "plant/oven {\"t\":29,\"n\":2}",
                "plant/oven no JSON",
                "plant/fan {\"t\":99,\"n\":4}",
                "plant/oven {\"t\":32.5,\"n\":5}",
                "elsewhere x")) {
            int space = message.indexOf(' ');
            Mosquitto.publish(server, device, message.substring(0, space), message.substring(space + 1), 1)
                    .orThrow();
        }

        assertThat(texts(hot, 2)).containsExactly("{\"t\":31,\"n\":1}", "{\"t\":32.5,\"n\":5}");
        assertThat(texts(rest, 4)).containsExactly("{\"t\":29,\"n\":2}", "no JSON", "{\"t\":99,\"n\":4}", "x");
    }

    @Test
    void condition_isChanged_andRemoved() {
        Device device = server.fleet().device(hub);
        String queue = queue();
        String id = route("r", "a", ",\"condition\":\"size > 3\"", queue);
        Mosquitto.publish(server, device, "a", "one", 1).orThrow();

        JsonNode patched = server.api()
                .patch("routes/" + id, "{\"condition\":\"size == 3\"}")
                .orThrow()
                .json();
        assertThat(patched.get("condition").textValue()).isEqualTo("size == 3");
        Mosquitto.publish(server, device, "a", "two", 1).orThrow();
        server.api().patch("routes/" + id, "{\"name\":\"other\"}").orThrow();
        assertThat(server.api().get("routes/" + id).json().get("condition").textValue())
                .isEqualTo("size == 3");
        server.api().patch("routes/" + id, "{\"condition\":\"\"}").orThrow();
        Mosquitto.publish(server, device, "a", "three", 1).orThrow();

        assertThat(texts(queue, 2)).containsExactly("two", "three");
    }

    @Test
    void wrongConditions_areRefused_withWhatIsWrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("json.t >", "character");
        wrong.put("qos", "type int");
        wrong.put("topic", "type string");
        wrong.put("temperature > 3", "temperature");
        wrong.put("device.serial == 'x'", "device.id or device.name");
        wrong.put("topic.matches('(')", "character");
        wrong.put("retain == 1", "overload");
        wrong.put("json.l.exists(e, e + 'x' == 'y')", "puts texts together");
        wrong.put("true" + " || true".repeat(200), "1000");
        wrong.put("drop table", "character");
        wrong.forEach((condition, what) -> {
            Api.Answer answer = server.api().post("routes", routeJson("w", "a", condition));
            assertThat(answer.status()).as(condition).isEqualTo(400);
            JsonNode detail = answer.json().at("/details/0");
            assertThat(detail.get("argument_name").textValue()).as(condition).isEqualTo("condition");
            assertThat(detail.get("help_message").textValue()).contains(what).contains("(expected: ");
        });
    }

    // What becomes of a message.

    @Test
    void explain_tellsWhatEachRouteWouldSend_andSendsNothing() {
        Device device = server.fleet()
                .device(
                        hub,
                        ",\"message_filters\":{\"publish\":{\"policy\":\"accept\",\"topics\":[\"{{ device.name }}/#\"]}}");
        Device listener = server.fleet().device(hub);
        String topic = device.name() + "/t";
        String queue = queue();
        route("jms", "+/t", "", queue);
        route("hot", "#", ",\"condition\":\"json.t > 40\"", queue());
        route("broken", "#", ",\"condition\":\"json.x > 40\"", queue());
        route("rest", "#", ",\"fallback\":true", queue());
        other(
                "web",
                "+/t",
                "rest_config",
                "{\"uri\":\"https://service.example.com/in\",\"hmac_secret\":\"" + SECRET
                        + "\",\"headers\":{\"Authorization\":\"Bearer " + SECRET + "\"}}");
        other(
                "sql",
                "+/t",
                "db_config",
                "{\"host\":\"db.example.com\",\"port\":5432,\"dbname\":\"d\",\"username\":\"u\"," + "\"password\":\""
                        + SECRET + "\",\"query\":\"insert into t values ($TOPIC, $PAYLOAD, $DEVICE)\"}");
        other(
                "store",
                "+/t",
                "s3_config",
                "{\"bucket_region\":\"fr-par\",\"bucket_name\":\"things\",\"object_prefix\":\"p\","
                        + "\"access_key\":\"a\",\"secret_key\":\"" + SECRET + "\"}");
        String paused = route("paused", "+/t", "", queue());
        server.api().post("routes/" + paused + "/pause", "{}").orThrow();

        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(server, listener, "+/t", 0)) {
            Awaitility.await("the subscriber")
                    .atMost(PATIENCE)
                    .until(() -> explain(device, topic, "{\"t\":31}", 1)
                                    .at("/subscribers")
                                    .size()
                            == 1);
            JsonNode told = explain(device, topic, "{\"t\":31}", 1);

            assertThat(told.at("/publish/allowed").booleanValue()).isTrue();
            assertThat(told.at("/publish/filter").textValue()).isEqualTo(device.name() + "/#");
            JsonNode heard = told.at("/subscribers/0");
            assertThat(heard.get("device_id").textValue()).isEqualTo(listener.id());
            assertThat(heard.get("filter").textValue()).isEqualTo("+/t");
            assertThat(heard.get("qos").intValue()).isZero();
            assertThat(sent(told, "jms").at("/queue").textValue()).isEqualTo(queue);
            assertThat(sent(told, "jms").at("/properties/device_id").textValue())
                    .isEqualTo(device.id());
            assertThat(sent(told, "web").at("/verb").textValue()).isEqualTo("POST");
            assertThat(sent(told, "web").at("/headers/X-MQTT-Topic").textValue())
                    .isEqualTo(topic);
            assertThat(sent(told, "web").at("/body").textValue()).isEqualTo("{\"t\":31}");
            assertThat(sent(told, "sql").at("/parameters").toString())
                    .isEqualTo("[\"" + topic + "\",\"{\\\"t\\\":31}\",\"" + device.id() + "\"]");
            assertThat(sent(told, "store").at("/bucket").textValue()).isEqualTo("things");
            assertThat(sent(told, "store").at("/key").textValue()).isEqualTo("p/" + topic);
            assertThat(route(told, "hot").get("matches").booleanValue()).isFalse();
            assertThat(route(told, "hot").get("why").textValue()).contains("json.t > 40 is false");
            assertThat(route(told, "broken").get("why").textValue()).contains("'x' is not present");
            assertThat(route(told, "rest").get("why").textValue())
                    .contains("fallback")
                    .contains("takes the message");
            assertThat(route(told, "paused").get("why").textValue()).contains("it is paused");
            assertThat(told.toString()).doesNotContain(SECRET);

            assertThat(subscriber.lines()).isEmpty();
            assertThat(server.api()
                            .get("devices/" + device.id())
                            .json()
                            .get("last_activity_at")
                            .textValue())
                    .startsWith("1970");
        }
        try (RouteConsumer consumer = RouteConsumer.of(server, queue)) {
            assertThat(consumer.next(Duration.ofMillis(500))).isEmpty();
        }
    }

    @Test
    void explain_saysWhatIsForbidden_andByWhat() {
        Device device = server.fleet()
                .device(hub, ",\"message_filters\":{\"publish\":{\"policy\":\"reject\",\"topics\":[\"secret/#\"]}}");
        JsonNode rejected = explain(device, "secret/1", "x", 0).get("publish");
        assertThat(rejected.get("allowed").booleanValue()).isFalse();
        assertThat(rejected.get("reason").textValue()).isEqualTo("topic_unauthorized");
        assertThat(rejected.get("filter").textValue()).isEqualTo("secret/#");
        assertThat(explain(device, "$SYS/x", "x", 0).at("/publish/allowed").booleanValue())
                .isFalse();
        assertThat(explain(device, "$SCW/twins/me/a/get", "", 0)
                        .at("/publish/request")
                        .booleanValue())
                .isTrue();

        server.api().post("devices/" + device.id() + "/disable", "{}").orThrow();
        assertThat(explain(device, "a", "x", 0).at("/publish/reason").textValue())
                .isEqualTo("device_disabled");
        Hub other = server.fleet().hub();
        assertThat(server.api()
                        .post("hubs/" + other.id() + "/explain", question(device.id(), "a", "x", 0))
                        .status())
                .isEqualTo(404);
        assertThat(server.api()
                        .post("hubs/" + hub.id() + "/explain", question(device.id(), "a/+", "x", 3))
                        .json()
                        .get("details"))
                .hasSize(2);

        Hub shared = server.fleet().hub(Fleet.unique("shared"), "plan_shared");
        Device small = server.fleet().device(shared);
        assertThat(server.api()
                        .post("hubs/" + shared.id() + "/explain", question(small.id(), "a", "x", 1))
                        .orThrow()
                        .json()
                        .at("/publish/reason")
                        .textValue())
                .isEqualTo("plan_forbids_publish_qos_1");
    }

    // Why a login is refused.

    /** One wrong login: what is shown, and the reason and a word of the sentence that have to be named. */
    private record Wrong(String what, String login, String reason, String word) {}

    @Test
    void explainLogin_namesTheCause_ofEachWrongLogin() throws Exception {
        OwnersPki pki = new OwnersPki();
        pki.root("stranger");
        Device strict = server.fleet().device(hub);
        Device open = server.fleet().insecureDevice(hub);
        Device foreign = pki.device(hub, strict.name(), "stranger");
        String huawei = huaweiDevice();
        String hour = hour(Instant.now());
        String old = hour(Instant.now().minus(Duration.ofHours(5)));
        String good = hmac(hour, SECRET);
        List<Wrong> table = new ArrayList<>(List.of(
                new Wrong("nothing", login("c", "", "", ""), "unidentified", "Nothing tells"),
                new Wrong(
                        "unknown id",
                        login("c", "3f0c3e3e-0000-4000-8000-000000000000", "", ""),
                        "unidentified",
                        "No device has the id"),
                new Wrong(
                        "bare id of a strict device",
                        login("c", strict.id(), "", ""),
                        "mutual_tls_required",
                        "certificate"),
                new Wrong(
                        "foreign certificate",
                        login("c", "", "", pem(foreign.certificate())),
                        "invalid_certificate",
                        "issuer"),
                new Wrong(
                        "azure, unknown hub",
                        login("d", "nohub.example.com/d/?api-version=2021-04-12", "x", ""),
                        "unidentified",
                        "No hub of yours is called nohub"),
                new Wrong(
                        "azure, unknown device",
                        login("d", hub.name() + ".example.com/d/?api-version=2021-04-12", "x", ""),
                        "unidentified",
                        "no device d"),
                new Wrong(
                        "huawei, wrong secret",
                        login(huawei + "_0_1_" + hour, huawei, hmac(hour, "other-secret"), ""),
                        "password_wrong",
                        "HMAC-SHA256"),
                new Wrong(
                        "huawei, no password",
                        login(huawei + "_0_1_" + hour, huawei, "", ""),
                        "password_wrong",
                        "no password"),
                new Wrong(
                        "huawei, clock",
                        login(huawei + "_0_1_" + old, huawei, hmac(old, SECRET), ""),
                        "stamp_wrong",
                        "5 hours behind"),
                new Wrong("huawei, form", login(huawei, huawei, good, ""), "client_id_form_wrong", "form"),
                new Wrong(
                        "huawei, other user",
                        login(huawei + "_0_0_" + hour, "other", good, ""),
                        "client_id_wrong",
                        "client identifier"),
                new Wrong(
                        "huawei, unknown",
                        login("nobody_0_0_" + hour, "nobody", good, ""),
                        "device_unknown",
                        "No device has the id"),
                new Wrong(
                        "huawei, plain",
                        login(huawei + "_0_0_" + hour, huawei, good, "").replace("true}", "false}"),
                        "tls_required",
                        "encrypted")));
        int named = 0;
        StringBuilder report = new StringBuilder("wrong logins, and what they were told:\n");
        for (Wrong wrong : table) {
            JsonNode told = explainLogin(wrong.login());
            boolean right = !told.get("admitted").booleanValue()
                    && told.get("reason").textValue().equals(wrong.reason())
                    && told.get("message").textValue().contains(wrong.word());
            named += right ? 1 : 0;
            report.append(right ? "ok   " : "NOT  ")
                    .append(wrong.what())
                    .append(": ")
                    .append(told)
                    .append('\n');
            assertThat(told.toString()).doesNotContain(SECRET, good);
        }
        System.out.println(report);
        assertThat(named).as(report.toString()).isEqualTo(table.size());

        assertThat(explainLogin(login(huawei + "_0_1_" + old, huawei, hmac(old, SECRET), ""))
                        .get("clock_skew_seconds")
                        .intValue())
                .isEqualTo(-5 * 3_600);
        assertThat(explainLogin(login(huawei + "_0_1_" + hour, huawei, good, ""))
                        .get("admitted")
                        .booleanValue())
                .isTrue();
        assertThat(explainLogin(login("", "", "", pem(strict.certificate())))
                        .get("device_id")
                        .textValue())
                .isEqualTo(strict.id());
        assertThat(explainLogin(login("c", open.id(), "", "").replace("true}", "false}"))
                        .get("admitted")
                        .booleanValue())
                .isTrue();
        assertThat(server.api().post("explain-login", "{}").status()).isEqualTo(400);
    }

    @Test
    void askingLeavesNoTrace_andTheLastRefusedAttemptIsKept() throws Exception {
        String huawei = huaweiDevice();
        String hour = hour(Instant.now());
        String id = server.api()
                .get("devices?hub_id=" + hub.id() + "&name=" + huawei)
                .json()
                .at("/devices/0/id")
                .textValue();
        for (int i = 0; i < 40; i++) { // many more than would close the door
            explainLogin(login(huawei + "_0_0_" + hour, huawei, "wrong", ""));
        }
        assertThat(server.api()
                        .post("explain-login", "{\"device_id\":\"" + id + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(server.api()
                        .get("devices/" + id + "/events")
                        .json()
                        .at("/total_count")
                        .intValue())
                .isZero();

        Ran refused = huaweiLogin(huawei + "_0_0_" + hour, huawei, "wrong");
        assertThat(refused.exitCode()).isNotZero();
        JsonNode last = server.api()
                .post("explain-login", "{\"device_id\":\"" + id + "\"}")
                .orThrow()
                .json();
        assertThat(last.get("reason").textValue()).isEqualTo("password_wrong");
        assertThat(last.get("client_id").textValue()).isEqualTo(huawei + "_0_0_" + hour);
        assertThat(last.get("remote_address").textValue()).startsWith("127.0.0.1:");
        assertThat(huaweiLogin(huawei + "_0_0_" + hour, huawei, hmac(hour, SECRET))
                        .exitCode())
                .as("nobody is closed out by questions")
                .isZero();

        String secret = server.api()
                .post(
                        "/iot/v1/tokens",
                        "{\"name\":\"" + Fleet.unique("t") + "\",\"scope\":\"project\",\"project_id\":\"elsewhere\"}")
                .orThrow()
                .json()
                .get("secret")
                .textValue();
        Api stranger = server.api().withToken(secret);
        assertThat(stranger.post("explain-login", "{\"device_id\":\"" + id + "\"}")
                        .status())
                .isEqualTo(404);
        JsonNode told = stranger.post("explain-login", login(huawei + "_0_0_" + hour, huawei, "wrong", ""))
                .orThrow()
                .json();
        assertThat(told.get("reason").textValue()).isEqualTo("unidentified");
        assertThat(told.toString()).doesNotContain(id, hub.id());
    }

    /** Whoever asks for no hub by its name, and shows what no authority vouches for, says with its certificate at least who it means. */
    @Test
    void handshakeOfAStranger_thatNamesADevice_isTheDevicesLastRefusedAttempt() {
        Device meant = server.fleet().device(hub);
        OwnersPki pki = new OwnersPki();
        pki.root("stranger");
        String question = "{\"device_id\":\"" + meant.id() + "\"}";
        assertThat(server.api().post("explain-login", question).status()).isEqualTo(404);

        assertThat(shownInAHandshake(pki.device(hub, meant.id(), "stranger"))).isFalse();

        Awaitility.await("the attempt").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        server.api().post("explain-login", question).status())
                .isEqualTo(200));
        JsonNode last = server.api().post("explain-login", question).orThrow().json();
        assertThat(last.get("admitted").booleanValue()).isFalse();
        assertThat(last.get("hub_id").textValue()).isEqualTo(hub.id());
        assertThat(last.get("message").textValue()).contains(meant.id(), "CN=factory");
        assertThat(shownInAHandshake(meant)).as("the device itself").isTrue();
    }

    private boolean shownInAHandshake(Device device) {
        try (MqttLine line = MqttLine.mutualTls(server, device)) {
            return line.connect("c", "") == 0;
        } catch (UncheckedIOException ended) {
            return false;
        }
    }

    // Messages without a connection.

    @Test
    void deviceWithItsCertificate_bringsMessagesByHttps_asOverMqtt() throws IOException {
        Device device = server.fleet()
                .device(hub, ",\"message_filters\":{\"publish\":{\"policy\":\"accept\",\"topics\":[\"ok/#\"]}}");
        Device listener = server.fleet().device(hub);
        String queue = queue();
        route("r", "ok/#", "", queue);
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(server, listener, "ok/#", 1, "-v")) {
            assertThat(ingest(device, "ok/1", "21.5")).isEqualTo("204");
            assertThat(subscriber.awaitLines(1, PATIENCE)).containsExactly("ok/1 21.5");
        }
        try (RouteConsumer consumer = RouteConsumer.of(server, queue)) {
            RouteConsumer.Received received = consumer.next(PATIENCE).orElseThrow();
            assertThat(received.text()).isEqualTo("21.5");
        }
        assertThat(ingest(device, "bad", "x")).isEqualTo("403");
        assertThat(ingest(device, "a/+", "x")).isEqualTo("400");
        Awaitility.await("the event").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        server.api().get("devices/" + device.id() + "/events").text())
                .contains("unauthorized topic"));
        Awaitility.await("the activity").atMost(PATIENCE).untilAsserted(() -> assertThat(server.api()
                        .get("devices/" + device.id())
                        .json()
                        .get("last_activity_at")
                        .textValue())
                .doesNotStartWith("1970"));

        OwnersPki pki = new OwnersPki();
        pki.root("stranger");
        assertThat(ingest(pki.device(hub, device.name(), "stranger"), "ok/1", "x"))
                .isEqualTo("401");
        assertThat(curl("-H", "X-Topic: ok/1", "-d", "x")).isEqualTo("401");
        assertThat(curl("-X", "GET")).isEqualTo("405");
        server.api().post("devices/" + device.id() + "/disable", "{}").orThrow();
        assertThat(ingest(device, "ok/1", "x")).isEqualTo("401");
    }

    @Test
    void ownersAuthority_vouchesForDevicesByHttps_andPasswordsAreTaken() throws Exception {
        String huawei = huaweiDevice();
        String hour = hour(Instant.now());
        String topic = "$oc/devices/" + huawei + "/sys/messages/up";
        assertThat(curl(
                        "-u",
                        huawei + "_0_1_" + hour + ":" + hmac(hour, SECRET),
                        "-H",
                        "X-Topic: " + topic,
                        "-d",
                        "{}"))
                .isEqualTo("204");
        assertThat(curl("-u", huawei + "_0_1_" + hour + ":wrong", "-H", "X-Topic: " + topic, "-d", "{}"))
                .isEqualTo("401");
        Device open = server.fleet().insecureDevice(hub);
        assertThat(curl("-u", open.id() + ":", "-H", "X-Topic: a", "-d", "x")).isEqualTo("204");
    }

    /** The console and the API are as before, for clients with and without a certificate of their own. */
    @Test
    void webPort_servesTheApi_toWhoeverHasACertificateToo() {
        Device device = server.fleet().device(hub);
        for (List<String> more : List.of(
                List.<String>of(),
                List.of(
                        "--cert",
                        device.certificate().toString(),
                        "--key",
                        device.key().toString()),
                List.of(
                        "--tls-max",
                        "1.2",
                        "--cert",
                        device.certificate().toString(),
                        "--key",
                        device.key().toString()))) {
            List<String> command = new ArrayList<>(List.of(
                    "curl",
                    "-sS",
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{http_code}",
                    "--cacert",
                    server.serverAuthority().toString()));
            command.addAll(more);
            command.add(server.https("/health/live").toString());
            assertThat(Ran.command(PATIENCE, command).orThrow().out()).isEqualTo("200");
        }
    }

    /** In TLS 1.2 the server's question can be read on the wire. */
    @Test
    void webPort_asksProgramsForACertificate_andBrowsersNot() throws IOException {
        assertThat(handshakeMessages(List.of(0xC02B, 0xC02F)))
                .as("of a program")
                .contains(CERTIFICATE_REQUEST);
        assertThat(handshakeMessages(List.of(0x1A1A, 0xC02B, 0xC02F)))
                .as("of a browser")
                .contains(SERVER_HELLO_DONE)
                .doesNotContain(CERTIFICATE_REQUEST);
    }

    @Test
    void guide_wordByWord_showsWhatItSays() throws IOException {
        Device device = server.fleet().insecureDevice(hub);
        server.fleet().route(hub, "rooms/#");
        huaweiLogin("c", device.id() + "-not", "");
        Mosquitto.publish(server, device, "a", "b", 0).orThrow();
        server.api()
                .patch("devices/" + device.id(), "{\"allow_insecure\":false}")
                .orThrow();
        Ran.command(
                PATIENCE,
                List.of(
                        "mosquitto_pub",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.mqttPort()),
                        "-u",
                        device.id(),
                        "-t",
                        "a",
                        "-m",
                        "b"));
        String text = Files.readString(Path.of("../docs/guide/answers.md"));
        List<String> commands = Stream.of(text.split("```sh\n"))
                .skip(1)
                .map(rest -> rest.split("```")[0])
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            Ran ran = Ran.command(
                    PATIENCE,
                    server.axletree().directory(),
                    Map.of(
                            "API",
                            server.http("/iot/v1/regions/fr-par").toString(),
                            "TOKEN",
                            server.adminToken(),
                            "HUB",
                            hub.id(),
                            "DEVICE",
                            device.id()),
                    List.of("bash", "-euc", command));
            JsonNode answer = JSON.readTree(ran.orThrow().out());
            assertThat(answer.has("publish") || answer.has("admitted"))
                    .as(answer.toString())
                    .isTrue();
        }
    }

    // Helpers, in the order of their use.

    private static String queue() {
        return Fleet.unique("queue").replace('-', '_');
    }

    private String route(String name, String topic, String more, String queue) {
        return server.api()
                .post(
                        "routes",
                        "{\"name\":\"" + name + "\",\"hub_id\":\"" + hub.id() + "\",\"topic\":\"" + topic + "\"" + more
                                + ",\"jms_config\":{\"queue_name\":\"" + queue + "\"}}")
                .orThrow()
                .json()
                .get("id")
                .textValue();
    }

    private void other(String name, String topic, String field, String configuration) {
        server.api()
                .post(
                        "routes",
                        "{\"name\":\"" + name + "\",\"hub_id\":\"" + hub.id() + "\",\"topic\":\"" + topic + "\",\""
                                + field + "\":" + configuration + "}")
                .orThrow();
    }

    private String routeJson(String name, String topic, String condition) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("hub_id", hub.id())
                .put("topic", topic)
                .put("condition", condition)
                .set("jms_config", JSON.createObjectNode().put("queue_name", queue()))
                .toString();
    }

    private List<String> texts(String queue, int count) {
        try (RouteConsumer consumer = RouteConsumer.of(server, queue)) {
            List<String> texts = new ArrayList<>(consumer.take(count, PATIENCE).stream()
                    .map(RouteConsumer.Received::text)
                    .toList());
            consumer.next(Duration.ofMillis(300)).ifPresent(more -> texts.add(more.text()));
            return texts;
        }
    }

    private JsonNode explain(Device device, String topic, String payload, int qos) {
        return server.api()
                .post("hubs/" + hub.id() + "/explain", question(device.id(), topic, payload, qos))
                .orThrow()
                .json();
    }

    private static String question(String deviceId, String topic, String payload, int qos) {
        return JSON.createObjectNode()
                .put("device_id", deviceId)
                .put("topic", topic)
                .put("payload", payload)
                .put("qos", qos)
                .toString();
    }

    private static JsonNode route(JsonNode explanation, String name) {
        for (JsonNode route : explanation.get("routes")) {
            if (route.get("name").textValue().equals(name)) {
                return route;
            }
        }
        throw new AssertionError("no route " + name + " in " + explanation);
    }

    private static JsonNode sent(JsonNode explanation, String name) {
        JsonNode route = route(explanation, name);
        assertThat(route.get("matches").booleanValue()).as(route.toString()).isTrue();
        return route.get("would_send");
    }

    private static String login(String clientId, String userName, String password, String chain) {
        return JSON.createObjectNode()
                .put("client_id", clientId)
                .put("username", userName)
                .put("password", password)
                .put("certificate_chain", chain)
                .put("secure", true)
                .toString();
    }

    private JsonNode explainLogin(String login) {
        return server.api().post("explain-login", login).orThrow().json();
    }

    private String huaweiDevice() {
        String node = Fleet.unique("node");
        String body = JSON.createObjectNode()
                .put("node_id", node)
                .put("product_id", "p")
                .put("app_id", hub.id())
                .set(
                        "auth_info",
                        JSON.createObjectNode().put("auth_type", "SECRET").put("secret", SECRET))
                .toString();
        Ran ran = Ran.command(
                PATIENCE,
                List.of(
                        "curl",
                        "-sS",
                        "-H",
                        "X-Auth-Token: " + server.adminToken(),
                        "-H",
                        "Instance-Id: " + hub.id(),
                        "-d",
                        body,
                        server.http("/v5/iot/" + projectOf() + "/devices").toString()));
        assertThat(ran.orThrow().out()).contains("\"device_id\":\"p_" + node + "\"");
        return "p_" + node;
    }

    private String projectOf() {
        return server.api().get("hubs/" + hub.id()).json().get("project_id").textValue();
    }

    private static String hour(Instant at) {
        return DateTimeFormatter.ofPattern("yyyyMMddHH")
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    private static String hmac(String key, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    /** The kinds of messages that the server says after a hello with these suites, up to the end of its turn. */
    private List<Integer> handshakeMessages(List<Integer> suites) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.https("/").getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(hello(suites));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            ByteArrayOutputStream handshake = new ByteArrayOutputStream();
            while (true) {
                assertThat(in.readUnsignedByte())
                        .as("a record of the handshake")
                        .isEqualTo(22);
                in.readUnsignedShort();
                handshake.write(in.readNBytes(in.readUnsignedShort()));
                List<Integer> kinds = kinds(handshake.toByteArray());
                if (kinds.contains(SERVER_HELLO_DONE)) {
                    return kinds;
                }
            }
        }
    }

    private static List<Integer> kinds(byte[] handshake) {
        List<Integer> kinds = new ArrayList<>();
        int at = 0;
        while (at + 4 <= handshake.length) {
            int length = (handshake[at + 1] & 0xFF) << 16 | (handshake[at + 2] & 0xFF) << 8 | handshake[at + 3] & 0xFF;
            if (at + 4 + length > handshake.length) {
                break;
            }
            kinds.add((int) handshake[at]);
            at += 4 + length;
        }
        return kinds;
    }

    /** RFC 5246 section 7.4.1.2, with the curves and signatures that the server has. */
    private static byte[] hello(List<Integer> suites) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeShort(0x0303);
        out.write(new byte[32]);
        out.writeByte(0);
        out.writeShort(2 * suites.size());
        for (int suite : suites) {
            out.writeShort(suite);
        }
        out.write(HexFormat.of()
                .parseHex("0100" + "001a" // no compression; 26 bytes of extensions:
                        + "000a0006000400170018" // the curves P-256 and P-384
                        + "000d000c000a" + "0403" + "0503" + "0804" + "0401" + "0501")); // signatures
        out.flush();
        return record(body.toByteArray());
    }

    private static byte[] record(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(22);
        out.writeShort(0x0301);
        out.writeShort(body.length + 4);
        out.writeByte(1); // a hello of a client
        out.writeByte(0);
        out.writeShort(body.length);
        out.write(body);
        return bytes.toByteArray();
    }

    private static String pem(Path file) throws IOException {
        return Files.readString(file);
    }

    private Ran huaweiLogin(String clientId, String userName, String password) {
        return Ran.command(
                PATIENCE,
                List.of(
                        "mosquitto_pub",
                        "-h",
                        "localhost",
                        "-p",
                        Integer.toString(server.mqttsPort()),
                        "--cafile",
                        server.serverAuthority().toString(),
                        "-k",
                        "60",
                        "-i",
                        clientId,
                        "-u",
                        userName,
                        "-P",
                        password,
                        "-t",
                        "$oc/devices/" + userName + "/sys/messages/up",
                        "-m",
                        "{}"));
    }

    private String ingest(Device device, String topic, String payload) {
        return curl(
                "--cert",
                device.certificate().toString(),
                "--key",
                device.key().toString(),
                "-H",
                "X-Topic: " + topic,
                "-d",
                payload);
    }

    /** The status. */
    private String curl(String... options) {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "--cacert",
                server.serverAuthority().toString()));
        command.addAll(List.of(options));
        command.add(server.https("/ingest").toString());
        return Ran.command(PATIENCE, command).orThrow().out();
    }
}
