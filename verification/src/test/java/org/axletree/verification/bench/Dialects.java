package org.axletree.verification.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.axletree.verification.bench.Scenario.Figure;
import org.axletree.verification.bench.broker.DialectBroker;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.load.GeneratorLoop;
import org.axletree.verification.bench.load.Logins;
import org.axletree.verification.bench.load.Telemetry;
import org.axletree.verification.bench.measure.Reading;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;

/**
 * {@code ./axletree bench --dialects}: what a report at QoS 1 and a login of devices of each dialect cost the one server that has
 * them all, as ratios to those of a device of the management API, in interleaved rounds.
 */
public final class Dialects {
    private static final int DEVICES = 200;
    private static final Scenario REPORT = new Scenario(
            "report",
            "a report at QoS 1",
            Figure.MESSAGES_PER_SECOND,
            Scenario.AS_THEY_ARE,
            new Telemetry(DEVICES / 2));
    private static final Scenario LOGIN = new Scenario(
            "login",
            "a login without TLS",
            Figure.CONNECTIONS_PER_SECOND,
            Scenario.AS_THEY_ARE,
            new Logins(DEVICES, 40, 10));

    /** What is compared to the device of the management API, by whose way it is done. */
    static final List<Scenario> TABLE = List.of(
            by("azure", REPORT),
            by("azure+bag", REPORT),
            by("huawei", REPORT),
            by("huawei+up", REPORT),
            by("azure", LOGIN),
            by("huawei", LOGIN));

    private Dialects() {}

    public static void main(String[] arguments) throws Exception {
        BenchOptions options = BenchOptions.parse(TABLE, arguments);
        List<Run> runs = new ArrayList<>();
        try (GeneratorLoop loop = new GeneratorLoop();
                AxletreeProcess process =
                        Axletree.fresh().withJvmOptions(Bench.jvmOptions()).start()) {
            System.out.println("Making " + DEVICES + " devices of each dialect");
            List<DialectBroker> dialects = new ArrayList<>(DialectBroker.of(process, DEVICES));
            String base = dialects.get(0).name();
            Course course = new Course(options.warmSeconds(), options.seconds(), options.scale());
            for (int round = 0; round <= options.rounds(); round++) { // the first is for the compilers
                for (Scenario scenario : List.of(REPORT, LOGIN)) {
                    for (DialectBroker dialect : wanted(dialects, scenario, options)) {
                        Run run = new Run(
                                round,
                                scenario,
                                dialect.name(),
                                scenario.measurement().run(loop, dialect, course));
                        System.out.println(Report.line(run));
                        if (round > 0) {
                            runs.add(run);
                        }
                    }
                }
                Collections.reverse(dialects);
            }
            for (Scenario scenario : List.of(REPORT, LOGIN)) {
                wanted(dialects, scenario, options)
                        .forEach(dialect -> System.out.println(summary(runs, scenario, dialect.name(), base)));
            }
        }
        System.exit(runs.stream().allMatch(run -> run.reading().problems().isEmpty()) ? 0 : 1);
    }

    private static Scenario by(String dialect, Scenario scenario) {
        return new Scenario(
                scenario.name() + "/" + dialect,
                scenario.title(),
                scenario.figure(),
                scenario.freshHubs(),
                scenario.measurement());
    }

    /** Those that were asked for, and what they are compared to. */
    private static List<DialectBroker> wanted(List<DialectBroker> dialects, Scenario scenario, BenchOptions options) {
        List<String> asked = options.scenarios().stream()
                .map(Scenario::name)
                .filter(name -> name.startsWith(scenario.name() + "/"))
                .toList();
        return dialects.stream()
                .filter(dialect -> asked.contains(scenario.name() + "/" + dialect.name())
                        || dialect.isOfTheHubsOwn() && !asked.isEmpty())
                .toList();
    }

    private static String summary(List<Run> runs, Scenario scenario, String dialect, String base) {
        List<Double> ratios = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (Run run : runs) {
            if (run.scenario().equals(scenario) && run.broker().equals(dialect)) {
                costs.add(cpu(run.reading()));
                runs.stream()
                        .filter(other -> other.scenario().equals(scenario)
                                && other.broker().equals(base)
                                && other.round() == run.round())
                        .forEach(other -> ratios.add(cpu(run.reading()) / cpu(other.reading())));
            }
        }
        DoubleStream sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted();
        return String.format(
                Locale.ROOT,
                "%-22s %-10s CPU %8s  to %s: %s (%s)",
                scenario.title(),
                dialect,
                Report.number(Report.median(costs)),
                base,
                Report.number(Report.median(ratios)),
                String.join(
                        ", ",
                        sorted.mapToObj(ratio -> Report.number(OptionalDouble.of(ratio)))
                                .toList()));
    }

    private static double cpu(Reading reading) {
        return reading.figure(Reading.CPU)
                .orElseGet(() -> reading.figure(Reading.CPU_PER_CONNECTION).orElse(Double.NaN));
    }
}
