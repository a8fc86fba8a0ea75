package org.axletree.verification.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axletree.verification.harness.Alone;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.ConsoleSession;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.junit.jupiter.api.Test;

/**
 * Issue 8: all {@link Attacks} at once, on loopback and for a bounded time, while a healthy pair of devices in another hub loses
 * nothing and the administrator logs in throughout. {@code -Daxletree.attack.seconds=3600} is the long form. The table at the end
 * says of each line what was tried and what the hub did.
 */
@Alone
class AttackIT {
    private static final int SECONDS = Integer.getInteger("axletree.attack.seconds", 40);

    private final AtomicBoolean over = new AtomicBoolean();
    private final Map<String, Map<String, Integer>> table = new ConcurrentHashMap<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    void attacksAtOnce_disturbNobodyElse() throws Exception {
        try (AxletreeProcess hub = Axletree.fresh()
                .compiledWell()
                .withJvmOption("-Xmx1g")
                .withLimit("HUBS_ON_DEDICATED_PLAN", 10_000)
                .start()) {
            List<Thread> threads = new ArrayList<>();
            Attacks.all()
                    .forEach(attack -> threads.add(running(
                            attack.line() + " " + attack.tried(),
                            () -> count(attack.line() + " | " + attack.tried(), attack.round(hub)))));
            threads.add(running("administrator", () -> {
                assertThat(new ConsoleSession(hub).open("/hubs")).contains("Hubs");
                assertThat(hub.api().get("/health/live").status()).isEqualTo(200);
                count("– | the administrator logs in and asks for health", "both answered");
                Thread.sleep(500);
            }));
            List<Long> latencies = healthyPair(hub);
            for (Thread thread : threads) {
                thread.join(Duration.ofMinutes(2).toMillis());
            }

            print(latencies);
            failures.forEach(failure -> failure.printStackTrace());
            assertThat(failures).isEmpty();
            assertThat(table).hasSize(Attacks.all().size() + 1);
            assertThat(hub.isAlive()).isTrue();
            assertThat(hub.api().get("/health/ready").status()).isEqualTo(200);
        }
    }

    /** One says, the other hears, one message after the other: each arrives once and in order, or the test ends here. */
    private List<Long> healthyPair(AxletreeProcess hub) throws Exception {
        Fleet fleet = hub.fleet();
        Fleet.Hub home = fleet.hub();
        List<Long> latencies = new ArrayList<>();
        // Made first: a connection waits for its CONNECT no longer than ten seconds.
        Fleet.Device speaker = fleet.insecureDevice(home);
        Fleet.Device listener = fleet.insecureDevice(home);
        try (MqttLine says = MqttLine.plain(hub).open(speaker);
                MqttLine hears = MqttLine.plain(hub).open(listener)) {
            hears.subscribeAtQos0("healthy/#");
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                long said = System.nanoTime();
                says.publishAndWait("healthy/" + i, "message " + i);
                assertThat(hears.message(Duration.ofMinutes(1)).map(Packet::text))
                        .as("neither lost, nor again, nor out of order")
                        .contains("message " + i);
                latencies.add((System.nanoTime() - said) / 1_000);
                Thread.sleep(10);
            }
        } finally {
            over.set(true);
        }
        return latencies;
    }

    private Thread running(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        do {
                            step.once();
                        } while (!over.get());
                    } catch (Exception | AssertionError failure) {
                        failures.add(new AssertionError(name, failure));
                    }
                },
                name);
        thread.start();
        return thread;
    }

    private void count(String line, String did) {
        table.computeIfAbsent(line, key -> new ConcurrentHashMap<>()).merge(did, 1, Integer::sum);
    }

    private void print(List<Long> latencies) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.println("line | tried | what the hub did (times)");
        new TreeMap<>(table).forEach((line, did) -> System.out.println(line + " | " + new TreeMap<>(did)));
        new TreeMap<>(Attacks.shownElsewhere()).forEach((line, tests) -> System.out.println(line + " | " + tests));
        System.out.println("– | a healthy pair in another hub | " + sorted.length
                + " messages, each once and in order, p99 "
                + sorted[sorted.length * 99 / 100] / 1_000.0 + " ms, slowest "
                + Arrays.stream(sorted).max().orElse(0) / 1_000.0 + " ms");
    }

    /** What a thread does again and again. */
    private interface Step {
        void once() throws Exception;
    }
}
