package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Issue 4: Scaleway's own SDK for Go, as Debian has it, works against the management API after a change of the address. The
 * command line {@code scw} and the Terraform provider are made with it, and send what it sends.
 */
@ExtendWith(SharedAxletree.class)
class ScalewayGoSdkIT {
    private static final Path WALK = Path.of("src/test/go/walk.go");

    /** Where Debian's packages of Go libraries have their sources. */
    private static final String LIBRARIES = "/usr/share/gocode";

    private final AxletreeProcess hub;

    ScalewayGoSdkIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @Test
    void sdk_doesAllThatItCan() throws IOException {
        Path program = Path.of("target/go/walk").toAbsolutePath();
        Path cache = Files.createDirectories(program.resolveSibling("cache"));
        Ran.command(
                        Duration.ofMinutes(5),
                        Path.of("."),
                        Map.of("GO111MODULE", "off", "GOPATH", LIBRARIES, "GOCACHE", cache.toString(), "GOFLAGS", ""),
                        List.of("go", "build", "-o", program.toString(), WALK.toString()))
                .orThrow();

        Ran walk = Ran.command(
                Duration.ofMinutes(2),
                Path.of("."),
                Map.of("NO_PROXY", "*"),
                List.of(program.toString(), hub.http("").toString(), hub.adminToken()));

        System.out.println(walk.out());
        assertThat(walk.out().lines().filter(line -> line.startsWith("FAIL"))).isEmpty();
        assertThat(walk.out().lines().filter(line -> line.startsWith("pass"))).hasSize(24);
        assertThat(walk.exitCode()).as(walk.err()).isZero();
    }
}
