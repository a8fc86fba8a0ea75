package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.PayaraServer;
import org.axletree.verification.harness.Ports;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.RunningHub;
import org.junit.jupiter.api.Test;

/** Issue 2: the EAR alone, on an unmodified Payara Server 6, takes a message from device to consumer. */
class PayaraServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path EAR =
            Path.of("../ear/target/axletree.ear").toAbsolutePath().normalize();

    @Test
    void application_deployedWithAsadmin_takesAMessageToTheConsumer() {
        int portBase = Ports.freeRange(100);
        Axletree axletree = Axletree.fresh().with("AXLETREE_HTTP_PORT", Integer.toString(portBase + 80));
        try (PayaraServer server = PayaraServer.start(portBase)) {
            // As docs/guide/payara-server.md has it.
            server.asadmin("create-jvm-options", options(axletree));
            server.restart();
            server.asadmin("deploy", "--name", "axletree", EAR.toString());

            RunningHub hub = axletree.elsewhere();
            Awaitility.await("the doors are open")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> hub.api().withToken("").get("/health/ready").status() == 200);
            Fleet fleet = hub.fleet();
            Hub home = fleet.hub();
            Device device = fleet.device(home);
            Route route = fleet.route(home, "news/#");
            assertThat(Mosquitto.publish(hub, device, "news/today", "from the server", 1)
                            .exitCode())
                    .isZero();
            try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
                RouteConsumer.Received received = consumer.next(PATIENCE).orElseThrow();
                assertThat(received.text()).isEqualTo("from the server");
                assertThat(received.properties()).containsEntry("device_id", device.id());
            }
            server.asadmin("undeploy", "axletree");
            server.asadmin("deploy", "--name", "axletree", EAR.toString());
            Awaitility.await("the doors are open again")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> Mosquitto.publish(hub, device, "news/tomorrow", "and again", 1)
                                    .exitCode()
                            == 0);
        }
    }

    /** The settings as {@code -Dname=value:-Dname=value}. */
    private static String options(Axletree axletree) {
        return axletree.settings().entrySet().stream()
                .map(setting ->
                        "-D" + setting.getKey().toLowerCase(Locale.ROOT).replace('_', '.') + "=" + setting.getValue())
                .collect(Collectors.joining(":"));
    }
}
