package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.RouteConsumer.Received;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 2: a message walks from {@code mosquitto_pub} to a JMS program outside the server. */
@ExtendWith(SharedAxletree.class)
class MessageWalkIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final AxletreeProcess hub;
    private final Fleet fleet;
    private final Hub home;

    MessageWalkIT(AxletreeProcess hub) {
        this.hub = hub;
        this.fleet = hub.fleet();
        this.home = fleet.hub();
    }

    @Test
    void publication_qos1OverMutualTls_reachesTheConsumerWithItsProperties() {
        Device device = fleet.device(home);
        Route route = fleet.route(home, "rooms/+/temperature");
        Instant before = Instant.now();

        Ran published = Mosquitto.publish(hub, device, "rooms/kitchen/temperature", "21.5 °C", 1);

        assertThat(published.exitCode()).as(published.err()).isZero();
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            Received received = consumer.next(PATIENCE).orElseThrow();
            assertThat(received.text()).isEqualTo("21.5 °C");
            assertThat(received.persistent()).isTrue();
            assertThat(received.redelivered()).isFalse();
            assertThat(received.properties())
                    .containsAllEntriesOf(Map.of(
                            "hub_id", home.id(),
                            "hub_name", home.name(),
                            "device_id", device.id(),
                            "device_name", device.name(),
                            "topic", "rooms/kitchen/temperature",
                            "qos", 1,
                            "retain", false));
            assertThat(received.properties().get("received_at")).isInstanceOf(Long.class);
            assertThat(Instant.ofEpochMilli((Long) received.properties().get("received_at")))
                    .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
            assertThat(consumer.next(SILENCE)).isEmpty();
        }
    }

    @Test
    void publication_qos0_arrivesNonPersistent() {
        Device device = fleet.device(home);
        Route route = fleet.route(home, "qos0");
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {

            assertThat(Mosquitto.publish(hub, device, "qos0", "hello", 0).exitCode())
                    .isZero();

            Received received = consumer.next(PATIENCE).orElseThrow();
            assertThat(received.persistent()).isFalse();
            assertThat(received.properties()).containsEntry("qos", 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, true",
        "a/+, a/b/c, false",
        "a/#, a, true",
        "#, $hidden/x, false",
        "$hidden/#, $hidden/x, true"
    })
    void route_takesWhatItsTopicMatches(String filter, String topic, boolean taken) {
        Device device = fleet.insecureDevice(home);
        Route route = fleet.route(home, filter);
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue());
                MqttLine line = MqttLine.plain(hub).open(device)) {

            line.publishAndWait(topic, "x");

            Optional<Received> received = consumer.next(taken ? PATIENCE : SILENCE);
            assertThat(received.isPresent()).isEqualTo(taken);
        }
    }

    @Test
    void publication_emptyPayload_arrivesEmpty() {
        Device device = fleet.insecureDevice(home);
        Route route = fleet.route(home, "empty");
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue());
                MqttLine line = MqttLine.plain(hub).open(device)) {
            line.publishAndWait("empty", "");
            assertThat(consumer.next(PATIENCE).orElseThrow().text()).isEmpty();
        }
    }

    @Test
    void publication_4MiB_arrivesWhole() {
        Device device = fleet.insecureDevice(home);
        Route route = fleet.route(home, "large");
        String payload = "0123456789abcdef".repeat(4 * 1024 * 1024 / 16);
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue());
                MqttLine line = MqttLine.plain(hub).open(device)) {
            line.publishAndWait("large", payload);
            assertThat(consumer.next(PATIENCE).orElseThrow().text().equals(payload))
                    .isTrue();
        }
    }

    @Test
    void publication_twoRoutes_reachesBothQueues() {
        Device device = fleet.insecureDevice(home);
        Route one = fleet.route(home, "both/#");
        Route other = fleet.route(home, "both/+");
        try (RouteConsumer first = RouteConsumer.of(hub, one.queue());
                RouteConsumer second = RouteConsumer.of(hub, other.queue());
                MqttLine line = MqttLine.plain(hub).open(device)) {
            line.publishAndWait("both/x", "twice");
            assertThat(first.next(PATIENCE)).isPresent();
            assertThat(second.next(PATIENCE)).isPresent();
        }
    }

    @Test
    void route_deleted_takesNothingMore() {
        Device device = fleet.insecureDevice(home);
        Route route = fleet.route(home, "short-lived");
        hub.api().delete("routes/" + route.id()).orThrow();
        try (MqttLine line = MqttLine.plain(hub).open(device);
                RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            line.publishAndWait("short-lived", "x");
            assertThat(consumer.next(SILENCE)).isEmpty();
        }
    }

    @Test
    void topics_ofOneHub_neverReachAnother() {
        Hub neighbours = fleet.hub();
        Device mine = fleet.insecureDevice(home);
        Device theirs = fleet.insecureDevice(neighbours);
        Route theirRoute = fleet.route(neighbours, "#");
        try (MqttLine publisher = MqttLine.plain(hub).open(mine);
                MqttLine listener = MqttLine.plain(hub).open(theirs);
                RouteConsumer consumer = RouteConsumer.of(hub, theirRoute.queue())) {
            assertThat(listener.subscribe("#")).containsExactly(1);

            publisher.publishAndWait("secret", "x");

            assertThat(listener.message(SILENCE)).isEmpty();
            assertThat(consumer.next(SILENCE)).isEmpty();
        }
    }

    @Test
    void subscribers_ofTheSameHub_hearTheMessage() {
        Device publisher = fleet.device(home);
        Device listener = fleet.device(home);
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, listener, "news/#", "-v")) {
            assertThat(Mosquitto.publish(hub, publisher, "news/today", "it walks", 1)
                            .exitCode())
                    .isZero();
            assertThat(subscriber.awaitLines(1, PATIENCE)).contains("news/today it walks");
        }
    }

    @ParameterizedTest
    @CsvSource({"guest,guest", "admin,admin", "enterprise,enterprise", "enterprise,''"})
    void broker_knownPasswords_areRefused(String user, String password) {
        assertThatThrownBy(() -> RouteConsumer.connect(hub.jmsAddress(), user, password))
                .isInstanceOf(JMSRuntimeException.class);
    }
}
