package org.axletree.verification.bench;

import static org.axletree.verification.bench.load.FlowPlan.Shape.FAN_IN;
import static org.axletree.verification.bench.load.FlowPlan.Shape.FAN_OUT;
import static org.axletree.verification.bench.load.FlowPlan.Shape.PAIRED;

import java.util.List;
import org.axletree.verification.bench.Scenario.Figure;
import org.axletree.verification.bench.broker.Broker.Listener;
import org.axletree.verification.bench.load.Flow;
import org.axletree.verification.bench.load.FlowPlan;
import org.axletree.verification.bench.load.Idle;
import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.load.Retained;
import org.axletree.verification.bench.load.Storm;
import org.axletree.verification.bench.load.Subscriptions;
import org.axletree.verification.bench.route.RouteBurst;
import org.axletree.verification.bench.route.RouteLatency;

/** The table of scenarios. */
final class Scenarios {
    /**
     * A connection passes through far more code than a message, and each only once: after a thousand, three fifths of what the
     * server did were still its compilers.
     */
    private static final int BEFORE_STORM = 8_000;

    /** What a peer of 900 MB can hold if its consumer is slower than its producer. */
    private static final int BURST = 200_000;

    static final List<Scenario> ALL = List.of(
            messages("S1", "fan-in, 100 publishers, QoS 0", FlowPlan.of(FAN_IN, 100, 1, 0)),
            messages(
                    "S1b",
                    "fan-in, one message a write",
                    FlowPlan.of(FAN_IN, 100, 1, 0).withBatch(1, 1_000)),
            messages("S2", "50 pairs, QoS 0", FlowPlan.of(PAIRED, 50, 50, 0)),
            messages(
                    "S3",
                    "fan-out to 100, QoS 0",
                    FlowPlan.of(FAN_OUT, 1, 100, 0).withBatch(5, 5_000)),
            messages(
                    "S4",
                    "fan-in, 100 publishers, QoS 1",
                    FlowPlan.of(FAN_IN, 100, 1, 1).withBatch(10, 2_000)),
            messages(
                    "S5",
                    "50 pairs, QoS 1, persistent sessions",
                    FlowPlan.of(PAIRED, 50, 50, 1).withBatch(10, 2_000).withPersistentSessions()),
            messages("S6", "50 pairs, QoS 2", FlowPlan.of(PAIRED, 50, 50, 2).withBatch(10, 1_000)),
            messages(
                    "S7", "50 pairs, QoS 0, TLS", FlowPlan.of(PAIRED, 50, 50, 0).over(Listener.TLS)),
            latency(
                    "S8a",
                    "50 pairs, QoS 0, 5,000 messages/s",
                    FlowPlan.of(PAIRED, 50, 50, 0).atRate(5_000)),
            latency(
                    "S8b",
                    "50 pairs, QoS 1, 1,000 messages/s",
                    FlowPlan.of(PAIRED, 50, 50, 1).atRate(1_000)),
            connections("S9p", "connections, plain", new Storm(Listener.PLAIN, 3_000, 64, BEFORE_STORM)),
            connections("S9t", "connections, TLS", new Storm(Listener.TLS, 1_500, 32, BEFORE_STORM)),
            connections("S9m", "connections, mutual TLS", new Storm(Listener.MUTUAL_TLS, 1_500, 32, BEFORE_STORM)),
            new Scenario("S10", "10,000 idle connections", Figure.MEMORY_OF_CONNECTION, 1, new Idle(10_000)),
            new Scenario(
                    "S11", "100,000 retained messages, fetch", Figure.MESSAGES_PER_SECOND, 1, new Retained(100_000)),
            new Scenario(
                    "S12",
                    "10,000 wildcard subscriptions",
                    Figure.MESSAGES_PER_SECOND,
                    1,
                    new Subscriptions(100, List.of(100, 1_000, 10_000))),
            new Scenario(
                    "R0",
                    "one route, QoS 1, 1,000 messages/s, to the consumer",
                    Figure.MEDIAN_LATENCY,
                    Scenario.AS_THEY_ARE,
                    new RouteLatency(1_000)),
            routes("R1", "one route, QoS 1, a burst, to the consumer", new RouteBurst(BURST, 1, 0)),
            routes("R3", "three routes for each message", new RouteBurst(BURST, 3, 0)),
            routes("R100", "a hundred routes, one matches", new RouteBurst(BURST, 1, 99)));

    private Scenarios() {}

    static Scenario named(String name) {
        return named(name, ALL);
    }

    static Scenario named(String name, List<Scenario> table) {
        return table.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scenarios: " + name + " (expected: of "
                        + String.join(",", table.stream().map(Scenario::name).toList()) + ")"));
    }

    private static Scenario messages(String name, String title, FlowPlan plan) {
        return new Scenario(name, title, Figure.MESSAGES_PER_SECOND, Scenario.AS_THEY_ARE, new Flow(plan));
    }

    private static Scenario latency(String name, String title, FlowPlan plan) {
        return new Scenario(name, title, Figure.MEDIAN_LATENCY, Scenario.AS_THEY_ARE, new Flow(plan));
    }

    private static Scenario routes(String name, String title, RouteBurst burst) {
        return new Scenario(name, title, Figure.MESSAGES_PER_SECOND, Scenario.AS_THEY_ARE, burst);
    }

    private static Scenario connections(String name, String title, Measurement measurement) {
        return new Scenario(name, title, Figure.CONNECTIONS_PER_SECOND, Scenario.AS_THEY_ARE, measurement);
    }
}
