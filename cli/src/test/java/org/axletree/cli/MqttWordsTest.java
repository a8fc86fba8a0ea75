package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code pub} and {@code sub} say of wrong words, and of a server that refuses. */
@Timeout(60)
class MqttWordsTest {
    private static final int NOT_AUTHORIZED = 0x87;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pub -t x/# -m m",
                "pub -t x/+/y -m m",
                "sub -t news/#/x",
                "sub -t a+",
                "pub -t x -m m --will-topic y/#",
                "device simulate --hub 11111111-1111-4111-8111-111111111111 -t x/#"
            })
    void wrongTopic_isWrongUsage_andNoFaultOfAxle(String words) {
        Said said = Said.by(Map.of("AXLE_TOKEN", "x", "AXLE_URL", "http://127.0.0.1:1"), words.split(" "));

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err()).contains("was wrong (expected: ").doesNotContain("Exception");
    }

    @Test
    void messageThatIsRefused_tellsTheReason_andThatItWasRefused() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> refuseMessage(server));

            Said said = pub(server, "-V", "mqttv5", "-q", "1");

            assertThat(said.status()).as(said.err()).isEqualTo(Status.REFUSED);
            assertThat(said.err()).contains("refused the message: not authorized");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"builder", "builder\n", "builder\r\n"})
    void passwordOfAFile_hasNoEndOfLine(String content, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), content);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> refuseMessage(server));

            pub(server, "-V", "mqttv5", "-q", "1", "-u", "u", "-P", "@" + file);

            assertThat(sent.get()).endsWith("builder");
        }
    }

    private static Said pub(ServerSocket server, String... more) {
        String[] words = {"pub", "-h", "127.0.0.1", "-p", "" + server.getLocalPort(), "-t", "x", "-m", "m"};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Said.by(Map.of(), all);
    }

    /** Lets a client in and refuses what it says; the text of its CONNECT. */
    private static String refuseMessage(ServerSocket server) {
        try (Socket client = server.accept()) {
            byte[] connect = packet(client.getInputStream());
            client.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
            byte[] publish = packet(client.getInputStream());
            int id = 2 + publish[1];
            client.getOutputStream().write(new byte[] {0x40, 3, publish[id], publish[id + 1], (byte) NOT_AUTHORIZED});
            return new String(connect, StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What follows the fixed header of a short packet. */
    private static byte[] packet(InputStream in) throws IOException {
        in.read();
        return in.readNBytes(in.read());
    }
}
