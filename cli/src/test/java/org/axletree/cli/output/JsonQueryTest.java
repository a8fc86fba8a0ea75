package org.axletree.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries as az takes them. */
class JsonQueryTest {
    private static final JsonObject THING =
            Json.createObjectBuilder().add("name", "factory").add("count", 3).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "name == `factory` | true",
                "name == ` factory ` | true",
                "name == `\"factory\"` | true",
                "name == `other` | false",
                "count == `3` | true",
                "'`factory`' | \"`factory`\""
            })
    void wordInBackticks_isJson_orElseAText(String query, String answer) {
        assertThat(JsonQuery.ask(query, THING)).hasToString(answer);
    }

    @Test
    void wrongQuery_isToldWithWhereAndWhat() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> JsonQuery.ask("name[", THING))
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(Status.USAGE))
                .withMessageStartingWith("the query name[ was wrong, at character 6: ")
                .withMessageEndingWith("(expected: JMESPath, as [].name)");
    }
}
