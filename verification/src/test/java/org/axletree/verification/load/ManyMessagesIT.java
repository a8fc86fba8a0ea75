package org.axletree.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Alone;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Collector;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.Load;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.Sender;
import org.junit.jupiter.api.Test;

/** Issue 2: 20,000 messages of 50 devices over mutual TLS, with and without a crash in the middle. */
@Alone
class ManyMessagesIT {
    private static final int DEVICES = 50;
    private static final int MESSAGES = 400;
    private static final int WINDOW = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Test
    void messages_whileTheConsumerReads_areAllThereAndNoneTwice() {
        Axletree axletree = Axletree.fresh().compiledWell();
        try (AxletreeProcess hub = axletree.start()) {
            Fleet fleet = hub.fleet();
            Hub home = fleet.hub();
            Route route = fleet.route(home, "load/#");
            try (Collector collector = Collector.start(() -> careful(hub, hub.jmsPassword(), route));
                    Load load = Load.start(senders(hub, fleet, home))) {
                load.await(PATIENCE);

                assertThat(load.resent()).as("nothing broke").isEmpty();
                Awaitility.await().atMost(PATIENCE).until(() -> collector.count() >= DEVICES * MESSAGES);
                assertThat(collector.texts()).hasSize(DEVICES * MESSAGES).containsAll(load.acknowledged());
                assertThat(collector.received()).hasSize(DEVICES * MESSAGES);
                assertInOrder(collector.received());
            }
        }
    }

    @Test
    void messages_withAKillInTheMiddle_keepWhatWasAcknowledged() {
        Axletree axletree = Axletree.fresh().compiledWell();
        AxletreeProcess hub = axletree.start();
        Fleet fleet = hub.fleet();
        Hub home = fleet.hub();
        Route route = fleet.route(home, "load/#");
        String password = hub.jmsPassword();
        try (Collector collector = Collector.start(() -> careful(hub, password, route));
                Load load = Load.start(senders(hub, fleet, home))) {
            // However late this thread sees that it is a third, it is not the end.
            load.atMost(MESSAGES * 3 / 4);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> load.acknowledgedCount() > DEVICES * MESSAGES / 3);
            hub.kill9();
            load.atMost(MESSAGES);

            try (AxletreeProcess again = axletree.start()) {
                load.await(PATIENCE);
                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing(load, collector))
                        .isEmpty());
                assertThat(load.acknowledged()).hasSize(DEVICES * MESSAGES);
                assertThat(load.resent())
                        .as("what a device resent may come twice, and else only what is marked as repeated")
                        .containsAll(collector.twiceUnmarked());
                assertThat(again.isAlive()).isTrue();
            }
        } finally {
            hub.close();
        }
    }

    private static RouteConsumer careful(AxletreeProcess hub, String password, Route route) {
        return RouteConsumer.careful(hub.jmsAddress(), "enterprise", password, route.queue());
    }

    private static Set<String> missing(Load load, Collector collector) {
        Set<String> missing = load.acknowledged();
        missing.removeAll(collector.texts());
        return missing;
    }

    /** Each device's messages keep their order (MQTT 3.1.1 section 4.6). */
    private static void assertInOrder(List<RouteConsumer.Received> received) {
        Map<String, Integer> last = new HashMap<>();
        for (RouteConsumer.Received each : received) {
            String device = each.text().substring(0, each.text().indexOf('/'));
            int number = Integer.parseInt(each.text().substring(device.length() + 1));
            assertThat(number).as(device).isEqualTo(last.getOrDefault(device, -1) + 1);
            last.put(device, number);
        }
    }

    private static List<Sender> senders(AxletreeProcess hub, Fleet fleet, Hub home) {
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            Device device = fleet.device(home);
            String prefix = "device" + i + "/";
            senders.add(new Sender(
                    () -> MqttLine.mutualTls(hub, device).open(device),
                    "load/" + i,
                    prefix,
                    MESSAGES,
                    WINDOW,
                    PATIENCE));
        }
        return senders;
    }
}
