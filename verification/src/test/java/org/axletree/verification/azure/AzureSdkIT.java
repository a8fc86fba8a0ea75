package org.axletree.verification.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.NetworkNamespace;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Scratch;
import org.junit.jupiter.api.Test;

/**
 * Issue 10: Azure's own SDKs for Node and Java, as npm and Maven Central have them, find what they are used to: devices by MQTT
 * and WebSocket, by keys and certificates, their administration, and the provisioning service. They insist on ports 8883 and 443,
 * which there are in a network of the test's own.
 */
class AzureSdkIT {
    private static final Path SOURCE = Path.of("src/test/azure");
    private static final Path WALK = Path.of("target/azure").toAbsolutePath();
    private static final List<String> HOSTS =
            List.of("axle.localhost", "plant.axle.localhost", "dps.axle.localhost", "global.axle.localhost");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void sdks_doAllThatTheyCan() throws IOException {
        install();
        Path directory = Scratch.directory("axletree-azure-");
        try (NetworkNamespace network = NetworkNamespace.with(directory, HOSTS)) {
            Axletree axletree = Axletree.in(directory)
                    .with("AXLETREE_HOST", "axle.localhost")
                    .with("AXLETREE_MQTTS_PORT", "8883")
                    .with("AXLETREE_HTTPS_PORT", "443")
                    .withJvmOption("-Xmx700m")
                    .wrappedIn(network.wrapper());
            walk(network, axletree, directory);
        }
    }

    /** From outside the network: there is none within. */
    private static void install() throws IOException {
        Files.createDirectories(WALK);
        for (String file : List.of("package.json", "walk.mjs", "pom.xml", "Walk.java")) {
            Files.copy(SOURCE.resolve(file), WALK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run("npm install --no-package-lock --no-audit --no-fund --ignore-scripts");
        run("mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies"
                + " -DoutputDirectory=lib");
    }

    private static void run(String command) {
        Ran.command(PATIENCE, WALK, Map.of(), List.of(command.split(" "))).orThrow();
    }

    private static void walk(NetworkNamespace network, Axletree axletree, Path directory) throws IOException {
        AxletreeProcess hub = axletree.start();
        try {
            Path authority = authority(network, directory);
            List<String> node = List.of(
                    "node",
                    WALK.resolve("walk.mjs").toString(),
                    authority.toString(),
                    hub.adminToken(),
                    directory.toString());
            Map<String, String> environment = Map.of("NO_PROXY", "*", "NODE_EXTRA_CA_CERTS", authority.toString());
            try (NetworkNamespace.Running walk = network.start("walk", environment, node)) {
                walk.await("the hub may be killed", PATIENCE);
                hub.kill9();
                hub = axletree.start();
                Files.writeString(directory.resolve("killed"), "");
                assertPassed(walk.end(PATIENCE), 29);
            }
            List<String> java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-cp",
                    WALK.resolve("lib") + "/*",
                    WALK.resolve("Walk.java").toString(),
                    authority.toString(),
                    hub.adminToken(),
                    directory.toString());
            try (NetworkNamespace.Running walk = network.start("java-walk", Map.of(), java)) {
                assertPassed(walk.end(PATIENCE), 15);
            }
        } finally {
            hub.close();
        }
    }

    private static void assertPassed(Ran walk, int steps) {
        System.out.println(walk.out());
        assertThat(walk.out().lines().filter(line -> line.startsWith("FAIL"))).isEmpty();
        assertThat(walk.out().lines().filter(line -> line.startsWith("pass")))
                .as(walk.err())
                .hasSize(steps);
        assertThat(walk.exitCode()).as(walk.err()).isZero();
    }

    private static Path authority(NetworkNamespace network, Path directory) throws IOException {
        Path file = directory.resolve("authority.pem");
        try (NetworkNamespace.Running fetch = network.start(
                "fetch",
                Map.of(),
                List.of("curl", "-sSfk", "-o", file.toString(), "https://axle.localhost/ca/server.pem"))) {
            fetch.end(PATIENCE);
        }
        return file;
    }
}
