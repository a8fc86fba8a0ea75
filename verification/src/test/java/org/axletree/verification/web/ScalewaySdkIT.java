package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 4: Scaleway's own SDK, as npm has it, works against the management API after a change of the address. */
@ExtendWith(SharedAxletree.class)
class ScalewaySdkIT {
    private static final Path SOURCE = Path.of("src/test/sdk");
    private static final Path WALK = Path.of("target/sdk");

    private final AxletreeProcess hub;

    ScalewaySdkIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @Test
    void sdk_doesAllThatItCan() throws IOException {
        Files.createDirectories(WALK);
        for (String file : List.of("package.json", "walk.mjs")) {
            Files.copy(SOURCE.resolve(file), WALK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Ran.command(
                        Duration.ofMinutes(3),
                        WALK,
                        Map.of(),
                        List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"))
                .orThrow();

        Ran walk = Ran.command(
                Duration.ofMinutes(2),
                WALK,
                Map.of("NO_PROXY", "*"),
                List.of("node", "walk.mjs", hub.http("").toString(), hub.adminToken()));

        System.out.println(walk.out());
        assertThat(walk.out().lines().filter(line -> line.startsWith("FAIL"))).isEmpty();
        assertThat(walk.out().lines().filter(line -> line.startsWith("pass"))).hasSize(23);
        assertThat(walk.exitCode()).as(walk.err()).isZero();
    }
}
