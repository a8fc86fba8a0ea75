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

    private Path token;

    @BeforeEach
    void profiles() throws IOException {
        Files.writeString(
                directory.resolve("profiles.json"),
                "{\"default\":{\"url\":\"http://127.0.0.1:1\",\"token\":\"d\"},"
                        + "\"site\":{\"url\":\"http://127.0.0.1:2\",\"token\":\"s\"},"
                        + "\"bare\":{\"url\":\"http://127.0.0.1:5\"}}");
        token = Files.writeString(directory.resolve("token"), "t");
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

        assertThat(Said.by(environment, (words + " --token-file " + token).split(" "))
                        .err())
                .startsWith("axle: nobody answers at http://127.0.0.1:" + port);
    }

    /** Each line: what is said, the variables AXLE_URL and AXLE_TOKEN, and whether a token is sent. */
    @ParameterizedTest
    @CsvSource({
        "hub list, '', '', true",
        "hub list, http://127.0.0.1:3, '', false",
        "hub list, http://127.0.0.1:3, e, true",
        "hub list, '', e, true",
        "hub list --profile site, '', '', true",
        "hub list --profile site, http://127.0.0.1:3, e, true",
        "hub list --profile site --url http://127.0.0.1:4, '', '', false",
        "hub list --profile site --url http://127.0.0.1:4, http://127.0.0.1:3, e, false",
        "hub list --profile site --url http://127.0.0.1:4, http://127.0.0.1:4, e, true",
        "hub list --profile bare, '', e, false",
        "hub list --profile bare, http://127.0.0.1:3, e, false",
        "hub list --profile bare, http://127.0.0.1:5/, e, true",
        "hub list --url http://127.0.0.1:4, http://127.0.0.1:3, e, false",
        "hub list --url http://127.0.0.1:4, '', e, true",
        "hub list --url http://127.0.0.1:4, '', '', false",
        "hub list --url http://127.0.0.1:1, '', '', true"
    })
    void token_isSentToNoOtherAddressThanItsOwn(String words, String url, String variable, boolean sent) {
        Map<String, String> environment = new HashMap<>(Map.of("AXLE_CONFIG_DIR", directory.toString()));
        environment.put("AXLE_URL", url);
        environment.put("AXLE_TOKEN", variable);

        assertThat(Said.by(environment, words.split(" ")).err())
                .startsWith(sent ? "axle: nobody answers at " : "axle: no token for ")
                .hasLineCount(1);
    }
}
