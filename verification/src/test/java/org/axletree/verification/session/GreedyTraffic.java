package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axletree.core.outcome.Reason;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.KernelSockets;

/** What the server holds of a device only until somebody takes it, each to its bound; and what strangers make it hold. */
final class GreedyTraffic {
    /** A limit of {@link GreedyDevicesIT}'s server. */
    static final int CONNECTIONS_OF_A_HUB = 3_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration STANDSTILL = Duration.ofSeconds(2);
    private static final int MEGABYTE = 1_000_000;
    private static final int SENDERS = 20;
    private static final int FEW = 5;
    private static final int BACKLOG = 100;
    /** As many event loops as the server has. */
    private static final int LOOPS = Math.min(16, Runtime.getRuntime().availableProcessors());

    private static final int DEAF_OF_A_LOOP = 25;
    private static final int UNHEARD = 50;
    private static final int EXCHANGES = 2_000;
    private static final int QOS_0 = 0x30;
    private static final int QOS_1 = 0x32;
    private static final int RETAINED = 0x33;

    private final AxletreeProcess process;

    GreedyTraffic(AxletreeProcess process) {
        this.process = process;
    }

    /** Answers which of the clean sessions of a device is the first to be refused, from 1. */
    int firstRefused(String device) {
        List<GreedyClient> clients = new ArrayList<>();
        try {
            while (clients.size() <= CONNECTIONS_OF_A_HUB) {
                GreedyClient client = new GreedyClient(process);
                clients.add(client);
                if (client.connect(GreedyClient.CLEAN, "clean" + clients.size(), device) != 0) {
                    return clients.size();
                }
            }
            throw new AssertionError("nobody was refused");
        } finally {
            clients.forEach(GreedyClient::close);
        }
    }

    /** One message for a thousand sessions that are away, again and again. */
    String recipients(String device) {
        int sessions = 1_000;
        for (int i = 0; i < sessions; i++) {
            try (GreedyClient away = new GreedyClient(process)) {
                assertThat(away.connect(0, "away" + i, device))
                        .as("session %s", i)
                        .isZero();
                assertThat(away.subscribe("all")).isTrue();
            }
        }
        return Flood.of(
                        List.of(connected("speaker", device)),
                        2_000,
                        (client, i) -> client.publish(QOS_1, 1 + i, "all", new byte[1]) && client.acknowledged())
                + ", each for " + sessions + " sessions";
    }

    /**
     * A route that leads nowhere and lets a hundred messages wait: the others wait on their way to it, with them in their sessions
     * whatever their senders say else, and then in the senders.
     *
     * @param hub of the device
     */
    String heldForRoutes(String hub, String device) {
        process.api()
                .post(
                        "routes",
                        """
                        {"name": "%s", "hub_id": "%s", "topic": "held/#", "delivery": {"backlog_messages": %d},
                         "rest_config": {"uri": "http://127.0.0.1:1/"}}"""
                                .formatted(Fleet.unique("route"), hub, BACKLOG))
                .orThrow();
        GreedyClient filler = connected("filler", device);
        for (int i = 1; i <= 2 * BACKLOG; i++) {
            filler.publish(QOS_1, i, "held/1", new byte[1]);
        }
        assertThat(filler.acknowledgements(BACKLOG)).isEqualTo(BACKLOG);
        behindOneThatIsHeld(device);
        long taken = heldOnTheirWay(device);
        filler.close();
        return "%,d MB taken of %d senders, then none; none of %d with one message there and others behind it"
                .formatted(taken / MEGABYTE, SENDERS, FEW);
    }

    /** For these there is no route. */
    private void behindOneThatIsHeld(String device) {
        List<GreedyClient> senders = senders("behind", device, FEW);
        long before = holds("session");
        senders.forEach(sender -> sender.publish(QOS_1, 1, "held/1", new byte[1]));
        byte[] payload = new byte[16_000];
        Flood.cutOffWhen(
                "each has as much outstanding as may be",
                () -> holds("session") >= before + FEW,
                senders,
                (sender, i) -> sender.publish(QOS_1, 2 + i % 60_000, "free/1", payload));
    }

