package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says wins over the environment, which wins over the profile that nobody named. Nobody answers here. */
class ProfilesTest {
    @TempDir
    Path directory;

    @BeforeEach
    void profiles() throws IOException {
        Files.writeString(
                directory.resolve("profiles.json"),
                "{\"default\":{\"url\":\"http://127.0.0.1:1\",\"token\":\"d\"},"
                        + "\"site\":{\"url\":\"http://127.0.0.1:2\",\"token\":\"s\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "hub list, '', 1",
        "hub list, http://127.0.0.1:3, 3",
        "hub list --profile site, '', 2",
        "hub list --profile site, http://127.0.0.1:3, 2",
        "hub list --profile site --url http://127.0.0.1:4, http://127.0.0.1:3, 4"
    })
    void server_isThatOfWhatIsSaidMostDirectly(String words, String variable, int port) {
        Map<String, String> environment = new HashMap<>(Map.of("AXLE_CONFIG_DIR", directory.toString()));
        environment.put("AXLE_URL", variable);

        assertThat(Said.by(environment, words.split(" ")).err())
                .startsWith("axle: nobody answers at http://127.0.0.1:" + port);
    }
}
