package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.MosquittoBroker;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.PostgreSql;
import org.axletree.verification.harness.S3Store;
import org.axletree.verification.route.FaultTable.Fate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong with targets, and what is said and done then; a table of it is printed. */
class RouteFaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static RouteServer hub;
    private static HttpServer service;
    private static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();

    /** Answers with the status that its path begins with, after the milliseconds that follow. */
    @BeforeAll
    static void start() throws IOException {
        hub = new RouteServer();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/", exchange -> {
            String[] path = exchange.getRequestURI().getPath().split("/");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try {
                Thread.sleep(Long.parseLong(path[2]));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            HEARD.computeIfAbsent(path[1], status -> new CopyOnWriteArrayList<>())
                    .add(exchange.getRequestHeaders().getFirst("X-MQTT-Topic") + " " + body);
            exchange.getResponseHeaders().set("Retry-After", "3600");
            exchange.sendResponseHeaders(Integer.parseInt(path[1]), -1);
            exchange.close();
        });
        service.start();
    }

    @AfterAll
    static void stop() {
        service.stop(0);
    }

    @Test
    void faults_ofWebServices() throws IOException {
        FaultTable table = new FaultTable(hub);
        for (int status : List.of(400, 404, 410, 413, 415, 422)) {
            table.fault("rest", "HTTP " + status, call(status, 0), Fate.DEAD, "HTTP " + status);
        }
        for (int status : List.of(401, 403, 408, 425, 429, 500, 503, 302)) {
            table.fault("rest", "HTTP " + status, call(status, 0), Fate.WAITS, "HTTP " + status);
        }
        table.fault("rest", "slow", call(200, 3_000), Fate.WAITS, "no answer from");
        table.fault(
                "rest",
                "refused",
                "{\"uri\": \"http://127.0.0.1:1/\"}",
                Fate.WAITS,
                "connection refused by 127.0.0.1:1");
        table.fault(
                "rest",
                "unknown host",
                "{\"uri\": \"http://nowhere.invalid/\"}",
                Fate.WAITS,
                "unknown host nowhere.invalid");
        table.fault(
                "rest",
                "certificate that nobody vouches for",
                "{\"uri\": \"https://127.0.0.1:" + RouteServer.server().mqttsPort() + "/\"}",
                Fate.WAITS,
                "TLS with");
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            table.fault(
                    "rest",
                    "hung",
                    "{\"uri\": \"http://127.0.0.1:%d/\", \"timeout_seconds\": 1}".formatted(silent.getLocalPort()),
                    Fate.WAITS,
                    "no answer from");
            table.check("x");
        }
        assertThat(HEARD.get("429")).as("Retry-After says an hour").hasSize(1);
    }

    @Test
    void faults_ofDatabases_andOfAnAnswerThatDoesNotCome() throws SQLException {
        try (PostgreSql database = PostgreSql.start();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table said (payload bytea unique, short varchar(3))");
            statement.execute("insert into said values ('x')");
            FaultTable table = new FaultTable(hub);
            table.fault(
                    "database",
                    "refused",
                    sql("127.0.0.1", 1, "insert into said values ($PAYLOAD)", ""),
                    Fate.WAITS,
                    "failed to connect to database. Error 08001");
            int port = Integer.parseInt(database.url().replaceAll(".*:([0-9]+)/.*", "$1"));
            String right = ", \"password\": \"" + database.password() + "\"";
            table.fault(
                    "database",
                    "wrong login",
                    sql("127.0.0.1", port, "select 1", ", \"password\": \"wrong\""),
                    Fate.WAITS,
                    "failed to connect to database. Error 28P01");
            table.fault(
                    "database",
                    "no TLS there",
                    sql("127.0.0.1", port, "select 1", right + ", \"tls_mode\": \"verify\""),
                    Fate.WAITS,
                    "failed to connect to database. Error");
            table.fault(
                    "database",
                    "wrong SQL",
                    sql("127.0.0.1", port, "insert wrong", right),
                    Fate.WAITS,
                    "failed to prepare 'insert wrong' query. Error 42601");
            table.fault(
                    "database",
                    "missing table",
                    sql("127.0.0.1", port, "insert into missing values ($PAYLOAD)", right),
                    Fate.WAITS,
                    "failed to prepare 'insert into missing values ($PAYLOAD)' query. Error 42P01");
            table.fault(
                    "database",
                    "unique violation",
                    sql("127.0.0.1", port, "insert into said values ($PAYLOAD)", right),
                    Fate.DEAD,
                    "failed to execute query. Error 23505");
            table.fault(
                    "database",
                    "too long",
                    sql("127.0.0.1", port, "insert into said (short) values ($TOPIC)", right),
                    Fate.DEAD,
                    "failed to execute query. Error 22001");
            table.check("x");
        }
    }

    @Test
    void faults_ofObjectStores() {
        try (S3Store store = S3Store.start()) {
            FaultTable table = new FaultTable(hub);
            table.fault(
                    "s3",
                    "bucket gone",
                    s3(store.endpoint().toString(), "gone", S3Store.SECRET_KEY),
                    Fate.WAITS,
                    "'gone' s3 bucket write failed. Error HTTP: 404");
            table.fault(
                    "s3",
                    "wrong key",
                    s3(store.endpoint().toString(), S3Store.BUCKET, "wrong"),
                    Fate.WAITS,
                    "'things' s3 bucket write failed. Error HTTP: 403");
            table.fault(
                    "s3",
                    "refused",
                    s3("http://127.0.0.1:1", "things", "x"),
                    Fate.WAITS,
                    "'things' s3 bucket write failed.");
            table.check("x");
        }
    }

    @Test
    void faults_ofBrokers() {
        try (MosquittoBroker broker = MosquittoBroker.start("max_packet_size 3000")) {
            FaultTable table = new FaultTable(hub);
            table.fault(
                    "mqtt",
                    "refused",
                    "{\"url\": \"mqtt://127.0.0.1:1\"}",
                    Fate.WAITS,
                    "connection refused by 127.0.0.1:1");
            table.fault(
                    "mqtt",
                    "no TLS there",
                    "{\"url\": \"mqtts://127.0.0.1:" + broker.port() + "\"}",
                    Fate.WAITS,
                    "127.0.0.1:" + broker.port());
            table.fault(
                    "mqtt", "too large", "{\"url\": \"" + broker.url() + "\"}", Fate.DEAD, "too large for 127.0.0.1");
            table.check("x".repeat(4_000));
        }
        try (MosquittoBroker closed = MosquittoBroker.start("acl_file /dev/null")) {
            FaultTable table = new FaultTable(hub);
            table.fault(
                    "mqtt",
                    "topic that one may not publish to",
                    "{\"url\": \"" + closed.url() + "\"}",
                    Fate.DEAD,
                    "refused the message: not authorized (0x87)");
            table.check("x");
        }
    }

    @Test
    void slowService_isCalledInParallel_andEachDeviceInOrder() {
        String id = hub.route("slow/#", "rest_config", call(201, 200));
        List<Device> devices = IntStream.range(0, 8)
                .mapToObj(number -> RouteServer.server().fleet().device(hub.hub()))
                .toList();
        RouteServer.server().api().post("routes/" + id + "/pause", "{}").orThrow();
        for (int i = 0; i < devices.size(); i++) {
            try (MqttLine line =
                    MqttLine.mutualTls(RouteServer.server(), devices.get(i)).open(devices.get(i))) {
                for (int round = 0; round < 5; round++) {
                    line.publishAndWait("slow/" + i, Integer.toString(round));
                }
            }
        }
        RouteServer.server().api().post("routes/" + id + "/resume", "{}").orThrow();
        Awaitility.await("all calls")
                .atMost(PATIENCE)
                .until(() -> HEARD.getOrDefault("201", List.of()).size() >= 40);
        for (int i = 0; i < devices.size(); i++) {
            String prefix = "slow/" + i + " ";
            assertThat(HEARD.get("201").stream().filter(call -> call.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, 5)
                            .mapToObj(round -> prefix + round)
                            .toList());
        }
    }

    @Test
    void target_isTriedWithoutAMessage_beforeThereIsARoute_andAfter() {
        assertThat(trial("/test", hub.body("try/#", "rest_config", call(204, 0))))
                .isEqualTo("true OPTIONS: 204");
        assertThat(trial("/test", hub.body("try/#", "rest_config", call(503, 0))))
                .as("whatever it answers, it is there")
                .isEqualTo("true OPTIONS: 503");
        assertThat(trial(
                        "/test",
                        hub.body(
                                "try/#", "kafka_config", "{\"bootstrap_servers\": \"127.0.0.1:1\", \"topic\": \"t\"}")))
                .startsWith("false no answer from Kafka at 127.0.0.1:1");
        assertThat(trial("/test", hub.body("try/#", "mqtt_config", "{\"url\": \"mqtt://127.0.0.1:1\"}")))
                .isEqualTo("false connection refused by 127.0.0.1:1");
        String id = hub.route("try/#", "jms_config", "{\"queue_name\": \"tried\"}");
        assertThat(trial("/" + id + "/test", "{}")).isEqualTo("true ");
    }

    private static String trial(String path, String body) {
        JsonNode answer =
                RouteServer.server().api().post("routes" + path, body).orThrow().json();
        return answer.get("ok").booleanValue() + " " + answer.get("msg").textValue()
                + answer.get("seen").textValue();
    }

    private static int port() {
        return service.getAddress().getPort();
    }

    private static String call(int status, long millis) {
        return "{\"uri\": \"http://127.0.0.1:%d/%d/%d\", \"timeout_seconds\": 2}".formatted(port(), status, millis);
    }

    private static String sql(String host, int port, String query, String more) {
        return "{\"host\": \"%s\", \"port\": %d, \"dbname\": \"postgres\", \"username\": \"axletree\", \"query\": \"%s\"%s}"
                .formatted(host, port, query, more);
    }

    private static String s3(String endpoint, String bucket, String secret) {
        return "{\"bucket_region\": \"fr-par\", \"bucket_name\": \"%s\", \"endpoint\": \"%s\", \"access_key\": \"%s\", \"secret_key\": \"%s\"}"
                .formatted(bucket, endpoint, S3Store.ACCESS_KEY, secret);
    }
}
