package org.axletree.verification.bench;

import static org.axletree.verification.bench.load.FlowPlan.Shape.PAIRED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.axletree.verification.bench.Scenario.Figure;
import org.axletree.verification.bench.load.Bystanders;
import org.axletree.verification.bench.load.Flow;
import org.axletree.verification.bench.load.FlowPlan;
import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.load.OtherSubscriptions;
import org.axletree.verification.bench.load.Subscriptions;
import org.axletree.verification.bench.measure.Reading;

/** How the cost of a message grows with what else there is: each point is a scenario of its own. */
final class Curves {
    private static final String OTHERS = "others";
    private static final int FEWEST_OTHERS = 10;
    private static final int MOST_OTHERS = 10_000;
    /** Issue 3: how much slower a message may become from the fewest subscriptions to the most. */
    private static final double MOST_GROWTH = 1.3;

    private static final int PAIRS = 10;
    private static final int PAIRS_OF_HUBS = 50;
    private static final int MOST_BATCH = 10;
    private static final int MOST_WINDOW = 4_000;
    /** Bytes of payload on the way at once, and in one write. */
    private static final int BYTES_OF_WINDOW = 8 * 1024 * 1024;

    private static final int BYTES_OF_BATCH = 64 * 1024;

    private Curves() {}

    static List<Scenario> all() {
        List<Scenario> points = new ArrayList<>();
        for (int count : List.of(FEWEST_OTHERS, 100, 1_000, MOST_OTHERS)) {
            points.add(
                    point(OTHERS, count, "other subscriptions, 10 pairs", new OtherSubscriptions(count, pairs(128))));
        }
        for (int count : List.of(10, 100, 1_000, 10_000)) {
            points.add(point("filters", count, "subscriptions, each message to another", withSubscriptions(count)));
        }
        for (int count : List.of(1, 10, 100, 1_000, 10_000)) {
            points.add(point("conns", count, "idle connections beside 10 pairs", new Bystanders(count, pairs(128))));
        }
        for (int bytes : List.of(16, 128, 1_024, 8 * 1_024, 64 * 1_024, 1_024 * 1_024)) {
            points.add(point("bytes", bytes, "bytes of payload, 10 pairs", pairs(bytes)));
        }
        for (int count : List.of(1, 5, 10, 50)) {
            Flow flow = new Flow(FlowPlan.of(PAIRED, PAIRS_OF_HUBS, PAIRS_OF_HUBS, 0));
            points.add(
                    new Scenario("hubs" + count, count + " hubs, 50 pairs", Figure.MESSAGES_PER_SECOND, count, flow));
        }
        return points;
    }

    /**
     * How much slower and dearer a message with one subscriber became from the fewest other subscriptions to the most, a line for
     * each broker; empty if that was not measured.
     */
    static String growth(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        for (String broker : runs.stream().map(Run::broker).distinct().toList()) {
            OptionalDouble slower = growth(runs, broker, Reading.RATE);
            OptionalDouble dearer = growth(runs, broker, Reading.CPU);
            if (slower.isPresent() && dearer.isPresent()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s: from %,d to %,d other subscriptions: %.2f times the time, %.2f times the CPU"
                                + " (target: at most %.1f)%n",
                        broker,
                        FEWEST_OTHERS,
                        MOST_OTHERS,
                        1 / slower.getAsDouble(),
                        dearer.getAsDouble(),
                        MOST_GROWTH));
            }
        }
        return text.toString();
    }

    private static OptionalDouble growth(List<Run> runs, String broker, String figure) {
        OptionalDouble few = median(runs, broker, OTHERS + FEWEST_OTHERS, figure);
        OptionalDouble many = median(runs, broker, OTHERS + MOST_OTHERS, figure);
        return few.isPresent() && many.isPresent() && few.getAsDouble() > 0 && many.getAsDouble() > 0
                ? OptionalDouble.of(many.getAsDouble() / few.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble median(List<Run> runs, String broker, String scenario, String figure) {
        return Report.median(runs.stream()
                .filter(run ->
                        run.broker().equals(broker) && run.scenario().name().equals(scenario))
                .map(run -> run.reading().figure(figure))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList());
    }

    private static Scenario point(String curve, int at, String title, Measurement measurement) {
        return new Scenario(
                curve + at, at + " " + title, Figure.MESSAGES_PER_SECOND, Scenario.AS_THEY_ARE, measurement);
    }

    private static Measurement withSubscriptions(int count) {
        return new Subscriptions(PAIRS, List.of(count));
    }

    private static Measurement pairs(int payloadBytes) {
        int batch = Math.max(1, Math.min(MOST_BATCH, BYTES_OF_BATCH / payloadBytes));
        int window = Math.max(2 * PAIRS, Math.min(MOST_WINDOW, BYTES_OF_WINDOW / payloadBytes));
        return new Flow(
                FlowPlan.of(PAIRED, PAIRS, PAIRS, 0).withPayload(payloadBytes).withBatch(batch, window));
    }
}
