package org.axletree.verification.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.RawHttp;
import org.axletree.verification.harness.SharedAxletree;
import org.axletree.verification.harness.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Issue 10: a table of credentials with one thing wrong in each, of Azure's and Huawei's devices. The client learns one code; the
 * owner finds the cause among the hub's events; nothing of a token or secret is there, and nothing in the log.
 */
@ExtendWith(SharedAxletree.class)
class WrongCredentialsIT {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_KEY = "0123456789abcdef0123456789abcdeg".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "Secret-of-the-test_1";
    private static final int KEEP_ALIVE = 60;
    private static final int CLOSED = -1;

    private final AxletreeProcess hub;
    private final Tls tls;
    private final Api resources;
    private final Api huawei;
    private final String group = Fleet.unique("wrong");
    private final String hubName = Fleet.unique("wrong").replace("_", "-");
    private final String host = hubName + ".localhost";
    private final Map<String, String> policies = new LinkedHashMap<>();
    private final Map<String, String> idByName = new LinkedHashMap<>();
    private String hubId = "";

    WrongCredentialsIT(AxletreeProcess hub) {
        this.hub = hub;
        this.tls = Tls.trusting(hub);
        this.resources = new Api(hub.http("/subscriptions/s/resourceGroups"), hub.adminToken());
        this.huawei = new Api(hub.http("/v5/iot/" + group), hub.adminToken());
    }

    /**
     * One line of the table.
     *
     * @param word that the event's reason or text has; empty where no hub is concerned
     * @param codes of the CONNACK that will do
     */
    private record Vector(String device, Connect connect, String word, List<Integer> codes) {}

    /** What a client sends. */
    private record Connect(String clientId, String userName, byte[] password, int keepAlive, boolean secure) {
        Connect(String clientId, String userName, String password) {
            this(clientId, userName, password.getBytes(StandardCharsets.UTF_8), KEEP_ALIVE, true);
        }
    }

