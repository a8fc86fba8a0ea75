package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every normative statement is tested or has its excuse, and the document says which. */
@NotTested(version = Version.V3, value = "MQTT-7.0.0-1", why = "Axletree makes no connections to other servers")
@NotTested(version = Version.V3, value = "MQTT-7.1.2-1", why = "about clients")
class RegisterTest {
    private static final Path DOCUMENT = Path.of("../docs/reference/mqtt-conformance.md");
    private static Map<Version, Register> registers;

    @BeforeAll
    static void read() throws Exception {
        registers = Map.of(
                Version.V3, new Register(Version.V3, "mqtt-3.1.1.txt"),
                Version.V5, new Register(Version.V5, "mqtt-5.txt"));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void statement_isTestedOrHasItsExcuse(Version version) {
        Register register = registers.get(version);
        Set<String> open = new TreeSet<>(register.statements.keySet());
        open.removeAll(register.tests.keySet());
        open.removeAll(register.excuses.keySet());
        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void statement_thatIsNamed_isOneOfTheSpecification(Version version) {
        Register register = registers.get(version);
        assertThat(register.statements.keySet())
                .containsAll(register.tests.keySet())
                .containsAll(register.excuses.keySet());
        assertThat(register.tests.keySet())
                .as("tested, and yet excused")
                .doesNotContainAnyElementsOf(register.excuses.keySet());
    }

    /** {@code -Daxletree.docs=write} writes it anew. */
    @Test
    void document_isThatOfTheTests() throws Exception {
        StringBuilder text = new StringBuilder(
                """
                # Conformance to MQTT

                Every normative statement of the specifications, in few words, and the tests that test it (classes of
                `mqtt-connector`, package `org.axletree.mqtt.conformance`; "bytes" are rows of its table `packets.txt`), or why
                there is none. This page is made from the tests.
                """);
        for (Version version : Version.values()) {
            append(text, version);
        }
        if ("write".equals(System.getProperty("axletree.docs"))) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(DOCUMENT)
                .as("write it anew with -Daxletree.docs=write")
                .exists()
                .content()
                .isEqualTo(text.toString());
    }

    private static void append(StringBuilder text, Version version) {
        Register register = registers.get(version);
        text.append(
                """

                ## %s

                %d statements: %d tested, %d not.

                | statement | says | tested by |
                |---|---|---|
                """
                        .formatted(
                                version, register.statements.size(), register.tests.size(), register.excuses.size()));
        register.statements.forEach((statement, says) -> {
            List<String> tests = register.tests.getOrDefault(statement, List.of());
            String where = tests.isEmpty()
                    ? "not tested: " + register.excuses.get(statement)
                    : String.join(
                            "; ", tests.stream().map(test -> "`" + test + "`").toList());
            text.append("| `%s` | %s | %s |\n".formatted(statement, says, where));
        });
    }
}
