package org.axletree.verification.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.verification.harness.RawHttp;
import org.axletree.verification.harness.RunningHub;

/** What somebody without a token can do to the web ports. */
final class WebAttacks {
    private static final String FORM =
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
    private static final String SECRET = "marker-of-a-password";

    private WebAttacks() {}

    static Attack http2Pings() {
        String pings = "\0\0\10\6\0\0\0\0\0aaaaaaaa".repeat(20_000);
        return attack("8.1", "HTTP/2 by prior knowledge, and 340 KB of PINGs unread", hub -> {
            try (RawHttp connection = RawHttp.from("127.0.0.20", hub)) {
                try {
                    connection.say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + pings);
                } catch (IOException closed) {
                    return "refused and closed";
                }
                assertThat(connection.untilClosed()).matches("(?s)(HTTP/1.1 400 .*)?");
            }
            return "refused and closed";
        });
    }

    static Attack unfinishedBodies() {
        return attack("8.2", "60 unfinished bodies and 60 unfinished headers at once", hub -> {
            List<RawHttp> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 60; i++) {
                    String address = "127.0.0." + (30 + i % 10);
                    slow.add(RawHttp.from(address, hub).say(FORM + "1000\r\n\r\na"));
                    slow.add(RawHttp.from(address, hub).say("GET /login HTTP/1.1\r\nHost: x\r\nA: "));
                }
                for (RawHttp connection : slow) {
                    assertThat(connection.untilClosed()).isEmpty();
                }
            } finally {
                slow.forEach(RawHttp::close);
            }
            return "closed without an answer";
        });
    }

    static Attack ambiguousRequests() {
        List<String> requests = List.of(
                "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "GET /hubs HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /hubs;axletree=1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /hubs HTTP/1.1\nHost: x\n\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n");
        return attack(
                "8.14", "both lengths, two encodings, two hosts, sessions in paths, bare LF, bad escapes", hub -> {
                    for (String request : requests) {
                        try (RawHttp connection = RawHttp.from("127.0.0.21", hub)) {
                            assertThat(connection.say(request).untilClosed()).startsWith("HTTP/1.1 400 ");
                        }
                    }
                    return "400 and closed";
                });
    }

    /** Between two chunks, and between two lines of a header: where one server reads what another does not. */
    static Attack oddFraming() {
        String head = "POST /login HTTP/1.1\r\nHost: x\r\n";
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        List<String> requests = List.of(
                chunked + "2\n{}\r\n0\r\n\r\n",
                chunked + "2\r\n{}GET / HTTP/1.1\r\n0\r\n\r\n",
                chunked + "2;a=b\r\n{}\r\n0\r\n\r\n",
                chunked + "0\r\na: b\r\n\r\n",
                chunked + "7fffffffffffffff\r\n",
                head + "A: b\r\n c\r\n\r\n",
                head + "A : b\r\n\r\n",
                head + "Content-Length: 999999999999999999\r\n\r\n",
                "GET /health/../login HTTP/1.1\r\nHost: x\r\n\r\n");
        return attack("8.14", "bare LF and more between chunks, folded lines, absurd lengths, dot segments", hub -> {
            for (String request : requests) {
                assertThat(said(hub, request)).startsWith("HTTP/1.1 400 ").contains("{\"type\":\"invalid_request\"");
            }
            return "400 and closed";
        });
    }

    static Attack brokenForms() {
        String body = "login:password=" + SECRET + "%zz";
        return attack("8.11", "a password with a broken % in a form", hub -> {
            try (RawHttp connection = RawHttp.from("127.0.0.22", hub)) {
                assertThat(connection
                                .say(FORM + body.length() + "\r\n\r\n" + body)
                                .untilClosed())
                        .startsWith("HTTP/1.1 400 ");
            }
            assertThat(hub.log()).doesNotContain(SECRET);
            return "400, and not in the log";
        });
    }

    static Attack guessedPasswords() {
        AtomicInteger stranger = new AtomicInteger();
        return attack("8.10", "passwords guessed in the administrator's name from twelve addresses", hub -> {
            String address = "127.0.1." + (1 + stranger.getAndIncrement() % 12);
            String nonce;
            try (RawHttp connection = RawHttp.from(address, hub)) {
                String page = connection
                        .say("GET /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .untilClosed();
                nonce = page.replaceAll("(?s).*name=\"primefaces.nonce\" value=\"([^\"]*)\".*", "$1")
                        .replace("=", "%3D")
                        .replace("+", "%2B")
                        .replace("/", "%2F");
            }
            String body = "login=login&login:user=admin&login:logIn=&jakarta.faces.ViewState=stateless"
                    + "&login:password=guess&primefaces.nonce=" + nonce;
            try (RawHttp connection = RawHttp.from(address, hub)) {
                String answer = connection
                        .say(FORM + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                        .untilClosed();
                assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("Set-Cookie");
            }
            Thread.sleep(200); // a hash is slow on purpose: the others shall have the processor, too
            return "wrong, or too many attempts";
        });
    }

    /** What is answered until the connection is closed. */
    static String said(RunningHub hub, String request) throws IOException {
        try (RawHttp connection = RawHttp.from("127.0.0.23", hub)) {
            return connection.say(request).untilClosed();
        }
    }

    static Attack attack(String line, String tried, Round round) {
        return new Attack() {
            @Override
            public String line() {
                return line;
            }

            @Override
            public String tried() {
                return tried;
            }

            @Override
            public String round(RunningHub hub) throws Exception {
                return round.on(hub);
            }
        };
    }

    /** Once. */
    interface Round {
        String on(RunningHub hub) throws Exception;
    }
}
