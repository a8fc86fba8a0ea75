package org.axletree.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n";
    private static final String CHUNKED = "POST /login" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /" + HOST + "\r\n",
                "GET /a?b=%20&c={d}|e HTTP/1.0\r\n\r\n",
                "GET /a../.b/...%2fc%C3%85?../d" + HOST + "\r\n",
                "POST /" + HOST + "Content-Length: 0\r\n\r\n",
                "POST /" + HOST + "content-length:5 \r\n\r\n\r\n\n\r\n",
                "DELETE /" + HOST + "Content-Length: 2\r\n\r\n{}",
                "GET /networks/x" + HOST + "Content-Length: 2\r\n\r\n{}",
                "HEAD /ingest?a=b" + HOST + "Content-Length: 2\r\n\r\n{}",
                "POST /" + HOST + "X-Topic: \u00c3\u0085/\u00e2\u0080\u00a6\r\n\r\n",
                CHUNKED + "0\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n00A\r\n\r\n\r\n\r\n\r\n\r\n\r\n000\r\n\r\n"
            })
    void request_endsWhereItDoes_howeverItIsCut(String request) {
        String three = request + request + request;
        for (int part = 1; part <= three.length(); part++) {
            RequestFraming framing = new RequestFraming();
            assertThat(ends(framing, three, part))
                    .as("in parts of " + part)
                    .containsExactly(request.length(), 2 * request.length(), three.length());
            assertThat(framing.fault()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHUNKED + "2\n{}\r\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\n\n",
                CHUNKED + "2\r\n{}and more\r\n0\r\n\r\n",
                CHUNKED + "2;name=value\r\n{}\r\n0\r\n\r\n",
                CHUNKED + " 2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2 \r\n{}\r\n0\r\n\r\n",
                CHUNKED + "\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "-2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "100000000\r\n",
                CHUNKED + "0\r\nTrailer: b\r\n\r\n",
                "GET /" + HOST + "A: b\r\n c\r\n\r\n",
                "GET /" + HOST + "A: b\n\r\n",
                "GET /" + HOST + "A: b\rc\r\n\r\n",
                "GET /" + HOST + "A : b\r\n\r\n",
                "GET /" + HOST + "A\r\n\r\n",
                "GET /" + HOST + ": b\r\n\r\n",
                "GET  /" + HOST + "\r\n",
                "GET /#a" + HOST + "\r\n",
                "GET /a\\..\\b" + HOST + "\r\n",
                "CONNECT x:80" + HOST + "\r\n",
                "TRACE /" + HOST + "\r\n",
                "GET /health/../hubs" + HOST + "\r\n",
                "GET /health/%2E./hubs" + HOST + "\r\n",
                "GET /health/..%2fhubs" + HOST + "\r\n",
                "GET /health/." + HOST + "\r\n",
                "GET /a%ff%fe" + HOST + "\r\n",
                "GET /a\u00ff" + HOST + "\r\n",
                "GET /" + HOST + "Content-Length: 5\r\n\r\nhello",
                "HEAD /networks" + HOST + "Content-Length: 5\r\n\r\nhello",
                "GET /iot/networks/x" + HOST + "Content-Length: 5\r\n\r\nhello",
                "POST /" + HOST + "Content-Length: 2147483648\r\n\r\n",
                "POST /" + HOST + "Content-Length: 99999999999999999999\r\n\r\n",
                "\r\nGET /" + HOST + "\r\n"
            })
    void whatAnotherServerMayReadOtherwise_isNoRequest_howeverItIsCut(String said) {
        RequestFraming whole = new RequestFraming();
        ends(whole, said, said.length());
        Optional<String> why = whole.fault();
        assertThat(why).isPresent();
        for (int part = 1; part < said.length(); part++) {
            RequestFraming framing = new RequestFraming();
            assertThat(ends(framing, said, part)).isEmpty();
            assertThat(framing.fault()).isEqualTo(why);
        }
    }

    @Test
    void headerWithoutEnd_isNoRequest() {
        RequestFraming framing = new RequestFraming();
        ends(framing, "GET /" + HOST + "A: " + "b".repeat(20_000), 1_000);
        assertThat(framing.fault()).hasValueSatisfying(why -> assertThat(why).contains("16384"));
    }

    @Test
    void tooManyLines_areNoRequest() {
        RequestFraming framing = new RequestFraming();
        ends(framing, "GET /" + HOST + "A: b\r\n".repeat(100) + "\r\n", 100);
        assertThat(framing.fault()).hasValueSatisfying(why -> assertThat(why).contains("100"));
    }

    /** Where requests ended, said in parts; what is behind a fault is not read. */
    private static List<Integer> ends(RequestFraming framing, String said, int part) {
        List<Integer> ends = new ArrayList<>();
        for (int from = 0; from < said.length() && framing.fault().isEmpty(); ) {
            int to = Math.min(said.length(), from + part);
            Buffer bytes = Buffers.wrap(
                    MemoryManager.DEFAULT_MEMORY_MANAGER,
                    said.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
            int read = framing.read(bytes);
            from += read - bytes.position();
            if (framing.fault().isEmpty() && framing.isBetweenRequests()) {
                ends.add(from);
            }
        }
        return ends;
    }
}
