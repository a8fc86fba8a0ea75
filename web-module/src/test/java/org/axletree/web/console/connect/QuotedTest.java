package org.axletree.web.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {
    /** Whatever a device is called: a shell takes it as one word, and runs none of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pump",
                "plant.axle.example.com/pump/?api-version=2021-04-12",
                "it's",
                "$(id)`id`",
                "a b\\c\"d;e",
                "$oc/devices/x"
            })
    void wordOfAShell_isTheName(String name) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Quoted.word(name)).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(said).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\\\"b"})
    void stringOfAProgram_endsWhereItsTextEnds(String name) {
        String inner = Quoted.string(name).substring(1, Quoted.string(name).length() - 1);
        assertThat(inner.replaceAll("\\\\(.)", "$1")).isEqualTo(name);
        assertThat(inner.replaceAll("\\\\.", "")).doesNotContain("\"", "\\");
    }
}
