package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.MariaDb;
import org.axletree.verification.harness.PostgreSql;
import org.axletree.verification.harness.S3Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows H1, H2 and H4 of docs/reference/dialects/scaleway.md: every kind of target gets what a device said, field by field. */
class RouteTargetsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A call that a web service got. */
    private record Call(String verb, String topic, String id, String body) {}

    private static RouteServer hub;

    @BeforeAll
    static void start() {
        hub = new RouteServer();
    }

    @Test
    void webService_isCalledOnceForEachMessage_inOrder_andAgainAfterAFault() throws Exception {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        AtomicInteger status = new AtomicInteger(503);
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/", exchange -> {
            int answer = status.get(); // before the test knows of the call, and may want another for the next
            calls.add(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders().getFirst("X-MQTT-Topic"),
                    exchange.getRequestHeaders().getFirst("X-Axletree-Message-Id"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        service.start();
        try {
            String id = hub.route(
                    "rest/#",
                    "rest_config",
                    """
                    {"verb": "put", "uri": "http://127.0.0.1:%d/in", "headers": {"Authorization": "Bearer t0ken"}}"""
                            .formatted(service.getAddress().getPort()));
            hub.publish("rest/1", "one", "rest/2", "two");

            Call first = calls.poll(60, TimeUnit.SECONDS);
            assertThat(first).isEqualTo(new Call("PUT", "rest/1", first.id(), "one"));
            Awaitility.await("the failure").atMost(PATIENCE).untilAsserted(() -> {
                JsonNode route = RouteServer.routeJson(id);
                assertThat(route.get("status").textValue()).isEqualTo("failing");
                assertThat(route.at("/last_error/msg").textValue()).contains("HTTP 503");
                assertThat(route.at("/backlog/messages").longValue()).isEqualTo(2);
                assertThat(route.toString()).doesNotContain("t0ken");
            });
            status.set(200);
            calls.clear();
            Call again = calls.poll(60, TimeUnit.SECONDS);
            assertThat(again).as("the same message, under the same id").isEqualTo(first);
            assertThat(calls.poll(60, TimeUnit.SECONDS).body()).isEqualTo("two");

            status.set(404);
            hub.publish("rest/3", "three");
            Awaitility.await("the dead letter")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(RouteServer.deadLetters(id)).hasSize(1));
            assertThat(RouteServer.deadLetters(id).get(0).get("error").textValue())
                    .isEqualTo("HTTP 404");
            status.set(200);
            RouteServer.server()
                    .api()
                    .post("routes/" + id + "/dead-letters/replay", "{}")
                    .orThrow();
            Awaitility.await("the replay")
                    .atMost(PATIENCE)
                    .until(() -> calls.stream()
                                    .filter(call -> call.body().equals("three"))
                                    .count()
                            == 2);
        } finally {
            service.stop(0);
        }
    }

    @Test
    void postgreSql_getsARowForEachMessage_andOneThatDoesNotFitIsADeadLetter() throws SQLException {
        try (PostgreSql database = PostgreSql.start();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table said (topic text, level text, payload bytea check (length(payload) < 10), device text, at timestamptz)");
            String id = hub.route(
                    "pg/#",
                    "db_config",
                    """
                    {"host": "127.0.0.1", "port": %s, "dbname": "postgres", "username": "%s", "password": "%s",
                     "query": "insert into said values ($TOPIC, split_part($TOPIC, '/', 2), $PAYLOAD, $DEVICE, $TIME)"}"""
                            .formatted(
                                    database.url().replaceAll(".*:([0-9]+)/.*", "$1"),
                                    database.user(),
                                    database.password()));
            hub.publish("pg/a", "1", "pg/b", "this is too long", "pg/c", "3");

            Awaitility.await("the rows").atMost(PATIENCE).untilAsserted(() -> assertThat(rows(
                            statement,
                            "select topic || ' ' || level || ' ' || convert_from(payload, 'UTF8') || ' ' || device"
                                    + " || ' ' || (at > now() - interval '10 minutes') from said order by topic"))
                    .containsExactly(
                            "pg/a a 1 " + hub.device().id() + " true",
                            "pg/c c 3 " + hub.device().id() + " true"));
            Awaitility.await("the dead letter")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(RouteServer.deadLetters(id)).hasSize(1));
            assertThat(RouteServer.deadLetters(id).get(0).get("error").textValue())
                    .startsWith("failed to execute query. Error 23514");
            assertThat(RouteServer.routeJson(id).toString()).doesNotContain(database.password());
        }
    }

    @Test
    void mariaDb_getsARowForEachMessage() {
        try (MariaDb database = MariaDb.start()) {
            database.query("create table said (topic text, payload blob, device text, at datetime(3), x text)");
            hub.route(
                    "my/#",
                    "db_config",
                    """
                    {"engine": "mysql", "host": "127.0.0.1", "port": %d, "dbname": "%s", "username": "%s", "password": "%s",
                     "query": "insert into said values ($TOPIC, $PAYLOAD, $DEVICE, $TIME, JSON_EXTRACT($PAYLOAD, '$.x'))"}"""
                            .formatted(database.port(), MariaDb.DATABASE, MariaDb.USER, MariaDb.PASSWORD));
            hub.publish("my/ü", "{\"x\": 5}");

            Awaitility.await("the row").atMost(PATIENCE).untilAsserted(() -> assertThat(
                            database.query("select topic, payload, device, x from said"))
                    .containsExactly("my/ü\t{\"x\": 5}\t" + hub.device().id() + "\t5"));
            faultsOf(database);
        }
    }

    private static void faultsOf(MariaDb database) {
        database.query("create table once (payload varbinary(20) unique, short varchar(3)) engine=innodb");
        database.query("insert into once (payload) values ('x')");
        FaultTable table = new FaultTable(hub);
        String right = MariaDb.PASSWORD;
        fault(
                table,
                database,
                "wrong login",
                "select 1",
                "wrong",
                FaultTable.Fate.WAITS,
                "failed to connect to database");
        fault(table, database, "wrong SQL", "insert wrong", right, FaultTable.Fate.WAITS, "query. Error");
        fault(
                table,
                database,
                "missing table",
                "insert into missing values ($PAYLOAD)",
                right,
                FaultTable.Fate.WAITS,
                "query. Error");
        fault(
                table,
                database,
                "unique violation",
                "insert into once (payload) values ($PAYLOAD)",
                right,
                FaultTable.Fate.DEAD,
                "failed to execute query. Error");
        fault(
                table,
                database,
                "too long",
                "insert into once (short) values ($TOPIC)",
                right,
                FaultTable.Fate.DEAD,
                "failed to execute query. Error");
        table.check("x");
    }

    private static void fault(
            FaultTable table,
            MariaDb database,
            String fault,
            String query,
            String password,
            FaultTable.Fate fate,
            String sentence) {
        String configuration =
                """
                {"engine": "mysql", "host": "127.0.0.1", "port": %d, "dbname": "%s", "username": "%s", "password": "%s", "query": "%s"}"""
                        .formatted(database.port(), MariaDb.DATABASE, MariaDb.USER, password, query);
        table.fault("database", fault, configuration, fate, sentence);
    }

    @Test
    void payload_isAsTheSchemaSays_andTheMessageTellsOfItsTwin() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            calls.add(exchange.getRequestHeaders().getFirst("X-Axletree-Property-where-it-is") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        service.start();
        try {
            Api api = RouteServer.server().api();
            api.send(
                            "PUT",
                            "twins/" + hub.device().id() + "/documents/place",
                            HttpRequest.BodyPublishers.ofString("{\"data\": {\"room\": {\"name\": \"hall ü\"}}}"))
                    .orThrow();
            String id = hub.route(
                    "shaped/#",
                    "rest_config",
                    "{\"uri\": \"http://127.0.0.1:%d/\"}"
                            .formatted(service.getAddress().getPort()));
            assertThat(api.patch("routes/" + id, "{\"schema\": {\"typ\": \"object\"}}")
                            .status())
                    .isEqualTo(400);
            api.patch(
                            "routes/" + id,
                            """
                            {"schema": {"type": "object", "required": ["t"]},
                             "enrichment": {"where_it_is": "{{ device.name }} in {{ twin.place.room.name }}"}}""")
                    .orThrow();
            hub.publish("shaped/1", "{}", "shaped/2", "{\"t\": 1}");

            assertThat(calls.poll(60, TimeUnit.SECONDS)).isEqualTo(hub.device().name() + " in hall %C3%BC {\"t\": 1}");
            Awaitility.await("the dead letter")
                    .atMost(PATIENCE)
                    .until(() -> RouteServer.deadLetters(id).size() == 1);
            assertThat(RouteServer.deadLetters(id).get(0).get("error").textValue())
                    .isEqualTo("the payload is not as the schema of the route says: expected the property t");
            assertThat(calls).isEmpty();
        } finally {
            service.stop(0);
        }
    }

    @Test
    void objectStore_getsAnObjectForEachTopic_orForEachMessage() {
        try (S3Store store = S3Store.start()) {
            String config =
                    """
                    {"bucket_region": "fr-par", "bucket_name": "%s", "object_prefix": "%s", "strategy": "%s",
                     "endpoint": "%s", "access_key": "%s", "secret_key": "%s"}""";
            hub.route(
                    "s3/#",
                    "s3_config",
                    config.formatted(
                            S3Store.BUCKET,
                            "last",
                            "per_topic",
                            store.endpoint(),
                            S3Store.ACCESS_KEY,
                            S3Store.SECRET_KEY));
            hub.route(
                    "s3/#",
                    "s3_config",
                    config.formatted(
                            S3Store.BUCKET,
                            "all",
                            "per_message",
                            store.endpoint(),
                            S3Store.ACCESS_KEY,
                            S3Store.SECRET_KEY));
            hub.publish("s3/a", "1", "s3/a", "2", "s3/b", "3");

            Awaitility.await("the objects").atMost(PATIENCE).untilAsserted(() -> {
                Map<String, String> objects = store.objects();
                assertThat(objects).containsEntry("last/s3/a", "2").containsEntry("last/s3/b", "3");
                assertThat(objects.keySet().stream()
                                .filter(key ->
                                        key.matches("all/s3/a/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{1,9})?Z"))
                                .map(objects::get))
                        .containsExactlyInAnyOrder("1", "2");
                assertThat(objects).hasSize(5);
            });
        }
    }

    @Test
    void target_behindTheFence_isRefused() {
        Api.Answer answer = hub.create("x/#", "rest_config", "{\"uri\": \"http://169.254.169.254/\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/argument_name").textValue()).isEqualTo("rest_config.uri");
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
