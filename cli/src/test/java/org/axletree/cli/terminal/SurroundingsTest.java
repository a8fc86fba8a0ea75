package org.axletree.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether something is deleted depends on who answers, and not on where the output goes. */
class SurroundingsTest {
    private static Surroundings of(String typed, boolean person, int columns) {
        return new Surroundings(
                Map.of(),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new Results(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                columns,
                () -> person);
    }

    @ParameterizedTest
    @CsvSource({"n, 0, false", "n, 80, false", "'', 0, false", "y, 0, true", "YES, 80, true"})
    void question_whereSomebodyMayBe_isAnsweredByThemAlone(String typed, int columns, boolean agreed) {
        assertThat(of(typed + "\n", true, columns).agrees("Delete?")).isEqualTo(agreed);
    }

    @ParameterizedTest
    @CsvSource({"n, 0", "n, 80"})
    void question_ofAScript_isAnsweredByTheScript(String typed, int columns) {
        assertThat(of(typed + "\n", false, columns).agrees("Delete?")).isTrue();
    }
}
