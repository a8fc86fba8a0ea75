package org.axletree.verification.bench.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;

/** One kind of target after the other, in each round: what the hub drains into it, and what a bare loop does. */
public final class TargetRounds {
    private static final String NOTHING = "nothing";

    private static final Map<String, Supplier<BenchTarget>> KINDS = kinds();

    private static final long FIRST_WARM_NANOS = Duration.ofSeconds(30).toNanos();

    /** So long a measurement takes at least, in seconds: what begins and ends a drain counts little then. */
    private static final int LEAST_SECONDS = 5;

    /** Backlogs hold a million. */
    private static final int MOST_MESSAGES = 500_000;

    private final List<Supplier<BenchTarget>> targets;
    private final int messages;
    private final int rounds;
    private final Map<String, List<Double>> drained = new LinkedHashMap<>();
    private final Map<String, List<Double>> bare = new LinkedHashMap<>();

    /**
     * @param asked names of kinds; all if none is named
     * @param messages of each measurement, at least
     */
    public TargetRounds(List<String> asked, int messages, int rounds) {
        this.targets = asked.isEmpty()
                ? List.copyOf(KINDS.values())
                : asked.stream().map(TargetRounds::kind).toList();
        this.messages = Drain.whole(messages);
        this.rounds = rounds;
    }

    private static Map<String, Supplier<BenchTarget>> kinds() {
        Map<String, Supplier<BenchTarget>> kinds = new LinkedHashMap<>();
        kinds.put(NOTHING, DeadEnd::new);
        kinds.put("rest", RestTarget::new);
        kinds.put("postgresql", DatabaseTarget::postgreSql);
        kinds.put("mariadb", DatabaseTarget::mariaDb);
        kinds.put("s3", S3Target::new);
        kinds.put("kafka", KafkaTarget::new);
        kinds.put("mqtt", MqttTarget::new);
        return kinds;
    }

    private static Supplier<BenchTarget> kind(String name) {
        return Optional.ofNullable(KINDS.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is no kind of target (expected: some of " + KINDS.keySet() + ")"));
    }

    /** One of the targets with what is compared with it; both stay as they are for all rounds, and so what was compiled for them. */
    private record Peer(BenchTarget target, BareLoop loop) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            loop.close();
            target.close();
        }
    }

    /** Measures, and prints. */
    public void run(List<String> jvmOptions) throws Exception {
        Axletree axletree = Axletree.fresh().withJvmOptions(jvmOptions).with("AXLETREE_ROUTES_ALLOW", "127.0.0.1");
        List<Peer> peers = new ArrayList<>();
        try (AxletreeProcess hub = axletree.start()) {
            List<Fleet.Device> devices = Drain.devices(hub);
            for (Supplier<BenchTarget> kind : targets) {
                BenchTarget target = kind.get();
                peers.add(new Peer(target, target.bare()));
            }
            for (int round = 0; round <= rounds; round++) { // the first is for the compilers
                for (Peer peer : peers) {
                    measure(hub, devices, peer, round);
                }
            }
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
        drained.forEach((name, rates) -> System.out.println(row(name, rates)));
    }

    /** Whoever begins in one round is the second in the next. */
    private void measure(AxletreeProcess hub, List<Fleet.Device> devices, Peer peer, int round) throws Exception {
        BenchTarget target = peer.target();
        try (Drain drain = new Drain(hub, devices, target)) {
            double warm = warm(drain, peer.loop(), round == 0 ? FIRST_WARM_NANOS : 0);
            int count = Drain.whole(Math.max(messages, (int) Math.min(MOST_MESSAGES, LEAST_SECONDS * warm)));
            double before = round % 2 == 0 ? 0 : rate(peer.loop(), count);
            double ofTheHub = count / drain.run(count);
            double ofTheLoop = round % 2 == 0 ? rate(peer.loop(), count) : before;
            System.out.printf(
                    Locale.ROOT,
                    "round %d  %-10s drained %,10.0f/s  bare loop %,12.0f/s%n",
                    round,
                    target.name(),
                    ofTheHub,
                    ofTheLoop);
            if (round > 0) {
                drained.computeIfAbsent(target.name(), name -> new ArrayList<>())
                        .add(ofTheHub);
                bare.computeIfAbsent(target.name(), name -> new ArrayList<>()).add(ofTheLoop);
            }
        }
    }

    private static double rate(BareLoop loop, int messages) {
        long begun = System.nanoTime();
        loop.run(messages);
        return messages / ((System.nanoTime() - begun) / 1e9);
    }

    /**
     * The compilers of the hub need longer than those of the loop, whose process does little else.
     *
     * @return what the hub drained at the end, in messages a second
     */
    private double warm(Drain drain, BareLoop loop, long nanos) throws Exception {
        int count = Drain.whole(messages / 5);
        long begun = System.nanoTime();
        double rate;
        do {
            rate = count / drain.run(count);
            loop.run(count);
        } while (System.nanoTime() - begun < nanos);
        return rate;
    }

    private String row(String name, List<Double> rates) {
        double ours = median(rates);
        return String.format(
                Locale.ROOT,
                "%-10s %,10.0f/s  to a bare loop %5.2f  to a topic without listeners %5.2f",
                name,
                ours,
                ours / median(bare.get(name)),
                ours / median(drained.getOrDefault(NOTHING, List.of())));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
}
