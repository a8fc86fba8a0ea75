package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.axletree.verification.harness.Alone;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.junit.jupiter.api.Test;

/**
 * Devices make the server keep all that it lets them, each kind of thing in a hub of its own, on a heap of 1 GB. The devices of
 * another hub go on meanwhile and lose nothing, and a restart does not die of what was kept (ADR 42).
 */
@Alone
class GreedyDevicesIT {
    private static final int SESSIONS_OF_A_DEVICE = 4_000;
    private static final Axletree INSTALLATION = Axletree.fresh()
            .compiledWell()
            .withJvmOption("-Xmx1g")
            .withLimit("SESSIONS_PER_DEVICE", SESSIONS_OF_A_DEVICE)
            .withLimit("CONNECTIONS_PER_HUB", GreedyTraffic.CONNECTIONS_OF_A_HUB)
            .with("AXLETREE_ROUTES_ALLOW", "127.0.0.1");
    private static final int MOST_CONNECTIONS = 400;
    private static final int RETAINED = 300;
    private static final String MANY_OF_THEM = ",\"allow_insecure\":true,\"allow_multiple_connections\":true";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<String> table = new ArrayList<>();
    private final List<GreedyClient> open = new ArrayList<>();
    private AxletreeProcess process;

    /** A device, and what it was refused. */
    private interface Greed {
        /** Answers what came of it, for the table. */
        String greed(String device);
    }

    @Test
    void devices_makeTheServerKeepAllTheyCan_othersGoOnAndARestartFindsItsWay() throws Exception {
        process = INSTALLATION.start();
        try {
            Fleet fleet = process.fleet();
            Fleet.Hub calm = fleet.hub();
            Fleet.Device one = fleet.insecureDevice(calm);
            Fleet.Device other = fleet.insecureDevice(calm);
            Fleet.Device filters = fleet.device(fleet.hub(), MANY_OF_THEM);
            try (Pair pair = new Pair(one, other)) {
                GreedyTraffic traffic = new GreedyTraffic(process);
                stranger("CONNECTs that never end", this::unendingConnects);
                stranger("exchanges of SCRAM-SHA-256", traffic::exchanges);
                greedy(fleet, "parts of packets", this::partsOfPackets);
                greedy(fleet, "clean sessions", traffic::cleanSessions);
                greedy(fleet, "requests to the hub", traffic::requests);
                greedy(fleet, "what is not read, or in transit", traffic::deafSubscribers);
                greedy(fleet, "messages that wait for routes", traffic::heldForRoutes);
                greedy(fleet, "changes that wait for the disk", traffic::changes);
                greedy(fleet, "topics that were used lately", traffic::usedTopics);
                greedy(fleet, "packet identifiers", this::packetIdentifiers);
                greedy(fleet, "topic aliases", this::topicAliases);
                greedy(fleet, "client identifiers", this::clientIdentifiers);
                greedy(fleet, "wills", this::wills);
                greedy(fleet, "levels of retained topics", this::retainedLevels);
                greedy(fleet, "messages that wait", this::waitingMessages);
                greedy(filters, "topic filters", this::filters);
                open.forEach(GreedyClient::close);
                greedy(
                        fleet,
                        "recipients of a message",
                        device -> traffic.recipients(device) + ", then: " + eventOf(device, "_exceeded"));
                pair.assertWell();
            }
            assertThat(process.err() + process.lastLog()).doesNotContain("OutOfMemoryError");
            process.kill9();
            process = INSTALLATION.start();
            try (Pair pair = new Pair(one, other);
                    GreedyClient again = new GreedyClient(process)) {
                // Its thousand filters are there again.
                assertThat(again.connect(0, "filters0", filters.id())).isZero();
                assertThat(again.subscribe("0/" + "x".repeat(60_000))).isTrue();
                pair.assertWell();
            }
            assertThat(process.err() + process.lastLog()).doesNotContain("OutOfMemoryError");
        } finally {
            open.forEach(GreedyClient::close);
            process.close();
            table.forEach(System.out::println);
        }
    }

    private void greedy(Fleet fleet, String what, Greed greed) {
        greedy(fleet.device(fleet.hub(), MANY_OF_THEM), what, greed);
    }

