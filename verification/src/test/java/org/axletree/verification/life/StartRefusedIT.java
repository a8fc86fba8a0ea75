package org.axletree.verification.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ports;
import org.axletree.verification.harness.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 2: what keeps the hub from starting is said in one clear line, with exit status 1. */
class StartRefusedIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AXLETREE_MQTT_PORT",
                "AXLETREE_MQTTS_PORT",
                "AXLETREE_WS_PORT",
                "AXLETREE_WSS_PORT",
                "AXLETREE_HTTP_PORT",
                "AXLETREE_HTTPS_PORT",
                "AXLETREE_JMS_PORT"
            })
    void portInUse_isNamedWithItsSetting(String setting) throws IOException {
        try (ServerSocket occupied = Ports.occupy()) {
            String port = Integer.toString(occupied.getLocalPort());
            assertRefused(Axletree.fresh().with(setting, port).attempt(), setting, port);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AXLETREE_COAP_PORT", "AXLETREE_COAPS_PORT"})
    void datagramPortInUse_isNamedWithItsSetting(String setting) throws IOException {
        try (DatagramSocket occupied = new DatagramSocket(Ports.free(), InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(occupied.getLocalPort());
            assertRefused(Axletree.fresh().with(setting, port).attempt(), setting, port);
        }
    }

    @Test
    void stateDirectory_thatIsAFile_isRefused() throws IOException {
        Axletree axletree = Axletree.fresh();
        Files.writeString(axletree.home(), "I was here first");
        assertRefused(axletree.attempt(), "AXLETREE_HOME", axletree.home().toString());
        assertThat(axletree.home()).hasContent("I was here first");
    }

    /** Not even root may write below /proc, so that this holds whoever runs the test. */
    @Test
    void stateDirectory_thatCannotBeWritten_isRefused() {
        String home = "/proc/axletree-state";
        assertRefused(Axletree.fresh().with("AXLETREE_HOME", home).attempt(), "AXLETREE_HOME", home);
    }

    @Test
    void database_thatDoesNotAnswer_isRefused() {
        String server = "127.0.0.1:" + Ports.free();
        assertRefused(
                Axletree.fresh()
                        .with("AXLETREE_DB_URL", "jdbc:postgresql://" + server + "/axletree")
                        .with("AXLETREE_DB_USER", "axletree")
                        .with("AXLETREE_DB_PASSWORD", "do-not-print-me")
                        .attempt(),
                "AXLETREE_DB_URL",
                server);
    }

    @ParameterizedTest
    @CsvSource({
        "AXLETREE_MQTT_PORT, 99999",
        "AXLETREE_HTTP_PORT, eighty",
        "AXLETREE_LIMIT_PAYLOAD_BYTES, -1",
        "AXLETREE_LIMIT_DEVICES_PER_HUB, many"
    })
    void invalidSetting_isNamedWithItsValue(String setting, String value) {
        assertRefused(Axletree.fresh().with(setting, value).attempt(), setting, value);
    }

    /** It would else be noticed at the first login by the identity provider. */
    @ParameterizedTest
    @CsvSource({"no-such-file.pem, no such file", "/dev/null, has no certificate"})
    void authoritiesOfTheIdentityProvider_thatNobodyCanRead_areNamed(String file, String why) {
        assertRefused(Axletree.fresh().with("AXLETREE_OIDC_CA", file).attempt(), "AXLETREE_OIDC_CA", file, why);
    }

    @Test
    void masterKey_thatIsNotTheOneOfTheState_isRefused() {
        Axletree axletree = Axletree.fresh();
        axletree.start().close();
        Ran refused = axletree.with("AXLETREE_MASTER_KEY", "A".repeat(43) + "=").attempt();
        assertRefused(refused, "AXLETREE_MASTER_KEY");
    }

    @Test
    void twoStartsAtOnce_onTheSameState_oneWins() {
        Axletree first = Axletree.fresh();
        Axletree second = Axletree.fresh().with("AXLETREE_HOME", first.home().toString());
        try (AxletreeProcess one = first.launch();
                AxletreeProcess other = second.launch()) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> (!one.isAlive() || !other.isAlive())
                            && (one.out() + other.out()).contains("Axletree is ready"));
            AxletreeProcess winner = one.isAlive() ? one : other;
            AxletreeProcess loser = one.isAlive() ? other : one;
            assertRefused(
                    new Ran(exitStatus(loser), loser.out(), loser.err()),
                    first.home().toString());
            assertThat(winner.fleet().hub().id()).isNotEmpty();
        }
    }

    @Test
    void secondStart_onALiveState_refusesAndDamagesNothing() {
        Axletree axletree = Axletree.fresh();
        try (AxletreeProcess running = axletree.start()) {
            String token = running.adminToken();
            String id = running.fleet().hub().id();

            Axletree second =
                    Axletree.fresh().with("AXLETREE_HOME", axletree.home().toString());
            assertRefused(second.attempt(), axletree.home().toString());

            assertThat(running.adminToken()).isEqualTo(token);
            assertThat(running.api().get("hubs/" + id).status()).isEqualTo(200);
        }
        try (AxletreeProcess again = axletree.start()) {
            assertThat(again.api().get("hubs").json().path("total_count").asInt())
                    .isEqualTo(1);
        }
    }

    private static int exitStatus(AxletreeProcess ended) {
        return ended.terminate(Duration.ofMinutes(1)).exitCode();
    }

    private static void assertRefused(Ran ran, String... named) {
        assertThat(ran.exitCode()).as(ran.err() + ran.out()).isEqualTo(1);
        List<String> lines = ran.err().lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines).as("one clear line on standard error").hasSize(1);
        assertThat(lines.get(0)).contains(named).doesNotContain("Exception").doesNotContain("do-not-print-me");
        assertThat(ran.out()).doesNotContain("Axletree is ready").doesNotContain("Exception");
    }
}
