package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What is said of faults of targets, what state they make, and what becomes of the message: looked at, and printed. */
final class FaultTable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What becomes of a message. */
    enum Fate {
        /** It waits, and the route fails. */
        WAITS,
        /** It is a dead letter, and the route runs. */
        DEAD
    }

    private record Row(String kind, String fault, String routeId, String topic, Fate fate, String sentence) {
        @Override
        public String toString() {
            return kind + ": " + fault;
        }
    }

    private final RouteServer hub;
    private final List<Row> rows = new ArrayList<>();

    FaultTable(RouteServer hub) {
        this.hub = hub;
    }

    /**
     * Makes a route whose target has a fault.
     *
     * @param sentence a part of what is to be said
     */
    void fault(String kind, String fault, String configuration, Fate fate, String sentence) {
        String topic = "faults/" + kind + "/" + rows.size();
        String field = kind.equals("database") ? "db_config" : kind + "_config";
        rows.add(new Row(kind, fault, hub.route(topic, field, configuration), topic, fate, sentence));
    }

    /** Says a message to each, and looks what becomes of it. */
    void check(String payload) {
        hub.publish(
                rows.stream().flatMap(row -> Stream.of(row.topic(), payload)).toArray(String[]::new));
        StringBuilder table = new StringBuilder("kind | fault | last error | state | message\n");
        for (Row row : rows) {
            String said = row.fate() == Fate.DEAD ? deadLetter(row) : lastError(row);
            table.append(String.join(
                            " | ",
                            row.kind(),
                            row.fault(),
                            said,
                            RouteServer.routeJson(row.routeId()).get("status").textValue(),
                            row.fate() == Fate.DEAD ? "dead letter" : "waits"))
                    .append('\n');
        }
        System.out.println(table);
        rows.forEach(row ->
                RouteServer.server().api().delete("routes/" + row.routeId()).orThrow());
    }

    private static String deadLetter(Row row) {
        Awaitility.await(row.toString()).atMost(PATIENCE).until(() -> !RouteServer.deadLetters(row.routeId())
                .isEmpty());
        JsonNode letter = RouteServer.deadLetters(row.routeId()).get(0);
        assertThat(letter.get("error").textValue()).as(row.toString()).contains(row.sentence());
        JsonNode route = RouteServer.routeJson(row.routeId());
        assertThat(route.get("status").textValue()).as(row.toString()).isEqualTo("running");
        return letter.get("error").textValue();
    }

    private static String lastError(Row row) {
        Awaitility.await(row.toString()).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode route = RouteServer.routeJson(row.routeId());
            assertThat(route.at("/last_error/msg").asText()).contains(row.sentence());
            assertThat(route.get("status").textValue()).isEqualTo("failing");
        });
        assertThat(RouteServer.deadLetters(row.routeId())).isEmpty();
        return RouteServer.routeJson(row.routeId()).at("/last_error/msg").textValue();
    }
}
