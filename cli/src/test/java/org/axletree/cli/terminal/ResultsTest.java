package org.axletree.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What could not be written is known at the end, and why. */
class ResultsTest {
    @Test
    void resultThatCannotBeWritten_isAFailure() {
        try (Results results = to("No space left on device")) {
            results.println("secret");

            assertThat(results.areLost()).isTrue();
            assertThat(results.fault()).hasValueSatisfying(fault -> {
                assertThat(fault.status()).isEqualTo(Status.FAILED);
                assertThat(fault)
                        .hasMessageStartingWith(
                                "the result cannot be written to standard output: No space left on device");
            });
        }
    }

    @Test
    void readerThatHasEnough_endsWhatIsWritten_andIsNoFault() {
        try (Results results = to("Broken pipe")) {
            results.println("one");

            assertThat(results.areLost()).isTrue();
            assertThat(results.fault()).isEmpty();
        }
    }

    @Test
    void resultThatIsWritten_isNoFault() {
        try (Results results = new Results(OutputStream.nullOutputStream())) {
            results.println("one");

            assertThat(results.areLost()).isFalse();
            assertThat(results.fault()).isEmpty();
        }
    }

    /** Names of devices and what devices said may hold anything. */
    @Test
    void terminal_obeysNothingThatOthersWrote() {
        String text = "a\u001B[2Jb\u007F\u009Bc\rd\te\r\nf";
        for (boolean terminal : new boolean[] {true, false}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Results results = new Results(out, terminal)) {
                results.println(text);
                results.printStyled("\u001B[1m");
                results.flush();
            }

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo((terminal ? "a\\u001b[2Jb\\u007f\\u009bc\\u000dd\te\r\nf" : text)
                            + System.lineSeparator() + "\u001B[1m");
        }
    }

    private static Results to(String problem) {
        return new Results(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(problem);
            }
        });
    }
}
