package org.axletree.verification.session;

import java.util.stream.Stream;
import org.axletree.core.outcome.Reason;
import org.axletree.verification.harness.RunningHub;

/** What {@code /metrics} said at a moment. */
final class Scrape {
    private final String text;

    private Scrape(String text) {
        this.text = text;
    }

    static Scrape of(RunningHub hub) {
        return new Scrape(hub.api().text("/metrics"));
    }

    /** How often a sender of MQTT was made to wait. @param what for what, as {@code routes} */
    long holds(String what) {
        return sum("axletree_sender_holds_total", label("kind", what), label("protocol", "mqtt"));
    }

    /** Messages that devices of a hub did not get, or were not let say. */
    long dropped(String hubId, Reason reason) {
        return sum("axletree_messages_dropped_total", label("hub", hubId), label("reason", reason.label()));
    }

    /** Requests of a hub's devices to their twins. */
    long refusedRequests(String hubId, Reason reason) {
        return sum("axletree_twin_requests_total", label("hub", hubId), label("outcome", reason.label()));
    }

    private static String label(String name, String value) {
        return name + "=\"" + value + "\"";
    }

    private long sum(String metric, String... labels) {
        return (long) text.lines()
                .filter(line ->
                        line.startsWith(metric + "{") && Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
