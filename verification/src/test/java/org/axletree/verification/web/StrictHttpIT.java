package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RawHttp;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Issue 8: what two servers might read in two ways is no request, and nobody speaks anything but HTTP 1.1. */
@ExtendWith(SharedAxletree.class)
class StrictHttpIT {
    private static final String CHUNKED = "POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final AxletreeProcess hub;

    StrictHttpIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    static Stream<Arguments> noRequests() {
        return Stream.of(
                Arguments.of(
                        "both lengths",
                        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "chunked, identity",
                        "POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "two transfer encodings",
                        "POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "two lengths",
                        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("a length with a sign", "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n"),
                Arguments.of("bare LF", "GET /health/live HTTP/1.1\nHost: x\n\n"),
                Arguments.of("bare LF within", "GET /health/live HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n"),
                Arguments.of("two hosts", "GET /health/live HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n"),
                Arguments.of("a host that is a list", "GET /health/live HTTP/1.1\r\nHost: x, y\r\n\r\n"),
                Arguments.of("no host", "GET /health/live HTTP/1.1\r\n\r\n"),
                Arguments.of("a space before the colon", "GET /health/live HTTP/1.1\r\nHost : x\r\n\r\n"),
                Arguments.of("HTTP 0.9", "GET /health/live\r\n\r\n"),
                Arguments.of("HTTP 2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of("session in the path", "GET /hubs;axletree=0123456789 HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of(
                        "hidden session in the path", "GET /hubs%3Baxletree=0123456789 HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("broken escape in the path", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("broken escape in the API", "GET /iot/v1/% HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("broken escape in the query", "GET /login?from=%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("NUL in the path", "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("bad chunk", CHUNKED + "zz\r\n\r\n"),
                Arguments.of("bare LF before a chunk", CHUNKED + "2\n{}\r\n0\r\n\r\n"),
                Arguments.of("bare LF behind a chunk", CHUNKED + "2\r\n{}\n0\r\n\r\n"),
                Arguments.of("more than a chunk", CHUNKED + "2\r\n{}GET / HTTP/1.1\r\n0\r\n\r\n"),
                Arguments.of("an extension of a chunk", CHUNKED + "2;a=b\r\n{}\r\n0\r\n\r\n"),
                Arguments.of("too large a chunk", CHUNKED + "7fffffffffffffff\r\n"),
                Arguments.of("a line behind the last chunk", CHUNKED + "0\r\na: b\r\n\r\n"),
                Arguments.of("a folded line", "GET /health/live HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n"),
                Arguments.of("a folded host", "GET /health/live HTTP/1.1\r\nHost:\r\n x\r\n\r\n"),
                Arguments.of("a line without a colon", "GET /health/live HTTP/1.1\r\nHost: x\r\nA\r\n\r\n"),
                Arguments.of("two spaces", "GET  /health/live HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("a fragment", "GET /health/live#a HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("a body of a GET", "GET /login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"),
                Arguments.of("a segment ..", "GET /health/..%2fhubs HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("a path in another charset", "GET /a%ff HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("TRACE", "TRACE /health/live HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("a tunnel", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of(
                        "18 digits of a length",
                        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999999999\r\n\r\n"),
                Arguments.of(
                        "40 digits of a length",
                        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: " + "9".repeat(40) + "\r\n\r\n"),
                Arguments.of("a header without end", "GET / HTTP/1.1\r\nHost: x\r\nA: " + "b".repeat(16_400)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noRequests")
    void whatIsNoRequest_isRefused_andTheConnectionIsClosed_onBothPorts(String what, String said) throws IOException {
        for (RawHttp connection : List.of(RawHttp.to(hub), RawHttp.withTls(hub))) {
            try (connection) {
                assertThat(connection.say(said).untilClosed())
                        .startsWith("HTTP/1.1 400 ")
                        .contains("Content-Type: application/json")
                        .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'")
                        .contains("{\"type\":\"invalid_request\",\"message\":\"");
            }
        }
    }

    @Test
    void malformedAddress_isAnsweredInTheShapeOfTheApi() throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            assertThat(connection.say("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n").untilClosed())
                    .contains("Content-Type: application/json")
                    .contains("{\"type\":\"invalid_request\",\"message\":\"a % in the address");
        }
    }

    @Test
    void requestBehindAnother_isHeldToTheSameRules() throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            String answers = connection
                    .say("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
                            + "GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")
                    .untilClosed();
            assertThat(answers).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 400 ");
        }
    }

    @Test
    void requestsBehindOneAnother_areAnsweredInOrder() throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            String answers = connection
                    .say("GET /ca/server.pem HTTP/1.1\r\nHost: x\r\n\r\n"
                            + "POST /iot/v1/regions/fr-par/hubs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "2\r\n{}\r\n0\r\n\r\n")
                    .untilClosed();
            assertThat(answers.indexOf("BEGIN CERTIFICATE"))
                    .isPositive()
                    .isLessThan(answers.indexOf("denied_authentication"));
        }
    }

    @Test
    void offerOfHttp2_isPassedOver() throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            connection.say("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");
            assertThat(connection.until("event_loops")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void body_isAskedForOnce() throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            connection.say("POST /iot/v1/regions/fr-par/hubs HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + hub.adminToken()
                    + "\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            connection.until("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(connection.say("{}").until("\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void tls_offersNoHttp2_andNoCbc() {
        assertThat(openssl("-alpn", "h2,http/1.1")).doesNotContain("ALPN protocol: h2");
        assertThat(openssl(
                        "-tls1_2",
                        "-cipher",
                        "ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA"))
                .contains("Cipher is (NONE)");
        assertThat(openssl("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"))
                .contains("Cipher is ECDHE-ECDSA-AES128-GCM-SHA256");
        assertThat(openssl("-tls1_3")).contains("Cipher is TLS_");
    }

    @Test
    void topicOfANetwork_mayHaveASemicolon_asAnEscape() throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            String answer = connection
                    .say(
                            "POST /networks/none/a%3Bb HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    .untilClosed();
            assertThat(answer).doesNotContain("a parameter in the path");
        }
    }

    /** What comes behind it may be its body in the eyes of another server, or its body the next request. */
    @Test
    void bodyOfAGet_isTheLastThatIsRead() throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            String answers = connection
                    .say("GET /networks/none HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                            + "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                    .untilClosed();
            assertThat(answers)
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Connection: close")
                    .doesNotContain("HTTP/1.1 200 ");
        }
    }

    @Test
    void redirectToTheLogin_doesNotFollowTheHost() throws IOException {
        for (String said : List.of(
                "GET /hubs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                "GET http://evil.example/hubs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")) {
            try (RawHttp connection = RawHttp.to(hub)) {
                assertThat(connection.say(said).untilClosed())
                        .startsWith("HTTP/1.1 302 ")
                        .contains("\r\nLocation: /login")
                        .doesNotContain("evil");
            }
        }
    }

    private String openssl(String... options) {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect"));
        command.add("127.0.0.1:" + hub.https("/").getPort());
        command.addAll(List.of(options));
        return Ran.command(Duration.ofMinutes(1), command).out();
    }
}
