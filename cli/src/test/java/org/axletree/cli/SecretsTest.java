package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in a command are warned of, and repeated nowhere. */
class SecretsTest {
    private static final Map<String, String> NOBODY = Map.of(
            "AXLE_TOKEN", "x", "AXLE_URL", "http://127.0.0.1:1", "KEEP", "hush", "AXLE_CONFIG_DIR", "/nonexistent");
    private static final String NOTE = "is seen by others";
    private static final String HUB = "11111111-1111-4111-8111-111111111111";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pub -p 1 -t x -m m -u u -P hush",
                "sub -t x -L mqtt://u:hush@127.0.0.1:1",
                "az iot hub device-identity create -n h -d d --pk hush",
                "az iot hub generate-sas-token --cs HostName=h;SharedAccessKey=hush",
                "device explain-login -i i -u u --password hush",
                "route create r --hub " + HUB + " --topic x --rest-config-headers Authorization=hush --dry-run",
                "route create r --hub " + HUB + " --topic x --db-config-password hush --dry-run",
                "route create r --hub " + HUB + " --topic x --set db_config.password=hush --dry-run"
            })
    void secretInACommand_isWarnedOf_andNotRepeated(String words) {
        Said said = Said.by(NOBODY, words.split(" "));

        assertThat(said.err()).contains(NOTE);
        assertThat(said.err() + said.out()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pub -p 1 -t x -m m -u u -P env:KEEP",
                "hub list",
                "route create r --hub " + HUB + " --topic x --rest-config-headers Authorization=env:KEEP --dry-run",
                "route create r --hub " + HUB + " --topic x --db-config-password env:KEEP --dry-run"
            })
    void secretFromElsewhere_isNotWarnedOf_andNotShown(String words) {
        Said said = Said.by(NOBODY, words.split(" "));

        assertThat(said.err()).doesNotContain(NOTE);
        assertThat(said.out()).doesNotContain("hush");
    }

    @Test
    void tokenAsAnOption_isNotRepeated_andTheRightOneIsNamed() {
        Said said = Said.by(NOBODY, "login", "--token", "hush");

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err()).contains("--token-file").doesNotContain("hush");
    }
}
