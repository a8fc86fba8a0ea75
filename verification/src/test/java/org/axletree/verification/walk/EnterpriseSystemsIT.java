package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
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
    void message_overPostgreSqlAndAnExternalBroker_arrives() {
        try (PostgreSql database = PostgreSql.start();
                OpenMq broker = OpenMq.start()) {
            Axletree axletree = Axletree.fresh()
                    .with("AXLETREE_DB_URL", database.url())
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

    /** While the broker is away nothing is acknowledged; when it is back, everything arrives. */
    private static void assertBrokerMayComeAndGo(AxletreeProcess hub, OpenMq broker, Device device, Route route) {
        try (MqttLine line = MqttLine.mutualTls(hub, device).open(device)) {
            line.publishAndWait("news/1", "before");
            broker.kill9();
            line.publishLater("news/2", "meanwhile".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(line.read(Duration.ofSeconds(3)))
                    .as("an acknowledgement without a broker")
                    .isEmpty();
            assertThat(hub.isAlive()).isTrue();
            awaitReadiness(hub, 503);

            broker.launch();
            assertThat(line.read(PATIENCE)).as("the acknowledgement").isPresent();
            try (RouteConsumer consumer = consumer(broker, route)) {
                assertThat(consumer.take(2, PATIENCE))
                        .extracting(RouteConsumer.Received::text)
                        .containsExactly("before", "meanwhile");
                IntStream.range(0, 20).forEach(i -> line.publishAndWait("news/" + i, "again " + i));
                assertThat(consumer.take(20, PATIENCE)).hasSize(20);
            }
        }
    }

    private static void awaitReadiness(AxletreeProcess hub, int status) {
        Awaitility.await("readiness " + status)
                .atMost(PATIENCE)
                .until(() -> hub.api().get("/health/ready").status() == status);
    }

    private static RouteConsumer consumer(OpenMq broker, Route route) {
        return RouteConsumer.at(broker.address(), OpenMq.USER, OpenMq.PASSWORD, route.queue());
    }
}
