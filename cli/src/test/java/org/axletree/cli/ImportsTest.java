package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of devices beside a server that takes them all. */
class ImportsTest {
    private static final int MOST = 1_048_576;
    private static final String HUB = "11111111-1111-4111-8111-111111111111";

    private final List<byte[]> bodies = new ArrayList<>();
    private HttpServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            byte[] answer = "{\"created\":[],\"unchanged\":[],\"skipped\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private Said imported(byte[] csv) throws IOException {
        Path file = Files.write(directory.resolve("devices.csv"), csv);
        return Said.by(
                Map.of(
                        "AXLE_TOKEN",
                        "x",
                        "AXLE_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                "import",
                "csv",
                file.toString(),
                "--hub",
                HUB);
    }

    private Said imported(String csv) throws IOException {
        return imported(csv.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void devicesThatAreTooLargeTogether_areSentApart_inBytes() throws IOException {
        String large = "é".repeat(380_000);

        Said said = imported("name,description\na," + large + "\nb," + large + "\nc,small\n");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(bodies).hasSize(3).allSatisfy(body -> assertThat(body).hasSizeLessThanOrEqualTo(MOST));
    }

    @Test
    void smallDeviceBeforeALargeOne_isSentBeforeIt() throws IOException {
        Said said = imported("name,description\na," + "x".repeat(300_000) + "\nb," + "x".repeat(900_000) + "\n");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(bodies).hasSize(2).allSatisfy(body -> assertThat(body).hasSizeLessThanOrEqualTo(MOST));
    }

    @Test
    void deviceThatIsTooLargeAlone_staysBehind_andTheOthersCome() throws IOException {
        Said said = imported("name,description\na,small\nb," + "x".repeat(MOST) + "\nc,small\n");

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out()).contains("line 3, b: takes ", " bytes (expected: at most ");
        assertThat(bodies).singleElement().satisfies(body -> assertThat(new String(body, StandardCharsets.UTF_8))
                .contains("\"name\":\"a\"", "\"name\":\"c\"")
                .doesNotContain("\"name\":\"b\""));
    }

    @Test
    void longName_isShownShortened() throws IOException {
        String name = "n".repeat(5_000);

        Said said = imported(
                "name,user_name,password\n" + name + ",u,p\n" + name + ",v,p\nx," + name + ",p\ny," + name + ",p\n");

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out()).contains("line 3, nnn", "line 5, y: its user name nnn");
        assertThat(said.out().lines()).allMatch(line -> line.length() < 600);
    }

    @Test
    void columnThatIsThereTwice_isTold() throws IOException {
        Said said = imported("\nname,password,Name\na,b,c\n");

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .isEqualToIgnoringNewLines("axle: line 2: the column name is there twice (expected: once)");
    }

    @Test
    void bytesThatAreNoText_areToldWithTheirLine() throws IOException {
        Said said = imported("name\na\nb\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .startsWith("axle: line 3 of " + directory.resolve("devices.csv") + " is no text in UTF-8")
                .hasLineCount(1);
        assertThat(bodies).isEmpty();
    }
}
