package org.axletree.verification.bench.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;

/** One kind of target after the other, in each round: what the hub drains into it, and what a bare loop does. */
public final class TargetRounds {
    private static final List<Supplier<BenchTarget>> KINDS = List.of(
            DeadEnd::new,
            RestTarget::new,
            DatabaseTarget::postgreSql,
            DatabaseTarget::mariaDb,
            S3Target::new,
            KafkaTarget::new,
            MqttTarget::new);

    private final int messages;
    private final int rounds;
    private final Map<String, List<Double>> drained = new LinkedHashMap<>();
    private final Map<String, List<Double>> bare = new LinkedHashMap<>();

    /** @param messages of each measurement */
    public TargetRounds(int messages, int rounds) {
        this.messages = Drain.whole(messages);
        this.rounds = rounds;
    }

    /** Measures, and prints. */
    public void run(List<String> jvmOptions) throws Exception {
        Axletree axletree = Axletree.fresh().withJvmOptions(jvmOptions).with("AXLETREE_ROUTES_ALLOW", "127.0.0.1");
        try (AxletreeProcess hub = axletree.start()) {
            List<Fleet.Device> devices = Drain.devices(hub);
            for (int round = 0; round <= rounds; round++) { // the first is for the compilers
                for (Supplier<BenchTarget> kind : KINDS) {
                    measure(hub, devices, kind, round);
                }
            }
        }
        drained.forEach((name, rates) -> System.out.println(row(name, rates)));
    }

    private void measure(AxletreeProcess hub, List<Fleet.Device> devices, Supplier<BenchTarget> kind, int round)
            throws Exception {
        try (BenchTarget target = kind.get();
                Drain drain = new Drain(hub, devices, target);
                BareLoop loop = target.bare()) {
            drain.run(Drain.whole(messages / 5));
            loop.run(messages / 5);
            double ofTheHub = messages / drain.run(messages);
            long begun = System.nanoTime();
            loop.run(messages);
            double ofTheLoop = messages / ((System.nanoTime() - begun) / 1e9);
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

    private String row(String name, List<Double> rates) {
        double ours = median(rates);
        return String.format(
                Locale.ROOT,
                "%-10s %,10.0f/s  to a bare loop %5.2f  to a topic without listeners %5.2f",
                name,
                ours,
                ours / median(bare.get(name)),
                ours / median(drained.get("nothing")));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
}