    private void greedy(Fleet.Device device, String what, Greed greed) {
        stranger(what, () -> greed.greed(device.id()));
    }

    private void stranger(String what, Supplier<String> greed) {
        long begun = System.nanoTime();
        String outcome = greed.get();
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        table.add("%-32s %s (%d s)".formatted(what, outcome, seconds));
        assertThat(process.isAlive()).as(what).isTrue();
        assertThat(process.api().get("/health/live").status()).as(what).isEqualTo(200);
    }

    private GreedyClient client() {
        GreedyClient client = new GreedyClient(process);
        open.add(client);
        return client;
    }

    private String filters(String device) {
        for (int session = 0; session < MOST_CONNECTIONS; session++) {
            GreedyClient client = client();
            if (client.connect(0, "filters" + session, device) != 0) {
                return "session " + session + " was refused";
            }
            for (int i = 0; i < 1_000; i++) {
                if (!client.subscribe(i + "/" + "x".repeat(60_000))) {
                    return "filter " + i + " of session " + session + " was refused";
                }
            }
        }
        throw new AssertionError("nobody was refused");
    }

    private String retainedLevels(String device) {
        GreedyClient client = client();
        client.connect(GreedyClient.CLEAN, "retained", device);
        int sent = 0;
        for (; sent < 8_000; sent++) {
            client.publish(0x33, 1 + sent % 60_000, sent + "/a".repeat(120), new byte[1]);
            client.acknowledged();
        }
        String event = eventOf(device, "_exceeded");
        return sent + " published, then: " + event;
    }

    private String waitingMessages(String device) {
        byte[] payload = new byte[100_000];
        GreedyClient publisher = client();
        publisher.connect(GreedyClient.CLEAN, "publisher", device);
        for (int i = 0; i < RETAINED; i++) {
            publisher.publish(0x33, 1 + i, "fed/" + i, new byte[1]);
            publisher.acknowledged();
        }
        GreedyClient fed = client();
        fed.connect(0, "fed", device);
        assertThat(fed.subscribe("fed/#")).isTrue();
        for (int session = 0; session < 22; session++) {
            try (GreedyClient away = new GreedyClient(process)) {
                if (away.connect(0, "away" + session, device) != 0 || !away.subscribe("for/" + session)) {
                    return "session " + session + " was refused";
                }
            }
            for (int i = 0; i < 80; i++) {
                publisher.publish(0x32, 1 + i, "for/" + session, payload);
                publisher.acknowledged();
            }
        }
        String event = eventOf(device, "_exceeded");
        // Of what is retained it was sent a window, and is sent the rest without a note that it was.
        assertThat(fed.take(RETAINED)).isEqualTo(RETAINED);
        return "then: " + event + "; " + RETAINED + " retained ones came all the same";
    }

    private String clientIdentifiers(String device) {
        String name = "n".repeat(1_000);
        for (int i = 0; i <= SESSIONS_OF_A_DEVICE; i++) {
            try (GreedyClient client = new GreedyClient(process)) {
                if (client.connect(0, name + i, device) != 0) {
                    return "session " + i + " was refused";
                }
            }
        }
        throw new AssertionError("nobody was refused");
    }

    private String wills(String device) {
        byte[] will = new byte[65_000];
        for (int i = 0; i < 3_000; i++) {
            GreedyClient client = client();
            int answer = client.connect(
                    GreedyClient.CLEAN | GreedyClient.WILL,
                    "will" + i,
                    device,
                    "w".getBytes(StandardCharsets.UTF_8),
                    will);
            if (answer != 0) {
                return "will " + i + " was refused";
            }
        }
        throw new AssertionError("nobody was refused");
    }

