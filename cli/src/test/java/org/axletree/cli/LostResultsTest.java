package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.Surroundings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose result nobody can have. */
class LostResultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"--version", "--help", "completion fish", "hub create plant --dry-run -o json", "completion bash"
            })
    void resultOnAFullDisk_isToldInOneSentence_andFails(String words) {
        Said said = writing("No space left on device", words);

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.err())
                .startsWith("axle: the result cannot be written to standard output: No space left on device")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "completion fish", "hub create plant --dry-run"})
    void resultOfWhichAReaderHasEnough_isDoneInSilence(String words) {
        Said said = writing("Broken pipe", words);

        assertThat(said.status()).isEqualTo(Status.DONE);
        assertThat(said.err()).isEmpty();
    }

    private static Said writing(String problem, String words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(problem);
            }
        };
        Surroundings surroundings = new Surroundings(
                Map.of("AXLE_TOKEN", "x", "AXLE_URL", "http://127.0.0.1:1"),
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
        return new Said(Axle.run(surroundings, words.split(" ")), "", err.toString(StandardCharsets.UTF_8));
    }
}
