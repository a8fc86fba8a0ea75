package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
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
    private static final int DEAF = 50;
    private static final int QOS_0 = 0x30;
    private static final int QOS_1 = 0x32;
    private static final int RETAINED = 0x33;

    private final AxletreeProcess process;

    GreedyTraffic(AxletreeProcess process) {
        this.process = process;
    }

    String cleanSessions(String device) {
        List<GreedyClient> clients = new ArrayList<>();
        try {
            while (clients.size() <= CONNECTIONS_OF_A_HUB) {
                GreedyClient client = new GreedyClient(process);
                clients.add(client);
                if (client.connect(GreedyClient.CLEAN, "clean" + clients.size(), device) != 0) {
                    return "session " + clients.size() + " was refused";
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
        return flood(List.of(connected("speaker", device)), 2_000, (client, i) -> {
                    client.publish(QOS_1, 1 + i, "all", new byte[1]);
                    client.acknowledged();
                })
                + ", each for " + sessions + " sessions";
    }

    /** A route that leads nowhere and lets a hundred messages wait: the others wait in the sessions, and then in their senders. */
    String heldForRoutes(String device) {
        process.api()
                .post(
                        "routes",
                        """
                        {"name": "%s", "hub_id": "%s", "topic": "held/#", "delivery": {"backlog_messages": 100},
                         "rest_config": {"uri": "http://127.0.0.1:1/"}}"""
                                .formatted(
                                        Fleet.unique("route"),
                                        process.api()
                                                .get("devices/" + device)
                                                .json()
                                                .path("hub_id")
                                                .asText()))
                .orThrow();
        byte[] payload = new byte[16_000];
        List<GreedyClient> senders = senders("held", device, SENDERS);
        AtomicLong sent = new AtomicLong();
        for (GreedyClient sender : senders) {
            new Thread(() -> {
                        for (int i = 0; sender.publish(QOS_1, 1 + i % 60_000, "held/1", payload); i++) {
                            sent.addAndGet(payload.length);
                        }
                    })
                    .start();
        }
        AtomicLong before = new AtomicLong(-1);
        Awaitility.await("the senders are not read from")
                .atMost(PATIENCE)
                .pollInterval(STANDSTILL)
                .until(() -> before.getAndSet(sent.get()) == sent.get() && sent.get() > 0);
        long taken = sent.get();
        senders.forEach(GreedyClient::close);
        assertThat(taken)
                .as("16 MiB each, what is being read, and what the system keeps")
                .isBetween(1L, SENDERS * (18L * MEGABYTE + mostOfTheSystem()));
        return "%,d MB taken of %d senders, then none".formatted(taken / MEGABYTE, SENDERS);
    }

    private static long mostOfTheSystem() {
        try {
            return KernelSockets.mostBytesOfAConnection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String requests(String device) {
        byte[] noJson = new byte[60_000];
        return flood(
                senders("asks", device, SENDERS),
                200,
                (client, i) -> client.publish(QOS_0, 0, "$SCW/twins/me/document/put", noJson));
    }

    /** Subscribers on every event loop that read nothing, and one who speaks to them all. */
    String deafSubscribers(String device) {
        List<GreedyClient> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < DEAF; i++) {
                GreedyClient client = new GreedyClient(process, 4_096);
                deaf.add(client);
                assertThat(client.connect(GreedyClient.CLEAN, "deaf" + i, device))
                        .isZero();
                assertThat(client.subscribe("loud")).isTrue();
            }
            byte[] payload = new byte[MEGABYTE];
            return flood(
                            List.of(connected("speaker", device)),
                            300,
                            (client, i) -> client.publish(QOS_0, 0, "loud", payload))
                    + " of 1 MB to each of " + DEAF + " who read nothing";
        } finally {
            deaf.forEach(GreedyClient::close);
        }
    }

    /** What is retained is replaced more quickly than a disk takes it. */
    String changes(String device) {
        byte[] payload = new byte[60_000];
        return flood(
                senders("writes", device, SENDERS),
                200,
                (client, i) -> client.publish(RETAINED, 1 + i, "kept/" + i % 10, payload));
    }

    String usedTopics(String device) {
        return flood(
                senders("wanders", device, SENDERS),
                4_000,
                (client, i) -> client.publish(QOS_0, 0, client.hashCode() + "/" + i / 2, new byte[1]));
    }

    /** Strangers who begin to prove a password, and never do. */
    String exchanges() {
        byte[] first = ("n,,n=" + "x".repeat(1_900) + ",r=nonce").getBytes(StandardCharsets.UTF_8);
        int begun = 2_000;
        List<GreedyClient> strangers = new ArrayList<>();
        for (int i = 0; i < begun; i++) {
            GreedyClient stranger = new GreedyClient(process);
            strangers.add(stranger);
            assertThat(stranger.beginExchange("stranger" + i, first)).isTrue();
        }
        strangers.forEach(GreedyClient::close);
        return "%,d of 2 KB".formatted(begun);
    }

    private interface Deed {
        void by(GreedyClient client, int number);
    }

    /** All of them at once, as fast as they are read from, until everything they said was read. */
    private static String flood(List<GreedyClient> clients, int times, Deed deed) {
        List<Thread> threads = clients.stream()
                .map(client -> new Thread(() -> {
                    for (int i = 0; i < times; i++) {
                        deed.by(client, i);
                    }
                    client.subscribe("end");
                }))
                .toList();
        threads.forEach(Thread::start);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
                assertThat(thread.isAlive()).as("it is still waiting").isFalse();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            clients.forEach(GreedyClient::close);
        }
        return "%,d of %d senders".formatted(times * clients.size(), clients.size());
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
