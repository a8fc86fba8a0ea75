package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that take several names, beside a server with fred and bob; it does nothing to carl, who is there too. */
class SeveralThingsTest {
    private final List<String> done = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String path = exchange.getRequestURI().getPath();
            String id = path.replaceFirst("(/(enable|disable))$", "").replaceFirst(".*/", "");
            boolean refused = id.equals("id-carl");
            exchange.getRequestBody().readAllBytes();
            String answer = "{\"id\":\"" + id + "\"}";
            if (exchange.getRequestMethod().equals("GET")) {
                String name = query.replaceFirst(".*name=([a-z]*).*", "$1");
                String found =
                        name.matches("fred|bob|carl") ? "{\"id\":\"id-" + name + "\",\"name\":\"" + name + "\"}" : "";
                answer = "{\"total_count\":1,\"devices\":[" + found + "],\"hubs\":[" + found + "],\"routes\":[" + found
                        + "]}";
            } else if (refused) {
                answer = "{\"type\":\"precondition_failed\",\"message\":\"it is busy\"}";
            } else {
                done.add(id);
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 412 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private Said axle(String line) {
        return Said.by(
                Map.of(
                        "AXLE_TOKEN",
                        "x",
                        "AXLE_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"device delete %s --yes", "hub delete %s --yes", "route delete %s --yes", "device enable %s"})
    void nameThatIsNotThere_isToldBeforeAnythingIsDone(String command) {
        Said said = axle(command.formatted("fred bob nosuch"));

        assertThat(said.status()).isEqualTo(Status.NOT_FOUND);
        assertThat(said.err()).contains("nosuch");
        assertThat(done).isEmpty();
        assertThat(axle(command.formatted("fred bob")).status()).isEqualTo(Status.DONE);
        assertThat(done).containsExactly("id-fred", "id-bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"device delete %s --yes", "device enable %s"})
    void whatWasDoneBeforeARefusal_isTold(String command) {
        Said said = axle(command.formatted("fred carl bob"));

        assertThat(said.status()).isEqualTo(Status.CONFLICT);
        assertThat(said.err()).startsWith("axle: carl: ").contains("; done before that: fred");
        assertThat(said.out()).contains("id-fred").doesNotContain("id-bob");
        assertThat(done).containsExactly("id-fred");
    }

    @Test
    void nameThatIsThereTwice_isMeantOnce() {
        assertThat(axle("device delete bob fred bob --yes").status()).isEqualTo(Status.DONE);
        assertThat(done).containsExactly("id-bob", "id-fred");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub create | --name is missing (expected: --name NAME)",
                "device create lamp | --hub is missing (expected: --hub HUB)",
            })
    void optionThatIsMissing_isToldWithWhatWouldBeRight(String line, String sentence) {
        Said said = axle(line);

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err()).contains(sentence, "expected: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob --username bob --password x",
                "--device bob --client-id c",
                "bob --password-file none",
                "bob --certificate-file none",
                "bob --secure false"
            })
    void deviceAndWhatItWouldSend_doNotGoTogether(String arguments) {
        Said said = axle("device explain-login " + arguments);

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .contains(
                        "and the device bob do not go together (expected: the device alone, for its last attempt; or --client-id"
                                + " and --username without it");
        assertThat(done).isEmpty();
    }
}
