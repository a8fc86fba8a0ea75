package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.RawHttp;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 8, items 5 and 11: what strangers send does not get into the log, and does not fill it. */
@ExtendWith(SharedAxletree.class)
class QuietLogIT {
    private static final String MARKER = "marker-in-the-log";
    private static final int MANY = 50;

    private final AxletreeProcess hub;

    QuietLogIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @Test
    void parametersOfRequests_areNotLogged() throws IOException {
        String form = "login=login&login:user=" + MARKER + "&login:password=" + MARKER;
        for (String body : List.of(form, form + "%zz", form + "%ff%fe", form + "&%", "=" + MARKER + "%00")) {
            say("POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body);
            say("POST /iot/v1/regions/fr-par/hubs?name=" + MARKER + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: "
                    + hub.adminToken() + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body);
        }
        say("GET /login?from=" + MARKER + "%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        say("GET /hub?id=" + MARKER + "%c0%af HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(hub.log()).doesNotContain(MARKER);
    }

    @Test
    void noise_isNotALineEach() throws IOException {
        long before = hub.log().lines().count();
        for (int i = 0; i < MANY; i++) {
            say("POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n");
            say("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n");
            say("GET / HTTP/9.9\r\nHost: x\r\n\r\n");
        }
        assertThat(hub.log().lines().count() - before).isLessThan(MANY);
    }

    private void say(String text) throws IOException {
        try (RawHttp connection = RawHttp.to(hub)) {
            connection.say(text).untilClosed();
        }
    }
}
