package org.axletree.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.axletree.core.home.StateDirectory;
import org.axletree.core.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    Path temporary;

    @Test
    void settings_several_wrong_tellsTheFirstAndHowMany() {
        assertThatThrownBy(() -> preflight(Map.of("axletree.mqtt.port", "x", "axletree.log", "y"))
                        .checkSettings())
                .isInstanceOf(StartFailure.class)
                .hasMessage("AXLETREE_MQTT_PORT: x (expected: 1 to 65535) — and 1 more");
    }

    @Test
    void authoritiesOfTheProvider_thatNobodyCanRead_areNamed() throws Exception {
        Path file = temporary.resolve("authorities.pem");
        assertRefused(file, "no such file");
        Files.createFile(file);
        assertRefused(file, "has no certificate");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertRefused(file, "holds something else than certificates");
        assertRefused(temporary, "cannot be read");
        assertThatCode(() -> preflight(Map.of()).checkProvidersAuthorities()).doesNotThrowAnyException();
    }

    private static void assertRefused(Path authorities, String why) {
        assertThatThrownBy(() -> preflight(Map.of("axletree.oidc.ca", authorities.toString()))
                        .checkProvidersAuthorities())
                .isInstanceOf(StartFailure.class)
                .hasMessage("AXLETREE_OIDC_CA: " + authorities.toAbsolutePath() + ": " + why
                        + " (expected: a file with certificates as PEM)");
    }

    @Test
    void home_isAFile_namesTheSetting() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() ->
                        preflight(Map.of("axletree.home", file.toString())).openHome())
                .isInstanceOf(StartFailure.class)
                .hasMessage("AXLETREE_HOME: " + file + ": a file (expected: a directory)");
    }

    @Test
    void port_inUse_namesTheSetting() throws Exception {
        Map<String, String> values = freePorts();
        assertThatCode(() -> preflight(values).checkPorts()).doesNotThrowAnyException();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            values.put("axletree.https.port", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(() -> preflight(values).checkPorts())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("AXLETREE_HTTPS_PORT: port " + taken.getLocalPort()
                            + " cannot be opened on 127.0.0.1: Address already in use");
        }
    }

    @Test
    void port_ofTheBroker_isNotAskedForIfTheBrokerIsElsewhere() throws Exception {
        Map<String, String> values = freePorts();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            values.put("axletree.jms.port", Integer.toString(taken.getLocalPort()));
            assertThatThrownBy(() -> preflight(values).checkPorts()).hasMessageStartingWith("AXLETREE_JMS_PORT");
            values.put("axletree.jms.url", "mq://broker:7676");

            assertThatCode(() -> preflight(values).checkPorts()).doesNotThrowAnyException();
        }
    }

    @Test
    void bind_notAnAddressOfThisMachine_namesIt() throws Exception {
        Map<String, String> values = freePorts();
        values.put("axletree.bind", "192.0.2.77");

        assertThatThrownBy(() -> preflight(values).checkPorts())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot be opened on 192.0.2.77");
    }

    @Test
    void database_nobodyAnswers_namesHostAndPortButNoPassword() throws Exception {
        String port = freePorts().get("axletree.mqtt.port");

        assertThatThrownBy(() -> preflight(Map.of(
                                "axletree.db.url", "jdbc:postgresql://127.0.0.1:" + port + "/axletree?password=secret"))
                        .checkDatabase())
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("AXLETREE_DB_URL: no database answers at 127.0.0.1:" + port)
                .hasMessageNotContaining("secret");
    }

    @Test
    void database_listening_passes() throws Exception {
        try (ServerSocket database = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + database.getLocalPort() + "/axletree";

            assertThatCode(() -> preflight(Map.of("axletree.db.url", url)).checkDatabase())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void home_lockedByAnotherProcess_isRefused() throws Exception {
        StateDirectory home = StateDirectory.at(temporary.resolve("home"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        home.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");

            assertThatThrownBy(() -> HomeLock.take(home))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("AXLETREE_HOME: " + home
                            + " is in use by another process (expected: a state directory of its own)");
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThatCode(() -> HomeLock.take(home).close())
                .as("the lock ends with the process")
                .doesNotThrowAnyException();
    }

    /** A second server, as far as the lock is concerned. */
    static final class LockHolder {
        public static void main(String[] arguments) throws Exception {
            HomeLock.take(StateDirectory.at(Path.of(arguments[0])));
            System.out.println("locked");
            Thread.sleep(60_000);
        }
    }

    private static Preflight preflight(Map<String, String> values) {
        return new Preflight(Settings.of(values));
    }

    private static Map<String, String> freePorts() throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("axletree.bind", "127.0.0.1");
        ServerSocket[] sockets = new ServerSocket[7];
        String[] names = {"mqtt", "mqtts", "ws", "wss", "http", "https", "jms"};
        for (int i = 0; i < names.length; i++) {
            sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            values.put("axletree." + names[i] + ".port", Integer.toString(sockets[i].getLocalPort()));
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return values;
    }
}
