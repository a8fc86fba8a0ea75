package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OpenMq;
import org.axletree.verification.harness.RouteConsumer;
import org.junit.jupiter.api.Test;

/**
 * Issue 9: a broker that is away when the hub starts, or does not let it in, costs backlog and nothing else: devices log in, are
 * acknowledged, and everything arrives once and in order when the broker takes it.
 */
class BrokerAwayIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MESSAGES = 20;

    @Test
    void broker_awayAtStart_thenWithAnotherPassword_thenWell_getsEverythingOnce() {
        try (OpenMq broker = OpenMq.prepared("not-the-hubs")) {
            Axletree axletree = Axletree.fresh()
                    .with("AXLETREE_JMS_URL", broker.address())
                    .with("AXLETREE_JMS_USER", OpenMq.USER)
                    .with("AXLETREE_JMS_PASSWORD", OpenMq.PASSWORD);
            try (AxletreeProcess hub = axletree.start()) {
                assertThat(hub.out().lines().filter(line -> line.startsWith("broker does not answer")))
                        .singleElement()
                        .asString()
                        .contains(broker.address())
                        .contains("wait in the route log")
                        .doesNotContain(OpenMq.PASSWORD);
                assertBroker(hub, false);
                Fleet fleet = hub.fleet();
                Hub home = fleet.hub();
                Device device = fleet.device(home);
                Route route = fleet.route(home, "late/#");
                try (MqttLine line = MqttLine.mutualTls(hub, device).open(device)) {
                    publish(line, 0);
                    awaitFailure(hub, route, "[C4003]"); // no connection
                    broker.launch();
                    awaitFailure(hub, route, "[C4060]"); // the login failed
                    assertBroker(hub, false);
                    publish(line, 1);
                    Awaitility.await("the backlog, as it was a moment ago")
                            .atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(routeOf(hub, route)
                                            .at("/backlog/messages")
                                            .intValue())
                                    .isEqualTo(2 * MESSAGES));
                    broker.password(OpenMq.PASSWORD);
                    assertArrived(broker, home, device, route);
                    assertBroker(hub, true);
                }
                assertThat(hub.log()).contains("broker answers again").doesNotContain(OpenMq.PASSWORD);
            }
        }
    }

    private static void publish(MqttLine line, int round) {
        IntStream.range(0, MESSAGES).forEach(i -> line.publishAndWait("late/" + i, "message " + round + "." + i));
    }

    private static void assertArrived(OpenMq broker, Hub home, Device device, Route route) {
        try (RouteConsumer consumer = consumer(broker, route)) {
            List<RouteConsumer.Received> received = consumer.take(2 * MESSAGES, PATIENCE);
            assertThat(received)
                    .extracting(RouteConsumer.Received::text)
                    .isEqualTo(IntStream.range(0, 2 * MESSAGES)
                            .mapToObj(i -> "message " + i / MESSAGES + "." + i % MESSAGES)
                            .toList());
            assertThat(received)
                    .extracting(each -> each.properties().get("message_id"))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).asString().matches("[0-9a-f]{32}"));
            assertThat(received).allSatisfy(each -> {
                assertThat(each.persistent()).isTrue();
                assertThat(each.properties())
                        .containsEntry("hub_id", home.id())
                        .containsEntry("hub_name", home.name())
                        .containsEntry("device_id", device.id())
                        .containsEntry("device_name", device.name())
                        .containsEntry("qos", 1)
                        .containsEntry("retain", false)
                        .doesNotContainKey("repeated");
                assertThat(each.properties().get("received_at")).isInstanceOf(Long.class);
            });
            assertThat(received.get(0).properties()).containsEntry("topic", "late/0");
            assertThat(consumer.take(1, Duration.ofSeconds(1))).isEmpty();
        }
    }

    private static void awaitFailure(AxletreeProcess hub, Route route, String reason) {
        Awaitility.await(reason).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode shown = routeOf(hub, route);
            assertThat(shown.path("status").textValue()).isEqualTo("failing");
            assertThat(shown.at("/last_error/msg").textValue()).contains(reason);
        });
    }

    private static JsonNode routeOf(AxletreeProcess hub, Route route) {
        return hub.api().get("routes/" + route.id()).orThrow().json();
    }

    /** Ready in any case; what is away is named. */
    private static void assertBroker(AxletreeProcess hub, boolean answers) {
        Awaitility.await("the broker in /health/ready").atMost(PATIENCE).untilAsserted(() -> {
            Api.Answer ready = hub.api().withToken("").get("/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.json().at("/checks/0/data/broker").asText()).isEqualTo(Boolean.toString(answers));
        });
    }

    private static RouteConsumer consumer(OpenMq broker, Route route) {
        return RouteConsumer.at(broker.address(), OpenMq.USER, OpenMq.PASSWORD, route.queue());
    }
}
