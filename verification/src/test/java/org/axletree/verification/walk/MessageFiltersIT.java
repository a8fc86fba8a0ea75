package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** scaleway.md E1 to E6: what a device may say and hear. */
@ExtendWith(SharedAxletree.class)
class MessageFiltersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final AxletreeProcess hub;
    private final Fleet fleet;
    private final Hub home;

    MessageFiltersIT(AxletreeProcess hub) {
        this.hub = hub;
        this.fleet = hub.fleet();
        this.home = fleet.hub();
    }

    @Test
    void forbiddenPublish_isDroppedAndTheConnectionLives() {
        Device device = device(filters("accept", "\"allowed/#\"", "reject", ""));
        Device listener = fleet.insecureDevice(home);
        Route route = fleet.route(home, "#");
        try (MqttLine line = MqttLine.plain(hub).open(device);
                MqttLine ears = MqttLine.plain(hub).open(listener);
                RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            ears.subscribe("#");

            line.publish("forbidden/x", "no");
            line.publishAndWait("forbidden/y", "no");
            line.publishAndWait("allowed/x", "yes");

            assertThat(line.isAlive()).isTrue();
            assertThat(consumer.next(PATIENCE).orElseThrow().text()).isEqualTo("yes");
            assertThat(consumer.next(SILENCE)).isEmpty();
            assertThat(ears.message(PATIENCE).orElseThrow().topic()).isEqualTo("allowed/x");
            assertThat(ears.message(SILENCE)).isEmpty();
        }
    }

    @Test
    void forbiddenSubscription_failsTheWholePacket() {
        Device device = device(filters("reject", "", "reject", "\"secret/#\""));
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            assertThat(line.subscribe("fine", "secret/x")).containsExactly(0x80, 0x80);
            assertThat(line.subscribe("+/x", "fine"))
                    .as("a wildcard that meets the forbidden")
                    .containsExactly(0x80, 0x80);
            assertThat(line.subscribe("fine", "other/#")).containsExactly(1, 1);
            assertThat(line.isAlive()).isTrue();

            line.unsubscribe("other/#");
            line.publishAndWait("secret/x", "not heard");
            assertThat(line.message(SILENCE)).isEmpty();
            line.publishAndWait("fine", "heard");
            assertThat(line.message(PATIENCE).orElseThrow().text()).isEqualTo("heard");
        }
    }

    @Test
    void acceptAll_doesNotGiveTopicsWithADollar() {
        Device device = device(filters("accept", "\"#\"", "accept", "\"#\""));
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            assertThat(line.subscribe("$SCW/#")).containsExactly(0x80);
            assertThat(line.subscribe("#")).containsExactly(1);
        }
    }

    @Test
    void byDefault_everythingIsAllowed() {
        Device device = fleet.insecureDevice(home);
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            assertThat(line.subscribe("#", "$SCW/events/#")).containsExactly(1, 1);
        }
    }

    @Test
    void filters_changed_holdForTheLiveSession() {
        Device device = fleet.insecureDevice(home);
        Device speaker = fleet.insecureDevice(home);
        try (MqttLine line = MqttLine.plain(hub).open(device);
                MqttLine other = MqttLine.plain(hub).open(speaker)) {
            assertThat(line.subscribe("news", "weather")).containsExactly(1, 1);

            hub.api()
                    .patch(
                            "devices/" + device.id(),
                            "{" + filters("reject", "", "reject", "\"news\"").substring(1) + "}")
                    .orThrow();

            // Messages of one device keep their order: what does not come before the weather does not come.
            Awaitility.await().atMost(PATIENCE).until(() -> {
                other.publishAndWait("news", "no more");
                other.publishAndWait("weather", "still");
                Packet next = line.message(PATIENCE).orElseThrow();
                if (next.topic().equals("news")) {
                    next = line.message(PATIENCE).orElseThrow();
                    assertThat(next.text()).isEqualTo("still");
                    return false;
                }
                return next.text().equals("still");
            });
            assertThat(line.subscribe("news")).containsExactly(0x80);
        }
    }

    private Device device(String filters) {
        return fleet.device(home, ",\"allow_insecure\":true" + filters);
    }

    private static String filters(String publishPolicy, String publish, String subscribePolicy, String subscribe) {
        return ",\"message_filters\":{\"publish\":{\"policy\":\"" + publishPolicy + "\",\"topics\":[" + publish
                + "]},\"subscribe\":{\"policy\":\"" + subscribePolicy + "\",\"topics\":[" + subscribe + "]}}";
    }
}