    private String topicAliases(String device) {
        String topic = "t".repeat(65_000);
        List<GreedyClient> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            GreedyClient client = client();
            clients.add(client);
            boolean alive = client.connectForAliases("aliases" + i, device) == 0;
            for (int alias = 1; alias <= 64 && alive; alias++) {
                alive = client.publishWithAlias(alias, topic);
            }
        }
        String outcome = eventOf(device, "_exceeded");
        clients.forEach(GreedyClient::close); // the room of all hubs is for what comes next
        return "64 each of 40 connections, then: " + outcome;
    }

    private String packetIdentifiers(String device) {
        int cut = 0;
        for (int i = 0; i < 15; i++) {
            GreedyClient client = client();
            client.connect(0, "ids" + i, device);
            boolean alive = true;
            for (int id = 1; id <= 20_000 && alive; id++) {
                alive = client.publish(0x34, id, "t", new byte[0]) && (id % 1_000 != 0 || takes(client, 1_000));
            }
            cut += alive ? 0 : 1;
        }
        return "20,000 each of 15 sessions, " + cut + " cut off";
    }

    private static boolean takes(GreedyClient client, int answers) {
        boolean alive = true;
        for (int i = 0; i < answers && alive; i++) {
            alive = client.acknowledged();
        }
        return alive;
    }

    private String partsOfPackets(String device) {
        byte[] payload = new byte[4_000_000];
        List<GreedyClient> parts = new ArrayList<>();
        int cut = 0;
        for (int i = 0; i < 60; i++) {
            GreedyClient client = client();
            parts.add(client);
            if (client.connect(GreedyClient.CLEAN, "part" + i, device) != 0
                    || !client.publishInPart("t", payload)
                    || !client.raw(new byte[0])) {
                cut++;
            }
        }
        String outcome = eventOf(device, "memory_exceeded");
        parts.forEach(GreedyClient::close);
        return "60 of 4 MB, " + cut + " noticed at once: " + outcome;
    }

    /** Who has not said who it is holds memory, too. */
    private String unendingConnects() {
        List<GreedyClient> strangers = new ArrayList<>();
        byte[] beginning = new byte[100_000];
        byte[] head = {0x10, (byte) 0x80, (byte) 0xf0, 0x07, 0, 4, 'M', 'Q', 'T', 'T', 4};
        System.arraycopy(head, 0, beginning, 0, head.length);
        for (int i = 0; i < 1_000; i++) {
            GreedyClient stranger = new GreedyClient(process);
            strangers.add(stranger);
            stranger.raw(beginning);
        }
        strangers.forEach(GreedyClient::close);
        return "1,000 of 100 KB";
    }

    /** Waits for an event of the device whose reason ends so. */
    private String eventOf(String device, String reason) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String hub =
                process.api().get("devices/" + device).json().path("hub_id").asText();
        while (System.nanoTime() < deadline) {
            String events = process.api().get("hubs/" + hub + "/events").text();
            int at = events.indexOf(reason);
            if (at >= 0) {
                return events.substring(events.lastIndexOf('"', at) + 1, at + reason.length());
            }
            sleep();
        }
        throw new AssertionError("no event of " + device + " with " + reason);
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Two devices of another hub: one says numbers, the other hears every one of them. */
    private final class Pair implements AutoCloseable {
        private final MqttLine speaker;
        private final MqttLine listener;
        private final AtomicInteger heard = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Thread thread = new Thread(this::talk, "pair");
        private volatile boolean over;

        Pair(Fleet.Device one, Fleet.Device other) {
            speaker = MqttLine.plain(process).open(one);
            listener = MqttLine.plain(process).open(other);
            assertThat(listener.subscribe("pulse")).containsExactly(1);
            thread.start();
        }

        private void talk() {
            try {
                while (!over) {
                    String number = Integer.toString(heard.get());
                    speaker.publishAndWait("pulse", number);
                    assertThat(listener.message(PATIENCE).orElseThrow().text()).isEqualTo(number);
                    heard.incrementAndGet();
                    sleep();
                }
            } catch (RuntimeException | AssertionError e) {
                failure.set(e);
            }
        }

        /** Everything was heard so far, and so is what comes now. */
        void assertWell() {
            int before = heard.get();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (heard.get() < before + 3 && failure.get() == null && System.nanoTime() < deadline) {
                sleep();
            }
            assertThat(failure.get()).isNull();
            assertThat(heard.get()).isGreaterThanOrEqualTo(before + 3);
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
            speaker.close();
            listener.close();
        }
    }
}
