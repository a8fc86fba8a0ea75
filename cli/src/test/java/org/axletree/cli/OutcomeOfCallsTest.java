package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.axletree.cli.api.Reply;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses of what a device should have done. */
class OutcomeOfCallsTest {
    private static final String DEVICE = "22222222-2222-4222-8222-222222222222";

    @ParameterizedTest
    @CsvSource({"answered, DONE", "delivered, DONE", "expired, TIMED_OUT", "failed, FAILED"})
    void commandThatWasWaitedFor_hasTheStatusOfItsState(String state, Status expected) throws IOException {
        Said said = waited(state, "60");

        assertThat(said.status()).as(said.err()).isEqualTo(expected);
        assertThat(said.out()).as("the command itself").contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "sent"})
    void commandThatTakesLonger_isNotWaitedForAnyLonger(String state) throws IOException {
        Said said = waited(state, "0");

        assertThat(said.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(said.err()).startsWith("axle: the command is still " + state).hasLineCount(1);
        assertThat(said.out()).as("the command as it is then").contains("\"state\": \"" + state + "\"");
    }

    private static Said waited(String state, String seconds) throws IOException {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            byte[] answer = ("{\"id\":\"1\",\"state\":\"" + state + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        api.start();
        try {
            return Said.by(
                    Map.of(
                            "AXLE_TOKEN",
                            "x",
                            "AXLE_URL",
                            "http://127.0.0.1:" + api.getAddress().getPort()),
                    "command",
                    "send",
                    DEVICE,
                    "--name",
                    "reboot",
                    "--wait",
                    "--timeout",
                    seconds,
                    "-o",
                    "json");
        } finally {
            api.stop(0);
        }
    }

    @Test
    void methodOfADeviceThatIsAway_isNoMissingThing() {
        Reply reply = new Reply(
                404,
                "{\"Message\":\"ErrorCode:DeviceNotOnline;the device is not connected\"}",
                HttpHeaders.of(Map.of(), (name, value) -> true));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(reply::orThrow)
                .extracting(Failure::status)
                .isEqualTo(Status.FAILED);
    }
}
