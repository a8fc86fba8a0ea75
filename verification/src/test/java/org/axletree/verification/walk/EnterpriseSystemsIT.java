package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OpenMq;
import org.axletree.verification.harness.PostgreSql;
import org.axletree.verification.harness.RouteConsumer;
import org.junit.jupiter.api.Test;

/** Issue 2: with PostgreSQL and an external OpenMQ, by settings alone, the same messages arrive. */
class EnterpriseSystemsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void message_overPostgreSqlAndAnExternalBroker_arrives() throws SQLException {
        try (PostgreSql database = PostgreSql.start();
                OpenMq broker = OpenMq.start()) {
            Axletree axletree = Axletree.fresh()
                    .with("AXLETREE_DB_URL", database.url() + "?options=-c%20lock_timeout=100")
                    .with("AXLETREE_DB_USER", database.user())
                    .with("AXLETREE_DB_PASSWORD", database.password())
                    .with("AXLETREE_JMS_URL", broker.address())
                    .with("AXLETREE_JMS_USER", OpenMq.USER)
                    .with("AXLETREE_JMS_PASSWORD", OpenMq.PASSWORD);
            Hub home;
            Device device;
            Route route;
            try (AxletreeProcess hub = axletree.start()) {
                Fleet fleet = hub.fleet();
                home = fleet.hub();
                device = fleet.device(home);
                route = fleet.route(home, "news/#");
                assertThat(Mosquitto.publish(hub, device, "news/today", "from afar", 1)
                                .exitCode())
                        .isZero();
                try (RouteConsumer consumer = consumer(broker, route)) {
                    RouteConsumer.Received received = consumer.next(PATIENCE).orElseThrow();
                    assertThat(received.text()).isEqualTo("from afar");
                    assertThat(received.properties())
                            .containsEntry("hub_id", home.id())
                            .containsEntry("device_name", device.name())
                            .containsEntry("topic", "news/today")
                            .containsEntry("qos", 1);
                }
                assertThat(axletree.home().resolve("registry.mv.db")).doesNotExist();
                assertBrokerMayComeAndGo(hub, broker, device, route);
                assertQueueIsWatched(hub, broker, device, route);
                assertBackupHoldsTheRegistry(hub, database, route);
                assertErrorsAreSaid(hub, database, home);
                assertConnectionsToTheDatabaseMayBreak(hub, database, device);
                assertEachApiSaysThatTheDatabaseIsAway(hub, database, home, route);
                assertDatabaseMayHang(hub, database, broker, device, route);
            }
            try (AxletreeProcess again = axletree.start();
                    RouteConsumer consumer = consumer(broker, route)) {
                assertThat(again.api().get("devices/" + device.id()).status()).isEqualTo(200);
                assertThat(Mosquitto.publish(again, device, "news/tomorrow", "still there", 1)
                                .exitCode())
                        .isZero();
                assertThat(consumer.next(PATIENCE).orElseThrow().text()).isEqualTo("still there");
            }
        }
    }

    /** While the broker is away messages are acknowledged and wait in the log; when it is back, everything arrives in order. */
    private static void assertBrokerMayComeAndGo(AxletreeProcess hub, OpenMq broker, Device device, Route route) {
        try (MqttLine line = MqttLine.mutualTls(hub, device).open(device)) {
            line.publishAndWait("news/1", "before");
            broker.kill9();
            line.publishAndWait("news/2", "meanwhile");
            awaitStatus(hub, route, "failing");
            assertThat(hub.isAlive()).isTrue();

            broker.launch();
            try (RouteConsumer consumer = consumer(broker, route)) {
                assertThat(onceEach(consumer, 2)).containsExactly("before", "meanwhile");
                awaitStatus(hub, route, "running");
                IntStream.range(0, 20).forEach(i -> line.publishAndWait("news/" + i, "again " + i));
                assertThat(consumer.take(20, PATIENCE)).hasSize(20);
            }
        }
    }

    /** Copied while the hub runs, and counted in another database by a hub that was made of the copy. */
    private static void assertBackupHoldsTheRegistry(AxletreeProcess hub, PostgreSql database, Route route)
            throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("create database drill");
        }
        AxleShell shell = new AxleShell(hub)
                .set("AXLETREE_DB_USER", database.user())
                .set("AXLETREE_DB_PASSWORD", database.password())
                .set("ELSEWHERE", database.url().replaceFirst("postgres$", "drill"));
        assertThat(shell.out("axle backup --to backups -o json | jq -c '[.counts.devices, .counts.routes, .left_out]'"))
                .startsWith("[1,1,[")
                .contains("AXLETREE_JMS_URL");
        assertThat(shell.out("axle drill --from backups --db-url $ELSEWHERE --jar " + Axletree.JAR))
                .contains("ok   it has 1 devices", "ok   it has 1 routes", "logs in with its certificate")
                .doesNotContain("NOT ");
        try (Connection other = DriverManager.getConnection(
                        database.url().replaceFirst("postgres$", "drill"), database.user(), database.password());
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("select id from route")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(route.id());
        }
    }

    /** What the broker had when it was killed may come again, marked, where it had not answered yet. */
    private static List<String> onceEach(RouteConsumer consumer, int count) {
        List<String> texts = new ArrayList<>();
        Set<Object> ids = new HashSet<>();
        while (texts.size() < count) {
            RouteConsumer.Received received = consumer.next(PATIENCE).orElseThrow();
            if (ids.add(received.properties().get("message_id"))) {
                texts.add(received.text());
            } else {
                assertThat(received.properties()).containsEntry("repeated", true);
            }
        }
        return texts;
    }

    private static void awaitStatus(AxletreeProcess hub, Route route, String status) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.api()
                        .get("routes/" + route.id())
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo(status));
    }

    private static void assertQueueIsWatched(AxletreeProcess hub, OpenMq broker, Device device, Route route) {
        try (MqttLine line = MqttLine.mutualTls(hub, device).open(device)) {
            line.publishAndWait("news/1", "one");
            line.publishAndWait("news/2", "two");
        }
        awaitBacklog(hub, route, 2);
        try (RouteConsumer consumer = consumer(broker, route)) {
            assertThat(consumer.take(2, PATIENCE)).hasSize(2);
            awaitBacklog(hub, route, 0);
        }
    }

    private static void awaitBacklog(AxletreeProcess hub, Route route, int messages) {
        Awaitility.await("backlog " + messages)
                .atMost(PATIENCE)
                .until(() -> hub.api()
                                .get("routes/" + route.id())
                                .json()
                                .at("/backlog/messages")
                                .asInt(-1)
                        == messages);
    }

    /** docs/reference/errors.md: what an API answers when others hold what it is to change, and when something fails. */
    private static void assertErrorsAreSaid(AxletreeProcess hub, PostgreSql database, Hub home) throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select id from hub where id = '" + home.id() + "' for update");
            Api.Answer conflict = hub.api().patch("hubs/" + home.id(), "{\"disable_events\":true}");
            assertThat(conflict.status()).as(conflict.text()).isEqualTo(409);
            assertThat(conflict.json().path("type").asText()).isEqualTo("transient_state");
            assertThat(conflict.json().path("resource").asText()).isEqualTo("hub");
            assertThat(conflict.json().path("resource_id").asText()).isEqualTo(home.id());
            other.rollback();
            assertThat(hub.api()
                            .patch("hubs/" + home.id(), "{\"disable_events\":true}")
                            .status())
                    .isEqualTo(200);

            other.setAutoCommit(true);
            statement.execute("alter table route rename to elsewhere");
            Api.Answer failure = hub.api().get("routes");
            assertThat(failure.status()).as(failure.text()).isEqualTo(500);
            assertThat(failure.json().path("type").asText()).isEqualTo("internal_error");
            assertThat(failure.text()).doesNotContain("SQL").doesNotContain("Exception");
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            hub.home().resolve("logs/axletree.log"))
                    .content()
                    .contains(failure.json().path("error_id").asText()));
            statement.execute("alter table elsewhere rename to route");
            assertThat(hub.api().get("routes").status()).isEqualTo(200);
        }
    }

    private static void assertConnectionsToTheDatabaseMayBreak(AxletreeProcess hub, PostgreSql database, Device device)
            throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            assertThat(statement
                            .executeQuery(
                                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'axletree'")
                            .next())
                    .isTrue();
        }
        Awaitility.await("the database").atMost(PATIENCE).until(() -> IntStream.range(0, 30)
                .map(i -> hub.api().get("devices/" + device.id()).status())
                .allMatch(status -> status == 200));
    }

    /** Each in the words of its cloud, as a fault that passes. */
    private static void assertEachApiSaysThatTheDatabaseIsAway(
            AxletreeProcess hub, PostgreSql database, Hub home, Route route) {
        Clouds clouds = new Clouds(hub, home);
        String device = "/devices/" + clouds.azure("pump").name();
        String service = Fleet.unique("dps");
        String enrolment = "/enrollments/" + clouds.enrolled(service, "solo").name();
        String groups = "/subscriptions/s/resourceGroups";
        byte[] nothing = new byte[0];
        assertThat(clouds.ask("GET", device, nothing)).startsWith("HTTP/1.1 200");
        JsonNode network = hub.api()
                .post(
                        "networks",
                        "{\"name\":\"n\",\"type\":\"rest\",\"topic_prefix\":\"n\",\"hub_id\":\"" + home.id() + "\"}")
                .orThrow()
                .json();

        database.crash();
        assertMessageIsAskedToComeAgain(hub, network);
        Api.Answer change = hub.api().patch("hubs/" + home.id(), "{\"disable_events\":true}");
        assertThat(change.status())
                .as("not as if others changed it: " + change.text())
                .isEqualTo(503);
        Api.Answer own = hub.api().get("hubs/" + home.id());
        assertThat(own.status()).as(own.text()).isEqualTo(503);
        assertThat(own.json().path("type").asText()).isEqualTo("unavailable");
        Api.Answer huawei = clouds.huaweiApi().get("/devices");
        assertThat(huawei.status()).as(huawei.text()).isEqualTo(503);
        assertThat(huawei.json().path("error_code").asText()).isEqualTo("IOTDA.000003");
        assertThat(clouds.ask("GET", device, nothing))
                .startsWith("HTTP/1.1 503")
                .contains("\"Message\":\"ErrorCode:ServiceUnavailable;");
        assertThat(clouds.administer("localhost", "GET", groups, nothing))
                .startsWith("HTTP/1.1 503")
                .contains("{\"error\":{\"code\":\"ServiceUnavailable\"");
        assertThat(clouds.administer(service + ".localhost", "GET", enrolment, nothing))
                .startsWith("HTTP/1.1 503")
                .contains("\"errorCode\":503001");
        assertThat(hub.api().get("routes/" + route.id()).status()).isEqualTo(503);
        assertThat(hub.api().text("/metrics"))
                .as("how routes are is told all the same")
                .containsPattern("axletree_route_state\\{[^}]*route=\"" + route.id() + "\",state=\"running\"} 1.0");
        assertThat(hub.isAlive()).isTrue();

        database.launch();
        Awaitility.await("the database").atMost(PATIENCE).until(() -> clouds.ask("GET", device, nothing)
                .startsWith("HTTP/1.1 200"));
    }

    private static void assertMessageIsAskedToComeAgain(AxletreeProcess hub, JsonNode network) {
        HttpRequest request = HttpRequest.newBuilder(
                        hub.http("/networks/" + network.at("/network/id").asText()))
                .header("X-Secret", network.path("secret").asText())
                .header("X-Topic", "t")
                .POST(HttpRequest.BodyPublishers.ofString("hello"))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that swallows what it is asked is one that is away, for everybody but those who need no registry. */
    private static void assertDatabaseMayHang(
            AxletreeProcess hub, PostgreSql database, OpenMq broker, Device device, Route route) {
        try (MqttLine line = MqttLine.mutualTls(hub, device).open(device);
                RouteConsumer consumer = consumer(broker, route)) {
            database.hang(true);
            try {
                line.publishAndWait("news/1", "meanwhile");
                assertThat(hub.api().get("devices/" + device.id()).status()).isEqualTo(503);
                line.publishAndWait("news/2", "still");
                assertThat(onceEach(consumer, 2)).containsExactly("meanwhile", "still");
                try (MqttLine other = MqttLine.plain(hub)) {
                    assertThat(other.connect("other", device.id()))
                            .as("a device that logs in is told that the server is unavailable")
                            .isEqualTo(3);
                }
            } finally {
                database.hang(false);
            }
            Awaitility.await("the database")
                    .atMost(PATIENCE)
                    .until(() -> hub.api().get("devices/" + device.id()).status() == 200);
        }
    }

    private static RouteConsumer consumer(OpenMq broker, Route route) {
        return RouteConsumer.at(broker.address(), OpenMq.USER, OpenMq.PASSWORD, route.queue());
    }
}