    @Test
    void credential_withOneThingWrong_isRefusedAndOnlyItsOwnerLearnsWhy() throws IOException {
        makeHub();
        List<Vector> table = new ArrayList<>();
        table.addAll(azure());
        table.addAll(huawei());
        assertThat(table).hasSizeGreaterThanOrEqualTo(60);
        int logBefore = hub.log().length();

        List<String> wrong = new ArrayList<>();
        for (Vector vector : table) {
            int code = connect(vector.connect());
            if (!vector.codes().contains(code)) {
                wrong.add(vector.device() + " (" + vector.word() + "): code " + code + ", expected " + vector.codes());
            }
        }
        assertThat(wrong).isEmpty();

        List<Vector> told =
                table.stream().filter(each -> !each.word().isEmpty()).toList();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(missing(told)).isEmpty());
        assertNothingLeaked(hub.log().substring(logBefore), table);
    }

    /** Whoever asks for its hub by name gets to the CONNECT with it, as at Azure. */
    @Test
    void certificateThatNobodyKnows_isRefusedByTheSameCode_andItsOwnerLearnsWhy() throws IOException {
        makeHub();
        OwnersPki pki = new OwnersPki(OwnersPki.P_256);
        pki.root("unknown");
        Vector lamp = new Vector("lamp", new Connect("lamp", user("lamp"), ""), "certificate", List.of(5));
        try (Socket socket = Tls.trusting(hub, pki.file("unknown.pem"), pki.file("unknown.key"))
                .connect(host, hub.mqttsPort())) {
            assertThat(answer(socket, lamp.connect())).isEqualTo(5);
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(missing(List.of(lamp))).isEmpty());
    }

    /** What is said may name nobody: the host name that was asked for tells whose hub it was. */
    @Test
    void strangerWhoAsksForAHub_isRefused_andItsOwnerLearnsWhy() throws IOException {
        makeHub();
        String now = stamp(0);

        assertThat(connectAtHub(tls, new Connect("v1", "v1", ""))).isEqualTo(5);
        assertThat(connectAtHub(tls, new Connect("nobody", "nobody", ""))).isEqualTo(5);
        assertThat(connectAtHub(tls, huaweiConnect("nobody", "1", now, digest(now, SECRET))))
                .isEqualTo(4);
        assertThat(connectAtHub(tls, huaweiConnect("v1", "1", now, digest(now, SECRET))))
                .isEqualTo(4);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(events()).contains("\"unidentified\"", "\"device_unknown\""));
    }

    /** Over HTTPS, {@code Host} says it. */
    @Test
    void strangerWhoAsksForAHubAtTheWebsPort_isRefused_andItsOwnerLearnsWhy() throws IOException {
        makeHub();

        assertThat(connectByWebSocket(new Connect("nobody", "nobody", ""))).isEqualTo(5);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(events()).contains("\"unidentified\""));

        try (Socket socket = tls.connect(host, hub.https("/").getPort())) {
            say(
                    socket,
                    "POST /ingest HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nX-Topic: a\r\n"
                            + "X-Client-Id: nobody_0_0_2026010100\r\nAuthorization: Basic bm9ib2R5Ong=\r\nContent-Length: 1\r\n\r\nx");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401 ");
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(events()).contains("\"device_unknown\""));
    }

    /** A certificate alone says whose it is, in whatever dialect (scaleway.md B7). */
    @Test
    void certificateAlone_admitsItsDevice_unlessThereIsMoreThatIsWrong() throws IOException, GeneralSecurityException {
        makeHub();
        OwnersPki pki = new OwnersPki(OwnersPki.P_256);
        pki.root("alone");
        byte[] der = CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(pki.file("alone.pem")))
                .getEncoded();
        String thumbprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(der));
        String device = "{\"status\":\"%s\",\"authentication\":{\"x509Thumbprint\":{\"primaryThumbprint\":\""
                + thumbprint + "\"}}}";
        assertThat(ask("PUT", "/devices/alone?api-version=1", device.formatted("enabled"), ownersToken()))
                .contains("HTTP/1.1 200");
        Tls own = Tls.trusting(hub, pki.file("alone.pem"), pki.file("alone.key"));

        for (String userName : List.of("", "alone", "foo", user("alone"))) {
            assertThat(connectAtHub(own, new Connect("alone", userName, "")))
                    .as("user name %s", userName)
                    .isZero();
        }
        try (Socket socket = own.connect("localhost", hub.mqttsPort())) {
            assertThat(answer(socket, new Connect("alone", "", "")))
                    .as("at the server's own name")
                    .isZero();
        }
        assertThat(connectAtHub(own, new Connect("alone", "", "secret"))).isEqualTo(5);
        assertThat(connectAtHub(own, new Connect("alone", user("v1"), ""))).isEqualTo(5);
        assertThat(ask("PUT", "/devices/off2?api-version=1", device.formatted("disabled"), ownersToken()))
                .contains("HTTP/1.1 200");
        assertThat(connectAtHub(own, new Connect("alone", "", "")))
                .as("two devices have it")
                .isEqualTo(5);

        List<Vector> told = List.of(
                new Vector("alone", new Connect("alone", "", "secret"), "credential_kind_wrong", List.of()),
                new Vector("alone", new Connect("alone", "", ""), "certificate_claimed", List.of()),
                new Vector("off2", new Connect("alone", "", ""), "certificate_claimed", List.of()));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(missing(told)).isEmpty());
    }

    @Test
    void amqp_isDeclinedAtTheWebsPort_asAtTheDoors() throws IOException {
        for (String path : List.of("/$servicebus/websocket", "/%24servicebus/websocket", "/$iothub/websocket")) {
            try (Socket socket = tls.connect("localhost", hub.https("/").getPort())) {
                say(socket, upgrade(path, "localhost", "AMQPWSB10"));
                assertThat(head(socket)).as(path).startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void rubbish_isRefusedWithoutAnException() throws IOException {
        makeHub();
        Random random = new Random(10);
        int logBefore = hub.log().length();
        String alphabet = "ab0%2F/?&=$. {}\"\\\u00e9\u4e16:+-_#*'";
        for (int i = 0; i < 100; i++) {
            String rubbish = random.ints(random.nextInt(60), 0, alphabet.length())
                    .mapToObj(at -> alphabet.substring(at, at + 1))
                    .collect(Collectors.joining());
            String user =
                    switch (i % 4) {
                        case 0 -> host + "/" + rubbish;
                        case 1 -> host + "/v" + i % 60 + "/?api-version=2021-04-12"; // one each: nobody is slowed down
                        case 2 -> "0ne00000000/registrations/" + rubbish + "/api-version=2019-03-31";
                        default -> rubbish;
                    };
            String password = i % 2 == 0 ? "SharedAccessSignature " + rubbish : rubbish;
            String clientId = i % 3 == 0 ? rubbish : i % 3 == 1 ? "v" + i % 60 : rubbish + "_0_1_2025041401";
            assertThat(connect(new Connect(clientId, user, password)))
                    .as("client %s, user %s, password %s", clientId, user, password)
                    .isIn(1, 2, 4, 5, CLOSED);
            String path = "/twins/" + URLEncoder.encode(rubbish, StandardCharsets.UTF_8) + "?api-version=1";
            assertThat(ask("PATCH", path, "{\"tags\":" + rubbish + "}", ownersToken()))
                    .doesNotContain("HTTP/1.1 5");
            assertThat(ask("PUT", "/devices/v0?api-version=1", rubbish, ownersToken()))
                    .doesNotContain("HTTP/1.1 5");
        }
        assertThat(hub.log().substring(logBefore)).doesNotContain("Exception").doesNotContain("SEVERE");
    }

    /** That the right one is in a minute later WrongCredentialsTest shows. */
    @Test
    void guessing_isSlow_andNobodyElseBehindTheAddressWaits() throws IOException {
        makeHub();
        Connect wrong = new Connect("v1", user("v1"), token(host + "/devices/v1", OTHER_KEY, ""));
        Instant start = Instant.now();
        for (int i = 0; i < 30; i++) {
            assertThat(connect(wrong)).isEqualTo(5);
            assertThat(i % 10 == 0 ? connect(new Connect("v2", user("v2"), right("v2"))) : 0)
                    .as("another device behind the same address")
                    .isZero();
        }

        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(5));
        assertThat(connect(new Connect("v1", user("v1"), right("v1"))))
                .as("the right one, too soon")
                .isEqualTo(5);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(hub.api()
                        .get("hubs/" + hubId + "/events?page_size=100")
                        .orThrow()
                        .text())
                .contains("too many wrong credentials"));
    }

    // What there is.

    private void makeHub() throws IOException {
        resources
                .send("PUT", "/" + group, HttpRequest.BodyPublishers.ofString("{\"location\":\"here\"}"))
                .orThrow();
        String path = "/" + group + "/providers/Microsoft.Devices/IotHubs/" + hubName;
        resources.send("PUT", path, HttpRequest.BodyPublishers.ofString("{}")).orThrow();
        resources
                .post(path + "/listkeys", "{}")
                .orThrow()
                .json()
                .get("value")
                .forEach(policy -> policies.put(
                        policy.get("keyName").asText(), policy.get("primaryKey").asText()));
        hubId = hub.api()
                .get("hubs?name=" + hubName)
                .orThrow()
                .json()
                .get("hubs")
                .get(0)
                .get("id")
                .asText();
        String devices = IntStream.range(0, 60)
                .mapToObj(i -> "{\"id\":\"v" + i + "\",\"importMode\":\"create\",\"authentication\":{\"symmetricKey\":"
                        + "{\"primaryKey\":\"" + base64(KEY) + "\",\"secondaryKey\":\"" + base64(KEY) + "\"}}}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(ask("POST", "/devices?api-version=1", devices, ownersToken()))
                .contains("\"isSuccessful\":true");
        String lamp = "{\"authentication\":{\"x509Thumbprint\":{\"primaryThumbprint\":\"" + "a".repeat(40) + "\"}}}";
        assertThat(ask("PUT", "/devices/lamp?api-version=1", lamp, ownersToken()))
                .contains("HTTP/1.1 200");
        assertThat(ask(
                        "PUT",
                        "/devices/off?api-version=1",
                        "{\"status\":\"disabled\",\"authentication\":{\"symmetricKey\":" + "{\"primaryKey\":\""
                                + base64(KEY) + "\",\"secondaryKey\":\"" + base64(KEY) + "\"}}}",
                        ownersToken()))
                .contains("HTTP/1.1 200");
    }

    private String ownersToken() {
        return token(host, Base64.getDecoder().decode(policies.get("iothubowner")), "iothubowner");
    }

    private String ask(String method, String path, String body, String token) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (RawHttp http = RawHttp.to(hub)) {
            return http.say(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: " + token
                            + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                            + bytes.length
                            + "\r\n\r\n" + new String(bytes, StandardCharsets.ISO_8859_1))
                    .untilClosed();
        }
    }

    // Azure's table.

    private List<Vector> azure() {
        long later = Instant.now().getEpochSecond() + 3_600;
        long past = Instant.now().getEpochSecond() - 10;
        Table table = new Table();
        String own = "%s/devices/%s";
        table.sas("signature", (id, sr) -> token(sr, OTHER_KEY, ""));
        table.sas("signature", (id, sr) -> token(sr, Arrays.copyOf(KEY, 31), ""));
        table.sas("signature", (id, sr) -> token(sr, base64(KEY).getBytes(StandardCharsets.US_ASCII), ""));
        table.sas(
                "signature",
                (id, sr) -> token(sr, KEY, "").replace("se=" + later / 100, "se=" + (later / 100 + 1)) + "0");
        table.sas("signature", (id, sr) -> token(sr, KEY, "").replace("%2F", "%2f"));
        table.sas("signature", (id, sr) -> raw(sr, sign(KEY, encoded(sr), later), later, ""));
        table.sas("signature", (id, sr) -> raw(encoded(sr), sign(KEY, sr, later), later, ""));
        table.sas("signature", (id, sr) -> raw(encoded(sr), sign(KEY, encoded(sr), later + 1), later, ""));
        table.sas("token", (id, sr) -> raw(encoded(sr), Arrays.copyOf(sign(KEY, encoded(sr), later), 31), later, ""));
        table.sas("token", (id, sr) -> "SharedAccessSignature sr=" + encoded(sr) + "&sig=nonsense!&se=" + later);
        table.sas("token", (id, sr) -> token(sr, KEY, "").replaceAll("&se=\\d+", ""));
        table.sas("token", (id, sr) -> token(sr, KEY, "").replaceAll("&sig=[^&]+", ""));
        table.sas("token", (id, sr) -> token(sr, KEY, "").replaceAll("sr=[^&]+&", ""));
        table.sas("token", (id, sr) -> token(sr, KEY, "") + "&se=" + later);
        table.sas("token", (id, sr) -> token(sr, KEY, "") + "&x=1");
        table.sas("token", (id, sr) -> token(sr, KEY, "").replaceAll("&se=", "&se=-"));
        table.sas("token", (id, sr) -> token(sr, KEY, "").replaceAll("&se=", "&se=x"));
        table.sas("token", (id, sr) -> token(sr, KEY, "").replace("SharedAccessSignature ", "SharedAccessSignatur "));
        table.sas("token", (id, sr) -> token(sr, KEY, "").replace("SharedAccessSignature ", "Bearer "));
        table.sas("token", (id, sr) -> base64(KEY));
        table.sas("token", (id, sr) -> id);
        table.sas("token", (id, sr) -> "SharedAccessSignature " + "x".repeat(5_000));
        table.sas("token", (id, sr) -> "SharedAccessSignature");
        table.sas("expired", (id, sr) -> raw(encoded(sr), sign(KEY, encoded(sr), past), past, ""));
        table.sas("expired", (id, sr) -> raw(encoded(sr), sign(KEY, encoded(sr), 0), 0, ""));
        table.sas("expired", (id, sr) -> policyToken(host, "device", past));
        table.sas("resource", (id, sr) -> token(own.formatted(host, "v1"), KEY, ""));
        table.sas("resource", (id, sr) -> token(own.formatted("other.localhost", id), KEY, ""));
        table.sas("resource", (id, sr) -> token(sr.substring(0, sr.length() - 1), KEY, ""));
        table.sas("resource", (id, sr) -> token(sr.replace("/v", "/V"), KEY, ""));
        table.sas("resource", (id, sr) -> token(sr + "/modules/m", KEY, ""));
        table.sas("resource", (id, sr) -> token(host + "/twins/" + id, KEY, ""));
        table.sas("resource", (id, sr) -> policyToken(own.formatted(host, "v2"), "iothubowner", later));
        table.sas("policy", (id, sr) -> token(sr, KEY, "nobody"));
        table.sas("policy", (id, sr) -> policyToken(host, "service", later));
        table.sas("policy", (id, sr) -> policyToken(host, "registryRead", later));
        table.sas("policy", (id, sr) -> policyToken(host, "registryReadWrite", later));
        table.sas("signature", (id, sr) -> token(sr, KEY, "device"));
        table.sas("signature", (id, sr) -> token(sr, Base64.getDecoder().decode(policies.get("service")), "device"));
        table.sas("signature", (id, sr) -> token(sr, Base64.getDecoder().decode(policies.get("device")), ""));
        table.azure("client", id -> new Connect(id + "x", user(id), right(id)));
        table.azure("client", id -> new Connect(id.toUpperCase(), user(id), right(id)));
        table.azure("client", id -> new Connect("", user(id), right(id)));
        table.azure("client", id -> new Connect(id + "/m", user(id), right(id)));
        table.azure("certificate", id -> new Connect(id, user(id), ""));
        table.azure(
                "tls", id -> new Connect(id, user(id), right(id).getBytes(StandardCharsets.UTF_8), KEEP_ALIVE, false));
        table.azure(
                "token", id -> new Connect(id, user(id), new byte[] {(byte) 0xff, (byte) 0xfe, 0}, KEEP_ALIVE, true));
        List<Vector> vectors = table.vectors;
        vectors.add(new Vector("lamp", new Connect("lamp", user("lamp"), right("lamp")), "certificate", List.of(5)));
        vectors.add(new Vector("off", new Connect("off", user("off"), right("off")), "disabled", List.of(5)));
        vectors.add(new Vector("nobody", new Connect("nobody", user("nobody"), right("nobody")), "", List.of(5)));
        vectors.add(new Vector(
                "v0", new Connect("v0", "other.localhost/v0/?api-version=2021-04-12", right("v0")), "", List.of(5)));
        return vectors;
    }

    private interface Password {
        String of(String id, String resource);
    }

    private interface Device {
        Connect of(String id);
    }

    private final class Table {
        private final List<Vector> vectors = new ArrayList<>();

        void sas(String word, Password password) {
            azure(word, id -> new Connect(id, user(id), password.of(id, host + "/devices/" + id)));
        }

        void azure(String word, Device device) {
            String id = "v" + (vectors.size() + 3);
            vectors.add(new Vector(id, device.of(id), word, List.of(5)));
        }
    }

    private String user(String id) {
        return host + "/" + id + "/?api-version=2021-04-12";
    }

    private String right(String id) {
        return token(host + "/devices/" + id, KEY, "");
    }

    private String policyToken(String resource, String policy, long expiry) {
        byte[] key = Base64.getDecoder().decode(policies.get(policy));
        return raw(encoded(resource), sign(key, encoded(resource), expiry), expiry, policy);
    }

    private static String token(String resource, byte[] key, String policy) {
        long expiry = Instant.now().getEpochSecond() + 3_600;
        return raw(encoded(resource), sign(key, encoded(resource), expiry), expiry, policy);
    }

    private static String raw(String resource, byte[] signature, long expiry, String policy) {
        return "SharedAccessSignature sr=" + resource + "&sig=" + encoded(base64(signature)) + "&se=" + expiry
                + (policy.isEmpty() ? "" : "&skn=" + policy);
    }

    private static byte[] sign(byte[] key, String resource, long expiry) {
        return hmac(key, resource + "\n" + expiry);
    }

    // Huawei's table.

    private List<Vector> huawei() {
        List<Vector> vectors = new ArrayList<>();
        String now = stamp(0);
        add(vectors, "password", List.of(4), id -> huaweiConnect(id, "1", now, digest(now, SECRET + "x")));
        add(vectors, "password", List.of(4), id -> huaweiConnect(id, "0", now, digest(now, SECRET + "x")));
        add(vectors, "password", List.of(4), id -> huaweiConnect(id, "1", now, digest(SECRET, now)));
        add(vectors, "password", List.of(4), id -> huaweiConnect(id, "1", now, digest(stamp(-1), SECRET)));
        add(vectors, "password", List.of(4), id -> huaweiConnect(id, "1", now, digest(now, SECRET) + " "));
        add(vectors, "password", List.of(4), id -> huaweiConnect(id, "1", now, SECRET));
        add(vectors, "", List.of(4, 5), id -> huaweiConnect(id, "1", now, ""));
        add(vectors, "stamp", List.of(4), id -> huaweiConnect(id, "1", stamp(-3), digest(stamp(-3), SECRET)));
        add(vectors, "stamp", List.of(4), id -> huaweiConnect(id, "1", stamp(3), digest(stamp(3), SECRET)));
        add(vectors, "keep", List.of(2), id -> {
            Connect right = huaweiConnect(id, "1", now, digest(now, SECRET));
            return new Connect(right.clientId(), right.userName(), right.password(), 10, true);
        });
        add(vectors, "keep", List.of(2), id -> {
            Connect right = huaweiConnect(id, "1", now, digest(now, SECRET));
            return new Connect(right.clientId(), right.userName(), right.password(), 5_000, true);
        });
        add(vectors, "tls", List.of(5), id -> {
            Connect right = huaweiConnect(id, "1", now, digest(now, SECRET));
            return new Connect(right.clientId(), right.userName(), right.password(), KEEP_ALIVE, false);
        });
        add(vectors, "", List.of(2, 4), id -> new Connect(id + "_0_9_" + now, id, digest(now, SECRET)));
        add(vectors, "", List.of(2, 4), id -> new Connect(id + "_0_1_202504140", id, digest(now, SECRET)));
        add(vectors, "", List.of(4), id -> huaweiConnect(id + "x", "1", now, digest(now, SECRET)));
        return vectors;
    }

    private void add(List<Vector> vectors, String word, List<Integer> codes, Device device) {
        String node = Fleet.unique("n").replaceAll("[^A-Za-z0-9]", "");
        JsonNode made = huawei.post(
                        "/devices",
                        "{\"app_id\":\"" + hubId + "\",\"node_id\":\"" + node
                                + "\",\"product_id\":\"p\",\"auth_info\":{\"secret\":\"" + SECRET
                                + "\",\"secure_access\":true}}")
                .orThrow()
                .json();
        String id = made.get("device_id").asText();
        vectors.add(new Vector(id, device.of(id), word, codes));
    }

    private static Connect huaweiConnect(String id, String kind, String stamp, String password) {
        return new Connect(id + "_0_" + kind + "_" + stamp, id, password);
    }

    private static String stamp(int hours) {
        return DateTimeFormatter.ofPattern("yyyyMMddHH")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().plus(Duration.ofHours(hours)));
    }

    private static String digest(String stamp, String secret) {
        return HexFormat.of().formatHex(hmac(stamp.getBytes(StandardCharsets.UTF_8), secret));
    }

    // What came of it.

    private List<String> missing(List<Vector> told) {
        Map<String, String> events = new LinkedHashMap<>();
        for (int page = 1; page < 5; page++) {
            for (JsonNode event : hub.api()
                    .get("hubs/" + hubId + "/events?page_size=100&page=" + page)
                    .orThrow()
                    .json()
                    .get("events")) {
                events.merge(
                        event.get("object-id").asText(),
                        (event.get("reason").asText() + " " + event.get("msg").asText()).toLowerCase(),
                        (one, other) -> one + " " + other);
            }
        }
        if (idByName.isEmpty()) {
            for (int page = 1; page < 3; page++) {
                hub.api()
                        .get("devices?hub_id=" + hubId + "&page_size=100&page=" + page)
                        .orThrow()
                        .json()
                        .get("devices")
                        .forEach(device -> idByName.put(
                                device.get("name").asText(), device.get("id").asText()));
            }
        }
        return told.stream()
                .filter(each ->
                        !events.getOrDefault(idByName.get(each.device()), "").contains(each.word()))
                .map(each -> each.device() + ": " + each.word() + " in " + events.get(idByName.get(each.device())))
                .toList();
    }

    private void assertNothingLeaked(String log, List<Vector> table) {
        String events = hub.api()
                .get("hubs/" + hubId + "/events?page_size=100")
                .orThrow()
                .text();
        for (Vector vector : table) {
            String password = new String(vector.connect().password(), StandardCharsets.ISO_8859_1);
            String secret = password.replaceAll(".*&sig=([^&]+).*", "$1");
            if (secret.length() > 12) {
                assertThat(events).doesNotContain(secret);
                assertThat(log).doesNotContain(secret);
            }
        }
        assertThat(log).doesNotContain("Exception").doesNotContain("SEVERE").doesNotContain(base64(KEY));
    }

    // The wire.

    /** The code of the CONNACK; {@link #CLOSED} if there is none. */
    private int connect(Connect connect) throws IOException {
        try (Socket socket = connect.secure()
                ? tls.connect("localhost", hub.mqttsPort())
                : new Socket("127.0.0.1", hub.mqttPort())) {
            return answer(socket, connect);
        } catch (SocketException reset) {
            return CLOSED;
        }
    }

    private int connectAtHub(Tls client, Connect connect) throws IOException {
        try (Socket socket = client.connect(host, hub.mqttsPort())) {
            return answer(socket, connect);
        }
    }

    private int connectByWebSocket(Connect connect) throws IOException {
        try (Socket socket = tls.connect(host, hub.https("/").getPort())) {
            say(socket, upgrade("/$iothub/websocket", host, "mqtt"));
            assertThat(head(socket)).startsWith("HTTP/1.1 101 ");
            byte[] packet = packet(connect);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(0x82); // binary, and the last of its message
            frame.write(0x80 | packet.length); // masked, by zeros
            frame.write(new byte[4]);
            frame.write(packet);
            socket.getOutputStream().write(frame.toByteArray());
            return socket.getInputStream().readNBytes(6)[5]; // the frame's two, and those of CONNACK
        }
    }

    private static String upgrade(String path, String host, String protocol) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " + protocol + "\r\n\r\n";
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = 0;
        while (next >= 0 && head.indexOf("\r\n\r\n") < 0) {
            next = socket.getInputStream().read();
            head.append((char) next);
        }
        return head.toString();
    }

    private static void say(Socket socket, String request) throws IOException {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private String events() {
        return hub.api()
                .get("hubs/" + hubId + "/events?page_size=100")
                .orThrow()
                .text();
    }

    private static int answer(Socket socket, Connect connect) throws IOException {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(packet(connect));
        socket.getOutputStream().flush();
        byte[] answer = socket.getInputStream().readNBytes(4);
        return answer.length == 4 ? answer[3] : CLOSED;
    }

    private static byte[] packet(Connect connect) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        boolean hasPassword = connect.password().length > 0;
        out.writeUTF("MQTT");
        out.writeByte(4);
        out.writeByte(0x82 | (hasPassword ? 0x40 : 0));
        out.writeShort(connect.keepAlive());
        out.writeUTF(connect.clientId());
        out.writeUTF(connect.userName());
        if (hasPassword) {
            out.writeShort(connect.password().length);
            out.write(connect.password());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(0x10);
        int length = body.size();
        do {
            whole.write(length > 127 ? length & 0x7f | 0x80 : length);
            length >>= 7;
        } while (length > 0);
        whole.write(body.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
