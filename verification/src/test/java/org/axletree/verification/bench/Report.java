package org.axletree.verification.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.Reading;
import org.axletree.verification.bench.route.RouteBurst;

/** The table for people. Ratios are of Axletree to the other broker, in the same round. */
final class Report {
    private static final String HEAD = "%-12s %-44s %-10s %12s %21s %18s %9s %9s %8s %6s %s%n";
    private static final String OURS = "axletree";

    private final List<Broker> brokers;
    private final List<Run> runs;

    Report(List<Broker> brokers, List<Run> runs) {
        this.brokers = brokers;
        this.runs = runs;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n");
        brokers.forEach(broker -> text.append(broker.name())
                .append(": ")
                .append(broker.description())
                .append('\n'));
        text.append(String.format(
                HEAD,
                "",
                "scenario",
                "broker",
                "median",
                "min - max",
                "ratio (min-max)",
                "CPU",
                "generator",
                "peak MB",
                "other",
                ""));
        for (Scenario scenario : scenarios()) {
            for (Broker broker : brokers) {
                text.append(row(scenario, broker.name()));
            }
        }
        return text.append(Curves.growth(runs))
                .append(
                        """

                        CPU: processor seconds of the broker for a million deliveries, S9, S10 and storm: milliseconds for a connection.
                        ratio: of Axletree's figure to the other's. other: cores that somebody else used; above 0.2 trust the CPU only.
                        """)
                .toString();
    }

    /** One run in one line. */
    static String line(Run run) {
        Scenario.Figure figure = run.scenario().figure();
        return String.format(
                Locale.ROOT,
                "round %d  %-4s %-10s %12s %-14s CPU %7s  %s%s",
                run.round(),
                run.scenario().name(),
                run.broker(),
                number(run.reading().figure(figure.key)),
                figure.unit,
                number(cpu(run.reading())),
                extra(run.reading()),
                String.join("; ", run.reading().problems()));
    }

    /** What there is no column for. */
    private static String extra(Reading reading) {
        OptionalDouble acknowledged = reading.figure(RouteBurst.ACKNOWLEDGED);
        OptionalDouble p99 = reading.figure(Reading.P99_MICROS);
        return (acknowledged.isPresent() ? "acknowledged " + number(acknowledged) + "/s  " : "")
                + (p99.isPresent() ? "p99 " + number(p99) + " µs  " : "");
    }

    private List<Scenario> scenarios() {
        return runs.stream().map(Run::scenario).distinct().toList();
    }

    private Stream<Run> of(Scenario scenario, String broker) {
        return runs.stream()
                .filter(run -> run.scenario().equals(scenario) && run.broker().equals(broker));
    }

    private String row(Scenario scenario, String broker) {
        List<Double> values = values(of(scenario, broker), scenario.figure().key);
        List<Double> ratios = ratios(scenario, broker);
        long sound = of(scenario, broker)
                .filter(run -> run.reading().problems().isEmpty())
                .count();
        long all = of(scenario, broker).count();
        return String.format(
                Locale.ROOT,
                HEAD,
                scenario.name(),
                scenario.title(),
                broker,
                number(median(values)),
                range(values),
                ratios.isEmpty() ? "" : number(median(ratios)) + " (" + range(ratios) + ")",
                number(median(of(scenario, broker)
                        .map(run -> cpu(run.reading()))
                        .flatMap(Report::present)
                        .toList())),
                number(median(of(scenario, broker)
                        .map(run -> generatorCpu(run.reading()))
                        .flatMap(Report::present)
                        .toList())),
                number(median(values(of(scenario, broker), Reading.PEAK_MB))),
                number(median(values(of(scenario, broker), Reading.OTHER_CORES))),
                sound == all ? "" : sound + " of " + all + " runs sound");
    }

    /** Ratios of ours to the other broker's, of rounds in which both were measured. */
    private List<Double> ratios(Scenario scenario, String broker) {
        List<Double> ratios = new ArrayList<>();
        if (broker.equals(OURS)) {
            return ratios;
        }
        String key = scenario.figure().key;
        of(scenario, broker).forEach(other -> of(scenario, OURS)
                .filter(ours -> ours.round() == other.round())
                .forEach(ours -> {
                    OptionalDouble mine = ours.reading().figure(key);
                    OptionalDouble theirs = other.reading().figure(key);
                    if (mine.isPresent() && theirs.isPresent() && theirs.getAsDouble() > 0) {
                        ratios.add(mine.getAsDouble() / theirs.getAsDouble());
                    }
                }));
        return ratios;
    }

    private static List<Double> values(Stream<Run> runs, String key) {
        return runs.map(run -> run.reading().figure(key))
                .flatMap(Report::present)
                .toList();
    }

    private static Stream<Double> present(OptionalDouble value) {
        return value.isPresent() ? Stream.of(value.getAsDouble()) : Stream.empty();
    }

    private static OptionalDouble cpu(Reading reading) {
        OptionalDouble ofMessages = reading.figure(Reading.CPU);
        return ofMessages.isPresent() ? ofMessages : reading.figure(Reading.CPU_PER_CONNECTION);
    }

    private static OptionalDouble generatorCpu(Reading reading) {
        OptionalDouble ofMessages = reading.figure(Reading.GENERATOR_CPU);
        return ofMessages.isPresent() ? ofMessages : reading.figure(Reading.GENERATOR_CPU_PER_CONNECTION);
    }

    static OptionalDouble median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }

    private static String range(List<Double> values) {
        if (values.isEmpty()) {
            return "-";
        }
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return number(OptionalDouble.of(least)) + " - " + number(OptionalDouble.of(most));
    }

    static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        return String.format(Locale.ROOT, value.getAsDouble() >= 100 ? "%,.0f" : "%.2f", value.getAsDouble());
    }
}
