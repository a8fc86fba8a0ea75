package org.axletree.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.terminal.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** An entry has twelve fields, of which a table shows six. */
    @Test
    void entryOfTheAuditLog_saysWhoDidWhatToWhat() {
        JsonObject entry = Json.createObjectBuilder()
                .add("id", 7)
                .add("time", "2026-11-29T17:00:00Z")
                .add("who", "admin")
                .add("token_id", "t")
                .add("source_address", "127.0.0.1")
                .add("action", "created")
                .add("resource", "device")
                .add("resource_id", "the-device")
                .add("hub_id", "the-hub")
                .add("project_id", "p")
                .add("before", Json.createObjectBuilder())
                .add("after", Json.createObjectBuilder().add("name", "pump"))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                Map.of(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                0);

        new Printer(surroundings, "table", Optional.empty())
                .print(Json.createArrayBuilder().add(entry).build(), List.of());

        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> List.of(line.split(" {2,}"))))
                .containsExactly(
                        List.of("TIME", "WHO", "ACTION", "RESOURCE", "RESOURCE ID", "ID"),
                        List.of("2026-11-29T17:00:00Z", "admin", "created", "device", "the-device", "7"));
    }

    /** Answers in Scaleway's words have the beginning of the epoch for it. */
    @Test
    void timeThatNeverCame_isSaidToBeNever() {
        JsonObject device = Json.createObjectBuilder()
                .add("name", "pump")
                .add("last_activity_at", "1970-01-01T00:00:00Z")
                .build();

        assertThat(printed(device)).contains("never").doesNotContain("1970");
        assertThat(printed(Json.createArrayBuilder().add(device).build()))
                .contains("never")
                .doesNotContain("1970");
    }

    /** Whoever reads the result by a program sees nothing of it. */
    @Test
    void columnsForWhichATerminalIsTooNarrow_areNamedBesideTheResult() {
        JsonObject device = Json.createObjectBuilder()
                .add("name", "pump")
                .add("id", "0123456789")
                .add("status", "enabled")
                .build();
        listed(device, 10);

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("NAME", "pump");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("The terminal is too narrow for id, status (-o wide shows all columns)"
                        + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "48 | TIME                  NAME  MSG | 2026-11-29T17:00:00Z  pump  the password was wr… | reason, the whole of msg",
                "56 | TIME                  NAME  REASON  MSG | 2026-11-29T17:00:00Z  pump  denied  the password was wr… | the whole of msg",
                "80 | TIME                  NAME  REASON  MSG | 2026-11-29T17:00:00Z  pump  denied  the password was wrong, again |",
                "10 | TIME                  MSG | 2026-11-29T17:00:00Z  the password was wr… | name, reason, the whole of msg",
            })
    void sentence_isCut_andOtherColumnsAreLeftOutBeforeIt(int columns, String head, String row, String left) {
        JsonObject event = Json.createObjectBuilder()
                .add("time", "2026-11-29T17:00:00Z")
                .add("name", "pump")
                .add("reason", "denied")
                .add("msg", "the password was wrong, again")
                .build();
        listed(event, columns);

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly(head, row);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        left == null ? "" : "The terminal is too narrow for " + left + " (-o wide shows all columns)");
    }

    private static String printed(JsonValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                Map.of(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                0);
        new Printer(surroundings, "table", Optional.empty()).print(value, List.of());
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A list of one, on a terminal of so many columns. */
    private void listed(JsonObject one, int columns) {
        Surroundings surroundings = new Surroundings(
                Map.of("NO_COLOR", "1"),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns);
        new Printer(surroundings, "table", Optional.empty())
                .print(Json.createArrayBuilder().add(one).build(), List.of());
    }
}
