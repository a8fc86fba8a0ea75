package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.axletree.core.outcome.Reason;
import org.axletree.verification.harness.AxletreeProcess;

/** Requests to the hub itself, of which a session may have so many, and all together so much, before the hub is busy. */
final class GreedyRequests {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int QOS_0 = 0x30;
    private static final int QOS_1 = 0x32;
    /** With one request each nobody has too many, and all together have 31 MB. */
    private static final int SESSIONS = 500;

    private static final byte[] LARGE = document(62_000);
    private static final int DOCUMENTS = 100;

    private final AxletreeProcess process;

    GreedyRequests(AxletreeProcess process) {
        this.process = process;
    }

    private static byte[] document(int size) {
        return ("{\"data\":{\"a\":\"" + "x".repeat(size) + "\"}}").getBytes(StandardCharsets.UTF_8);
    }

    /** @param hub of the device */
    String ofASession(String hub, String device) {
        byte[] small = document(1);
        Flood.until(
                "a session has too many requests",
                () -> refused(hub) > 0,
                List.of(connected("asks", device)),
                (client, i) -> client.publish(QOS_0, 0, topic(0), small));
        return "busy for one that asks much";
    }

    /** @param hub of the device */
    String ofMany(String hub, String device) {
        List<GreedyClient> clients = IntStream.range(0, SESSIONS)
                .mapToObj(i -> connected("one of many " + i, device))
                .toList();
        try {
            long before = refused(hub);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (int round = 1; refused(hub) == before; round++) {
                assertThat(System.nanoTime() - deadline)
                        .as("time in which the hub was not busy")
                        .isNegative();
                for (int i = 0; i < SESSIONS; i++) {
                    assertThat(clients.get(i).publish(QOS_1, round, topic(i % DOCUMENTS), LARGE))
                            .isTrue();
                }
                for (GreedyClient client : clients) {
                    assertThat(client.acknowledged()).isTrue();
                }
            }
            return "busy for %d of %d that ask once".formatted(refused(hub) - before, SESSIONS);
        } finally {
            clients.forEach(GreedyClient::close);
        }
    }

    private long refused(String hub) {
        return Scrape.of(process).refusedRequests(hub, Reason.BUSY);
    }

    private static String topic(int document) {
        return "$SCW/twins/me/document" + document + "/put";
    }

    private GreedyClient connected(String clientId, String device) {
        GreedyClient client = new GreedyClient(process);
        assertThat(client.connect(GreedyClient.CLEAN, clientId, device)).isZero();
        return client;
    }
}
