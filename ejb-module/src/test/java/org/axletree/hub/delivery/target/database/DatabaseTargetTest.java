package org.axletree.hub.delivery.target.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;
import org.axletree.hub.delivery.target.Samples;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTargetTest {
    private static final Map<String, Object> GOOD = Map.of(
            "host",
            "db.example.com",
            "port",
            5432L,
            "dbname",
            "things",
            "username",
            "u",
            "password",
            "s3cret",
            "query",
            "insert into t values ($TOPIC)");

    private final DatabaseTarget target = new DatabaseTarget(AddressFence.allowing(List.of()));

    @Test
    void configuration_isTaken_andItsPasswordNotShown() {
        assertThat(target.problems(configuration(GOOD))).isEmpty();
        assertThat(target.shown(configuration(GOOD)))
                .containsEntry("engine", "postgresql")
                .containsEntry("tls_mode", "prefer")
                .doesNotContainKey("password");
        assertThat(configuration(GOOD).toString() + DatabaseConfiguration.of(configuration(GOOD)))
                .doesNotContain("s3cret");
    }

    @Test
    void preview_hasStatementAndParameters() {
        Map<String, Object> values = new LinkedHashMap<>(GOOD);
        values.put(
                "query", "insert into t values ($TOPIC, $PAYLOAD, $DEVICE, $TIME, $MESSAGE_ID, $ENRICHMENT, '$TOPIC')");
        LoggedMessage message = Samples.message(7, "t/1", new byte[] {(byte) 0xFF}, Origin.Kind.NETWORK);

        assertThat(target.preview(configuration(values), message))
                .hasToString(
                        "{\"query\":\"insert into t values (?, ?, ?, ?, ?, ?, '$TOPIC')\","
                                + "\"parameters\":[\"t/1\",{\"base64\":\"/w==\"},null,\"2026-01-01T00:00:00.123Z\",\"00000000000000010000000000000007\",\"{}\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "host, '', required",
        "host, db/other?sslmode=disable, format",
        "host, 'a,b', format",
        "host, 127.0.0.1, constraint",
        "host, localhost, constraint",
        "host, ::1, constraint",
        "dbname, '', required",
        "dbname, a?socketFactory=x, format",
        "dbname, a&b, format",
        "dbname, ../x, format",
        "engine, oracle, unknown",
        "query, ' ', required",
        "tls_mode, maybe, unknown"
    })
    void configuration_thatIsWrong_isRefused(String field, String value, String reason) {
        Map<String, Object> values = new LinkedHashMap<>(GOOD);
        values.put(field, value);
        assertThat(target.problems(configuration(values))).singleElement().satisfies(problem -> {
            assertThat(problem.argumentName()).isEqualTo(field);
            assertThat(problem.reason()).isEqualTo(reason);
        });
    }

    private static RouteConfiguration configuration(Map<String, Object> values) {
        return new RouteConfiguration("database", values);
    }
}
