package org.axletree.verification.bench;

import static org.axletree.verification.bench.load.FlowPlan.Shape.PAIRED;

import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.bench.Scenario.Figure;
import org.axletree.verification.bench.load.Bystanders;
import org.axletree.verification.bench.load.Flow;
import org.axletree.verification.bench.load.FlowPlan;
import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.load.Subscriptions;

/** How the cost of a message grows with what else there is: each point is a scenario of its own. */
final class Curves {
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
        for (int count : List.of(10, 100, 1_000, 10_000)) {
            points.add(point("filters", count, "subscriptions, one of which matches", withSubscriptions(count)));
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
