package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 9, "Order" and "A full route starves a healthy one", with its numbers. */
@ExtendWith(SharedAxletree.class)
class RouteOrderIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private AxletreeProcess server;
    private Fleet fleet;
    private Hub hub;
    private Device device;

    @BeforeEach
    void prepare(AxletreeProcess shared) {
        server = shared;
        fleet = server.fleet();
        hub = fleet.hub();
        device = fleet.insecureDevice(hub);
    }

    /** It was 16 inversions in 800. */
    @Test
    void overlappingRoutes_eachGetsADevicesMessagesInOrder() {
        Route some = fleet.route(hub, "a/#");
        Route all = fleet.route(hub, "#");

        publish(800, i -> i % 2 == 0 ? "a/b" : "c");

        assertThat(texts(all, 800)).isEqualTo(numbers(800));
        assertThat(texts(some, 400))
                .isEqualTo(IntStream.range(0, 800)
                        .filter(i -> i % 2 == 0)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    /** It was 356 inversions in 900. */
    @Test
    void twentyRoutesIntoOneQueue_keepTheOrder_andBringEachMessageOnce() {
        String queue = Fleet.unique("queue").replace('-', '_');
        List<Route> routes = IntStream.range(0, 20)
                .mapToObj(i -> fleet.route(hub, "a/" + (i < 19 ? Integer.toString(i) : "#"), queue))
                .toList();

        publish(900, i -> "a/" + i % 23);

        assertThat(texts(routes.get(0), 900)).isEqualTo(numbers(900));
    }

    @Test
    void fullNeighbour_holdsItsSenders_andNeitherOtherRoutesNorOtherSenders() {
        Route healthy = fleet.route(hub, "a/#");
        Route full = fleet.route(hub, "a/full");
        server.api()
                .patch("routes/" + full.id(), "{\"delivery\": {\"backlog_messages\": 10, \"when_full\": \"hold\"}}")
                .orThrow();
        server.api().post("routes/" + full.id() + "/pause", "{}").orThrow();
        Device other = fleet.insecureDevice(hub);
        try (MqttLine held = MqttLine.plain(server).open(device);
                MqttLine free = MqttLine.plain(server).open(other);
                RouteConsumer consumer = RouteConsumer.of(server, healthy.queue())) {
            IntStream.range(0, 50).forEach(i -> held.publishLater("a/full", bytes(i)));

            assertThat(consumer.take(50, PATIENCE))
                    .as("the healthy route gets what both match")
                    .extracting(RouteConsumer.Received::text)
                    .isEqualTo(numbers(50));
            IntStream.range(0, 50).forEach(i -> free.publishAndWait("a/b", Integer.toString(i)));
            assertThat(consumer.take(50, PATIENCE))
                    .extracting(RouteConsumer.Received::text)
                    .isEqualTo(numbers(50));
            assertThat(acknowledgements(held, 10)).as("as many as may wait").isEqualTo(10);
            assertThat(held.read(Duration.ofMillis(300))).as("and no more").isEmpty();

            server.api().post("routes/" + full.id() + "/resume", "{}").orThrow();
            assertThat(acknowledgements(held, 40)).isEqualTo(40);
            assertThat(texts(full, 50)).isEqualTo(numbers(50));
            assertThat(consumer.take(1, Duration.ofMillis(100))).isEmpty();
        }
    }

    /** Whoever was held by a route is free when the route is gone. */
    @Test
    void fullRouteThatIsDeleted_letsItsSendersGo() {
        Route full = fleet.route(hub, "a/full");
        server.api()
                .patch("routes/" + full.id(), "{\"delivery\": {\"backlog_messages\": 1}}")
                .orThrow();
        server.api().post("routes/" + full.id() + "/pause", "{}").orThrow();
        try (MqttLine held = MqttLine.plain(server).open(device)) {
            IntStream.range(0, 3).forEach(i -> held.publishLater("a/full", bytes(i)));
            assertThat(acknowledgements(held, 1)).isEqualTo(1);
            server.api().delete("routes/" + full.id());
            assertThat(acknowledgements(held, 2)).isEqualTo(2);
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        server.api().get("/health/ready").status())
                .isEqualTo(200));
    }

    private static int acknowledgements(MqttLine line, int count) {
        return (int) IntStream.range(0, count)
                .filter(i -> line.read(PATIENCE)
                        .filter(packet -> packet.type() == Packet.PUBACK)
                        .isPresent())
                .count();
    }

    /** As fast as the connection takes it. */
    private void publish(int count, IntFunction<String> topic) {
        try (MqttLine line = MqttLine.plain(server).open(device)) {
            IntStream.range(0, count).forEach(i -> line.publishLater(topic.apply(i), bytes(i)));
            assertThat(acknowledgements(line, count)).isEqualTo(count);
        }
    }

    private List<String> texts(Route route, int count) {
        try (RouteConsumer consumer = RouteConsumer.of(server, route.queue())) {
            List<String> texts = consumer.take(count, PATIENCE).stream()
                    .map(RouteConsumer.Received::text)
                    .toList();
            assertThat(consumer.take(1, Duration.ofMillis(200))).isEmpty();
            return texts;
        }
    }

    private static byte[] bytes(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> numbers(int upTo) {
        return IntStream.range(0, upTo).mapToObj(Integer::toString).toList();
    }
}