    /** Answers how many bytes were taken. */
    private long heldOnTheirWay(String device) {
        long before = holds("routes");
        byte[] payload = new byte[16_000];
        AtomicLong sent = new AtomicLong();
        AtomicLong seen = new AtomicLong(-1);
        AtomicLong taken = new AtomicLong();
        AtomicLong looked = new AtomicLong(System.nanoTime());
        List<GreedyClient> senders = senders("held", device, SENDERS);
        Flood.cutOffWhen(
                "the senders are not read from",
                () -> {
                    if (System.nanoTime() - looked.get() < STANDSTILL.toNanos()) {
                        return false;
                    }
                    looked.set(System.nanoTime());
                    taken.set(sent.get() - underWay(senders));
                    return seen.getAndSet(sent.get()) == sent.get() && sent.get() > 0;
                },
                senders,
                (sender, i) -> {
                    boolean alive = sender.publish(QOS_1, 1 + i % 60_000, "held/1", payload);
                    if (alive) {
                        sent.addAndGet(payload.length);
                    }
                    return alive;
                });
        assertThat(holds("routes")).as("senders held").isGreaterThan(before);
        assertThat(taken.get()).as("16 MiB each, and what is being read").isBetween(1L, SENDERS * 18L * MEGABYTE);
        return taken.get();
    }

    /** How often senders were made to wait so far. */
    private long holds(String what) {
        return Scrape.of(process).holds(what);
    }

    private long underWay(List<GreedyClient> clients) {
        try {
            return KernelSockets.bytesUnderWay(
                    process.mqttPort(), clients.stream().map(GreedyClient::port).collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Subscribers on every event loop that read nothing, and one who speaks to them all.
     *
     * @param hub of the device
     */
    String deafSubscribers(String hub, String device) {
        int count = DEAF_OF_A_LOOP * LOOPS;
        List<GreedyClient> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                GreedyClient client = new GreedyClient(process, 4_096);
                deaf.add(client);
                assertThat(client.connect(GreedyClient.CLEAN, "deaf" + i, device))
                        .isZero();
                assertThat(client.subscribe("loud", 0)).isTrue();
            }
            crowd(device);
            long before = tooSlow(hub);
            byte[] payload = new byte[MEGABYTE];
            Flood.until(
                    "what they do not read is not kept",
                    () -> tooSlow(hub) - before >= (long) UNHEARD * count,
                    List.of(connected("speaker", device)),
                    (client, i) -> client.publish(QOS_0, 0, "loud", payload));
            return "%d and more of 1 MB dropped for each of %d who read nothing".formatted(UNHEARD, count);
        } finally {
            deaf.forEach(GreedyClient::close);
        }
    }

    private long tooSlow(String hub) {
        return Scrape.of(process).dropped(hub, Reason.SUBSCRIBER_TOO_SLOW);
    }

    /** Larger and larger messages, until one alone is for those of another event loop more than may be on the way there. */
    private void crowd(String device) {
        if (LOOPS == 1) {
            return; // nothing goes from one to another
        }
        long before = holds("devices");
        try (GreedyClient speaker = connected("crowds", device)) {
            for (int size = MEGABYTE; holds("devices") == before; size += size / 20) {
                assertThat(size).as("bytes for which nobody was held").isLessThan(4 * MEGABYTE);
                assertThat(speaker.publish(QOS_1, 1, "loud", new byte[size])).isTrue();
                assertThat(speaker.acknowledged()).isTrue();
            }
        }
    }

    /** What is retained is replaced more quickly than a disk takes it. */
    String changes(String device) {
        byte[] payload = new byte[MEGABYTE];
        long before = holds("storage");
        Flood.until(
                "senders wait for the disk",
                () -> holds("storage") > before,
                senders("writes", device, SENDERS),
                (client, i) -> client.publish(RETAINED, 1 + i % 60_000, "kept/" + i % 10, payload));
        return "held %d times".formatted(holds("storage") - before);
    }

    String usedTopics(String device) {
        return Flood.of(
                senders("wanders", device, SENDERS),
                4_000,
                (client, i) -> client.publish(QOS_0, 0, client.hashCode() + "/" + i / 2, new byte[1]));
    }

    /** Strangers who begin to prove a password, and never do. */
    List<GreedyClient> exchanges() {
        byte[] first = ("n,,n=" + "x".repeat(1_900) + ",r=nonce").getBytes(StandardCharsets.UTF_8);
        List<GreedyClient> strangers = new ArrayList<>();
        for (int i = 0; i < EXCHANGES; i++) {
            GreedyClient stranger = new GreedyClient(process);
            strangers.add(stranger);
            assertThat(stranger.beginExchange("stranger" + i, first)).isTrue();
        }
        return strangers;
    }

    private List<GreedyClient> senders(String name, String device, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> connected(name + i, device))
                .toList();
    }

    private GreedyClient connected(String clientId, String device) {
        GreedyClient client = new GreedyClient(process);
        assertThat(client.connect(GreedyClient.CLEAN, clientId, device)).isZero();
        return client;
    }
}
