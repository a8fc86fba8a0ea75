package org.axletree.hub.delivery.target.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.PrintableText;
import org.axletree.hub.delivery.target.Samples;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.delivery.target.TargetTrial;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTargetTest {
    private static final LoggedMessage MESSAGE = Samples.message(7, "a/b", "21.5");

    /** What the service was asked. */
    private record Asked(String verb, String path, Map<String, String> headers, String body) {}

    private final RestTarget target = new RestTarget(AddressFence.allowing(List.of("127.0.0.1")));
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        service.stop(0);
        target.end();
    }

    /** {@code /<status>}, or {@code /slow}. */
    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(), header -> header.getValue()
                        .get(0)));
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/slow")) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        int status = path.matches("/[0-9]{3}") ? Integer.parseInt(path.substring(1)) : 200;
        exchange.getResponseHeaders().set("Location", "/200");
        if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "7");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "post", "put", "patch", "delete"})
    void call_carriesTheMessage_withEveryVerb(String verb) throws Exception {
        assertThat(deliver(Map.of("verb", verb, "headers", Map.of("X-Own", "yes")), "/200?x=1"))
                .isEqualTo(Delivery.DELIVERED);

        Asked call = asked.take();
        assertThat(call.verb()).isEqualToIgnoringCase(verb);
        assertThat(call.path()).isEqualTo("/200?x=1");
        assertThat(call.body()).isEqualTo("21.5");
        assertThat(call.headers())
                .containsEntry("x-own", "yes")
                .containsEntry("x-mqtt-topic", "a/b")
                .containsEntry("x-mqtt-retain", "false")
                .containsEntry("x-axletree-message-id", MESSAGE.id())
                .containsEntry("content-type", "application/octet-stream")
                .doesNotContainKey("x-axletree-signature");
    }

    @Test
    void call_isSigned_overTimeAndBody() throws Exception {
        deliver(Map.of("hmac_secret", "s3cret"), "/200");

        Map<String, String> headers = asked.take().headers();
        String timestamp = headers.get("x-axletree-timestamp");
        assertThat(Long.parseLong(timestamp)).isBetween(1_767_225_600L, 9_999_999_999L);
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec("s3cret".getBytes(), "HmacSHA256"));
        assertThat(headers.get("x-axletree-signature"))
                .isEqualTo(
                        "sha256=" + java.util.HexFormat.of().formatHex(mac.doFinal((timestamp + ".21.5").getBytes())));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 409, 410, 413, 414, 415, 422})
    void faultOfOneMessage_isADeadLetter(int status) {
        assertThat(Samples.dead(deliver(Map.of(), "/" + status))).contains("HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 408, 425, 429, 500, 502, 503})
    void faultOfTheRoute_isTriedAgain(int status) throws Exception {
        assertThat(Samples.retry(deliver(Map.of(), "/" + status)))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("HTTP " + status));
        assertThat(asked)
                .as("no redirect is followed, nothing is tried again at once")
                .hasSize(1);
    }

    @Test
    void service_thatAsksForAPause_getsIt_andTheRestIsNotTried() {
        try (TargetConnection connection = open(Map.of(), "/429")) {
            List<Delivery> outcomes = connection.deliver(List.of(MESSAGE, MESSAGE, MESSAGE));
            assertThat(outcomes).singleElement().satisfies(outcome -> assertThat(((Delivery.Retry) outcome).after())
                    .isEqualTo(Duration.ofSeconds(7)));
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void service_thatDoesNotAnswer_isGivenUp() {
        assertThat(deliver(Map.of("timeout_seconds", 1L), "/slow"))
                .isInstanceOfSatisfying(Delivery.Retry.class, retry -> {
                    assertThat(retry.reason()).contains("no answer", "within 1 s");
                    assertThat(retry.mayHaveArrived()).isTrue();
                });
    }

    /** That it is there is all that an answer to OPTIONS shows: many take POST and nothing else. */
    @ParameterizedTest
    @ValueSource(ints = {200, 404, 405, 500, 501})
    void trial_saysWhatWasTried_andWhatCameBack(int status) {
        try (TargetConnection connection = open(Map.of(), "/" + status)) {
            assertThat(connection.trial()).isEqualTo(new TargetTrial(Optional.empty(), "OPTIONS: " + status));
            assertThat(connection.problem()).isEmpty();
        }
        assertThat(asked).extracting(Asked::verb).containsOnly("OPTIONS");
    }

    @Test
    void service_thatIsNotThere_isSaid() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (TargetConnection connection =
                target.open("r", configuration(Map.of("uri", "http://127.0.0.1:" + port + "/")))) {
            assertThat(connection.deliver(List.of(MESSAGE)))
                    .containsExactly(new Delivery.Retry("connection refused by 127.0.0.1:" + port));
        }
    }

    @Test
    void service_thatSpeaksNoTls_isSaid() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaker = new Thread(() -> {
                try (Socket client = plain.accept()) {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                    // The client has seen enough.
                }
            });
            speaker.start();
            try (TargetConnection connection =
                    target.open("r", configuration(Map.of("uri", "https://127.0.0.1:" + plain.getLocalPort() + "/")))) {
                assertThat(Samples.retry(connection.deliver(List.of(MESSAGE)).get(0)))
                        .hasValueSatisfying(reason -> assertThat(reason).startsWith("TLS with 127.0.0.1"));
            }
            speaker.join();
        }
    }

    /** The status says it: what comes behind it, for how long and how much, is of no concern. */
    @Test
    void service_thatHasMoreToSay_isNotListenedTo() throws Exception {
        AtomicLong written = new AtomicLong();
        byte[] piece = new byte[8192];
        Delivery outcome = deliverTo(client -> {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n".getBytes());
            while (written.addAndGet(piece.length) < 900_000_000) {
                out.write(piece);
            }
        });
        assertThat(outcome).isEqualTo(Delivery.DELIVERED);
        assertThat(written).hasValueLessThan(32_000_000);

        assertThat(deliverTo(client ->
                        client.getOutputStream().write("HTTP/1.1 404 No\r\nContent-Length: 10\r\n\r\nabc".getBytes())))
                .as("a body that is cut off")
                .isEqualTo(new Delivery.Dead("HTTP 404"));
    }

    @ParameterizedTest
    @CsvSource({"4000000, 1", "10, 100000"})
    void service_whoseHeadersHaveNoEnd_isARoutesFault(int length, int lines) throws Exception {
        Delivery outcome = deliverTo(client -> {
            OutputStream out = new BufferedOutputStream(client.getOutputStream());
            out.write("HTTP/1.1 200 OK\r\n".getBytes());
            byte[] line = ("X: " + "x".repeat(length) + "\r\n").getBytes();
            for (int i = 0; i < lines; i++) {
                out.write(line);
            }
            out.write("Content-Length: 0\r\n\r\n".getBytes());
            out.flush();
        });
        assertThat(Samples.retry(outcome))
                .hasValueSatisfying(reason -> assertThat(reason).contains("exceeded"));
    }

    /** What a service does with a connection. */
    private interface Speaker {
        void speak(Socket client) throws IOException;
    }

    private Delivery deliverTo(Speaker speaker) throws IOException, InterruptedException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread service = new Thread(() -> {
                try (Socket client = socket.accept()) {
                    client.getInputStream().read(new byte[4096]);
                    speaker.speak(client);
                } catch (IOException gone) {
                    // The client has heard enough.
                }
            });
            service.start();
            Delivery outcome;
            try (TargetConnection connection =
                    target.open("r", configuration(Map.of("uri", "http://127.0.0.1:" + socket.getLocalPort() + "/")))) {
                outcome = connection.deliver(List.of(MESSAGE)).get(0);
            }
            service.join();
            return outcome;
        }
    }

    @Test
    void name_thatLeadsBehindTheFence_isNotConnectedTo() {
        RestTarget fenced = new RestTarget(AddressFence.allowing(List.of()));
        try (TargetConnection connection = fenced.open(
                "r",
                configuration(
                        Map.of("uri", "http://localhost:" + service.getAddress().getPort() + "/200")))) {
            assertThat(Samples.retry(connection.deliver(List.of(MESSAGE)).get(0)))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("AXLETREE_ROUTES_ALLOW"));
        }
        assertThat(asked).isEmpty();
        fenced.end();
    }

    @Test
    void topic_isPrintable_andOneThatIsTooLongIsADeadLetter() {
        assertThat(PrintableText.of("a/ü b\r\nX: y ")).isEqualTo("a/%C3%BC b%0D%0AX: y%20");
        try (TargetConnection connection = open(Map.of(), "/200")) {
            assertThat(Samples.dead(connection
                            .deliver(List.of(Samples.message(1, "x".repeat(8_001), "")))
                            .get(0)))
                    .isPresent();
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "uri, '', required",
        "uri, ftp://example.com/, format",
        "uri, https://, format",
        "uri, https://user:pa55word@example.com/, format",
        "uri, http://127.0.0.2/, constraint",
        "uri, http://[::1]/, constraint",
        "uri, http://169.254.169.254/latest, constraint",
        "verb, head, unknown",
        "ca_cert_pem, nonsense, format"
    })
    void configuration_thatIsWrong_isRefused(String field, String value, String reason) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("uri", "https://example.com/"));
        values.put(field, value);
        assertThat(target.problems(configuration(values))).singleElement().satisfies(problem -> {
            assertThat(problem.argumentName()).isEqualTo(field);
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.helpMessage()).doesNotContain("pa55word");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "a b", "ü", ""})
    void header_thatIsTheHubs_orNone_isRefused(String name) {
        assertThat(target.problems(configuration(Map.of("uri", "https://example.com/", "headers", Map.of(name, "x")))))
                .hasSize(1);
        assertThat(target.problems(
                        configuration(Map.of("uri", "https://example.com/", "headers", Map.of("X-Ok", "x\r\nY: z")))))
                .hasSize(1)
                .extracting(Problem.ArgumentProblem::argumentName)
                .containsExactly("headers.X-Ok");
    }

    @Test
    void secrets_areNotShown_andStayWhereTheMaskComesBack() {
        RouteConfiguration before = configuration(Map.of(
                "uri", "https://example.com/",
                "hmac_secret", "s3cret",
                "headers", Map.of("Authorization", "Bearer t0ken", "X-A", "b")));

        Map<String, Object> shown = target.shown(before);
        assertThat(shown.toString()).doesNotContain("s3cret", "t0ken").contains("X-A=b");
        RouteConfiguration after = target.changed(before, Map.of("headers", shown.get("headers")));
        assertThat(after.texts("headers")).containsEntry("Authorization", "Bearer t0ken");
        assertThat(after.text("hmac_secret")).isEqualTo("s3cret");
        assertThat(target.changed(before, Map.of("headers", Map.of("X-B", "c"))).texts("headers"))
                .containsExactly(Map.entry("X-B", "c"));
    }

    @Test
    void preview_isTheCall_withoutItsSecrets() {
        Map<String, Object> values = Map.of(
                "uri",
                "http://127.0.0.1:1/200",
                "hmac_secret",
                "s3cret",
                "headers",
                Map.of("Authorization", "Bearer hidden", "X-Own", "yes"));

        JsonObject preview = target.preview(configuration(values), MESSAGE);

        assertThat(preview.getString("verb")).isEqualTo("POST");
        assertThat(preview.getString("uri")).isEqualTo("http://127.0.0.1:1/200");
        assertThat(preview.getString("body")).isEqualTo("21.5");
        JsonObject headers = preview.getJsonObject("headers");
        assertThat(headers.getString("Authorization")).isEqualTo("********");
        assertThat(headers.getString("X-Axletree-Signature")).isEqualTo("********");
        assertThat(headers.getString("X-Own")).isEqualTo("yes");
        assertThat(headers.getString("X-MQTT-Topic")).isEqualTo("a/b");
        assertThat(headers.getString("Content-Type")).isEqualTo("application/octet-stream");
    }

    private Delivery deliver(Map<String, Object> more, String path) {
        try (TargetConnection connection = open(more, path)) {
            return connection.deliver(List.of(MESSAGE)).get(0);
        }
    }

    private TargetConnection open(Map<String, Object> more, String path) {
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.put("uri", "http://127.0.0.1:" + service.getAddress().getPort() + path);
        assertThat(target.problems(configuration(values))).isEmpty();
        return target.open("r", configuration(values));
    }

    private static RouteConfiguration configuration(Map<String, Object> values) {
        return new RouteConfiguration("rest", values);
    }
}
