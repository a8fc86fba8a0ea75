package org.axletree.verification.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RunningHub;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The certificate that OpenSSL sees on the ports of MQTT, WebSocket and HTTPS, by the name that it asks for. */
@ExtendWith(SharedAxletree.class)
class HostNamesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess server;

    HostNamesIT(AxletreeProcess server) {
        this.server = server;
    }

    @Test
    void hubBelowLocalhost_hasACertificateOfItsOwn_onEachPort() {
        Hub hub = server.fleet().hub(Fleet.unique("Names"));
        String name = hub.name().toLowerCase(Locale.ROOT);

        for (int port : ports(server)) {
            for (String asked : List.of(
                    "localhost",
                    name + ".localhost",
                    name.toUpperCase(Locale.ROOT) + ".LOCALHOST",
                    hub.id() + ".localhost",
                    name + ".device.localhost")) {
                assertThat(handshake(server.serverAuthority(), port, asked, asked))
                        .as(asked + " on " + port)
                        .contains("Verify return code: 0 (ok)")
                        .contains("Server certificate");
            }
        }
    }

    @Test
    void nameOfNoHub_getsTheServersOwnCertificate() {
        for (int port : ports(server)) {
            for (String asked : List.of("nobody-here.localhost", "example.org", "a.b.c.localhost")) {
                assertThat(handshake(server.serverAuthority(), port, asked, "localhost"))
                        .as(asked + " on " + port)
                        .contains("Verify return code: 0 (ok)")
                        .contains("Server certificate");
                assertThat(handshake(server.serverAuthority(), port, asked, asked))
                        .as(asked + " on " + port)
                        .contains("hostname mismatch");
            }
        }
    }

    /** One server for all that needs other settings: its own names with dots, and certificates of its owner's own. */
    @Test
    void certificatesOfTheOwner_areShownForTheirNames_andReadAnew_besideTheHubsOwn() throws Exception {
        Axletree axletree = Axletree.fresh();
        Path directory = axletree.directory();
        make(directory, "one", "iot.example.org,DNS:*.iot.example.org");
        make(directory, "two", "things.example.net");
        make(directory, "three", "iot.example.org");
        try (AxletreeProcess own = axletree.with("AXLETREE_HOST", "axle.localhost,localhost")
                .with("AXLETREE_SERVER_CERTIFICATE", directory.resolve("one.pem") + "," + directory.resolve("two.pem"))
                .with("AXLETREE_SERVER_KEY", directory.resolve("one.key") + "," + directory.resolve("two.key"))
                .start()) {
            Hub hub = own.fleet().hub(Fleet.unique("hub"));
            for (int port : ports(own)) {
                assertShown(own, port, directory.resolve("one.pem"), "iot.example.org");
                assertShown(own, port, directory.resolve("one.pem"), hub.name() + ".iot.example.org");
                assertShown(own, port, directory.resolve("two.pem"), "things.example.net");
                assertShown(own, port, own.serverAuthority(), hub.name() + ".axle.localhost");
                assertShown(own, port, own.serverAuthority(), hub.name() + ".device.axle.localhost");
                assertShown(own, port, own.serverAuthority(), hub.name() + ".localhost");
                assertThat(handshake(directory.resolve("one.pem"), port, "", "iot.example.org"))
                        .contains("Verify return code: 0 (ok)");
            }
            replace(directory, "three.pem", "one.pem");
            replace(directory, "three.key", "one.key");
            for (int port : ports(own)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertShown(own, port, directory.resolve("three.pem"), "iot.example.org"));
            }
        }
    }

    private static void assertShown(RunningHub hub, int port, Path authority, String name) {
        assertThat(handshake(authority, port, name, name))
                .as(name + " on " + port)
                .contains("Verify return code: 0 (ok)")
                .contains("Server certificate");
    }

    private static List<Integer> ports(RunningHub hub) {
        return List.of(hub.mqttsPort(), hub.wssPort(), hub.https("/").getPort());
    }

    /** @param asked empty for a client that names none */
    private static String handshake(Path authority, int port, String asked, String expected) {
        String who = asked.isEmpty() ? "-noservername" : "-servername " + asked;
        Ran ran = Ran.command(
                PATIENCE,
                List.of(
                        "sh",
                        "-c",
                        "openssl s_client -connect 127.0.0.1:" + port + " " + who + " -verify_hostname " + expected
                                + " -verify_return_error -CAfile " + authority + " </dev/null"));
        return ran.out() + ran.err();
    }

    private static void make(Path directory, String name, String names) {
        Ran.command(
                        PATIENCE,
                        List.of(
                                "openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "rsa:2048",
                                "-nodes",
                                "-keyout",
                                directory.resolve(name + ".key").toString(),
                                "-out",
                                directory.resolve(name + ".pem").toString(),
                                "-days",
                                "30",
                                "-subj",
                                "/CN=" + name,
                                "-addext",
                                "subjectAltName=DNS:" + names))
                .orThrow();
    }

    private static void replace(Path directory, String from, String to) throws IOException {
        Files.copy(directory.resolve(from), directory.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }
}
