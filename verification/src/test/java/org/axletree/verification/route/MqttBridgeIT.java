package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MosquittoBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bridges to a genuine Mosquitto, and circles of hubs. */
class MqttBridgeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static MosquittoBroker broker;
    private static RouteServer hub;

    @BeforeAll
    static void start() {
        broker = MosquittoBroker.start();
        hub = new RouteServer();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void bridgeOut_publishesEachMessageUnderThePrefix_withItsRetainAndWhatItSays() {
        try (Mosquitto.Subscriber there = broker.subscribe("there/#", "%t|%p|%q|%r|%C|%P", "--retain-as-published")) {
            hub.route("out/#", "mqtt_config", config("out", ", \"qos\": 2, \"remote_prefix\": \"there/\""));
            Mosquitto.publish(
                            RouteServer.server(),
                            hub.device(),
                            "out/ü",
                            "one",
                            1,
                            "-V",
                            "5",
                            "-r",
                            "-D",
                            "publish",
                            "content-type",
                            "text/plain",
                            "-D",
                            "publish",
                            "user-property",
                            "a",
                            "b")
                    .orThrow();

            String line = there.awaitLines(1, PATIENCE).get(0);
            assertThat(line)
                    .startsWith("there/out/ü|one|2|1|text/plain|")
                    .contains("a:b", "axletree-via:" + hub.hub().id())
                    .containsPattern("axletree-message-id:[0-9a-f]{32}");
        }
    }

    @Test
    void bridgeIn_publishesHereWhatComesThere_andWhatWaitedThereWhileTheRouteWasPaused() {
        String id = hub.route("far/#", "mqtt_config", config("in", ", \"qos\": 2, \"local_prefix\": \"here/\""));
        try (Mosquitto.Subscriber here = Mosquitto.subscribe(
                RouteServer.server(), hub.listener(), "here/#", 2, "-V", "5", "-F", "%t|%p|%q|%P")) {
            awaitConnected("axletree-" + id);
            broker.publish("far/1", "one", "-D", "publish", "user-property", "a", "b");
            assertThat(here.awaitLines(1, PATIENCE)).containsExactly("here/far/1|one|2|a:b");

            RouteServer.server().api().post("routes/" + id + "/pause", "{}").orThrow();
            broker.publish("far/2", "two");
            RouteServer.server().api().post("routes/" + id + "/resume", "{}").orThrow();
            assertThat(here.awaitLines(2, PATIENCE).get(1)).startsWith("here/far/2|two|2");
        }
    }

    @Test
    void bridgeBothWays_sendsNothingBackToWhereItCameFrom() {
        String id = hub.route("both/#", "mqtt_config", config("both", ", \"qos\": 1"));
        awaitConnected("axletree-" + id + "-in");
        try (Mosquitto.Subscriber here =
                        Mosquitto.subscribe(RouteServer.server(), hub.listener(), "both/#", 1, "-F", "%t %p");
                Mosquitto.Subscriber there = broker.subscribe("both/#", "%t %p")) {
            hub.publish("both/1", "from here");
            broker.publish("both/2", "from there");
            here.awaitLines(2, PATIENCE);
            there.awaitLines(2, PATIENCE);
            hub.publish("both/3", "last from here");
            broker.publish("both/4", "last from there");

            assertThat(here.awaitLines(4, PATIENCE))
                    .containsExactlyInAnyOrder(
                            "both/1 from here", "both/2 from there", "both/3 last from here", "both/4 last from there");
            assertThat(there.awaitLines(4, PATIENCE))
                    .containsExactlyInAnyOrder(
                            "both/1 from here", "both/2 from there", "both/3 last from here", "both/4 last from there");
        }
    }

    /** A hub is another's broker; what comes back by a bridge is not sent again. */
    @Test
    void hubsInACircle_passAMessageOnOnce() {
        List<RouteServer> circle = List.of(hub, new RouteServer(), new RouteServer());
        List<Mosquitto.Subscriber> heard = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) {
            RouteServer next = circle.get((i + 1) % circle.size());
            circle.get(i)
                    .route(
                            "ring/#",
                            "mqtt_config",
                            "{\"url\": \"mqtt://127.0.0.1:%d\", \"username\": \"%s\"}"
                                    .formatted(
                                            RouteServer.server().mqttPort(),
                                            RouteServer.server()
                                                    .fleet()
                                                    .insecureDevice(next.hub())
                                                    .id()));
            heard.add(Mosquitto.subscribe(
                    RouteServer.server(), circle.get(i).listener(), "ring/#", "-V", "5", "-F", "%p"));
        }
        hub.publish("ring/1", "once");
        heard.get(0).awaitLines(2, PATIENCE); // its own, and what came round
        hub.publish("ring/1", "last");
        heard.get(0).awaitLines(4, PATIENCE);

        assertThat(heard.get(0).lines()).containsExactlyInAnyOrder("once", "once", "last", "last");
        assertThat(heard.get(1).lines()).containsExactly("once", "last");
        assertThat(heard.get(2).lines()).containsExactly("once", "last");
        heard.forEach(Mosquitto.Subscriber::close);
    }

    @Test
    void brokerThatHangsAndIsStartedAnew_getsEverythingInOrder_andSendsEverythingInOrder() {
        hub.route("steady/#", "mqtt_config", config("out", ", \"qos\": 2"));
        String in = hub.route("back/#", "mqtt_config", config("in", ", \"qos\": 2, \"local_prefix\": \"local/\""));
        awaitConnected("axletree-" + in);
        Mosquitto.Subscriber there = broker.subscribe("steady/#", "%p");
        try (there;
                Mosquitto.Subscriber here =
                        Mosquitto.subscribe(RouteServer.server(), hub.listener(), "local/#", 2, "-F", "%p")) {
            hub.publish(said(0, 50));
            there.awaitLines(50, PATIENCE);
            broker.hang(true);
            hub.publish(said(50, 100));
            broker.hang(false);
            hub.publish(said(100, 150));
            there.awaitLines(150, PATIENCE);
            IntStream.range(0, 5).forEach(number -> broker.publish("back/x", Integer.toString(number)));
            broker.stop();
            hub.publish(said(150, 200));
            broker.restart();
            IntStream.range(5, 10).forEach(number -> broker.publish("back/x", Integer.toString(number)));

            assertThat(there.awaitLines(200, PATIENCE).stream().distinct()).containsExactlyElementsOf(numbers(200));
            assertThat(here.awaitLines(10, PATIENCE)).containsExactlyElementsOf(numbers(10));
        }
    }

    @Test
    void brokerThatIsAway_isTheRoutesFault_bothWays() {
        String out = hub.route("away/#", "mqtt_config", "{\"url\": \"mqtt://127.0.0.1:1\"}");
        String in = hub.route("away/#", "mqtt_config", "{\"url\": \"mqtt://127.0.0.1:1\", \"direction\": \"in\"}");
        hub.publish("away/1", "one");

        for (String id : List.of(out, in)) {
            Awaitility.await(id).atMost(PATIENCE).untilAsserted(() -> {
                JsonNode route = RouteServer.routeJson(id);
                assertThat(route.at("/last_error/msg").textValue()).isEqualTo("connection refused by 127.0.0.1:1");
                assertThat(route.get("status").textValue()).isEqualTo("failing");
            });
        }
    }

    @Test
    void wrongConfiguration_isRefused_fieldByField() {
        Api.Answer answer = hub.create(
                "x",
                "mqtt_config",
                """
                {"url": "mqtt://[::1]:1883", "qos": 3, "direction": "up", "remote_prefix": "a/#", "local_prefix": "$SYS/"}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("details").findValuesAsText("argument_name"))
                .containsExactly(
                        "mqtt_config.url",
                        "mqtt_config.qos",
                        "mqtt_config.direction",
                        "mqtt_config.remote_prefix",
                        "mqtt_config.local_prefix");
    }

    private static String config(String direction, String more) {
        return "{\"url\": \"%s\", \"direction\": \"%s\"%s}".formatted(broker.url(), direction, more);
    }

    /** Until Mosquitto has the session of an inlet: a message before that is nobody's. */
    private static void awaitConnected(String clientId) {
        Awaitility.await(clientId).atMost(PATIENCE).until(() -> broker.said("Sending SUBACK to " + clientId + "\n"));
    }

    private static String[] said(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(number -> Stream.of("steady/x", number.toString()))
                .toArray(String[]::new);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
