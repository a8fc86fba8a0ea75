package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.RawHttp;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 8: whoever does not say all they have to say holds nothing but a connection, and that not for long. */
@ExtendWith(SharedAxletree.class)
class SlowClientsIT {
    private static final int MORE_THAN_THERE_ARE_THREADS = 240;

    private final AxletreeProcess hub;
    private final List<RawHttp> slow = new ArrayList<>();

    SlowClientsIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @AfterEach
    void close() {
        slow.forEach(RawHttp::close);
    }

    @Test
    void unfinishedBodies_holdNobodyUp() throws Exception {
        Api api = hub.api();
        for (int i = 0; i < MORE_THAN_THERE_ARE_THREADS; i++) {
            slow.add(RawHttp.from("127.0.0." + (2 + i % 200), hub)
                    .say("POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 1000\r\n\r\na"));
        }
        // Answered while every one of them is still open: each would hold a thread of its own, if any did.
        for (int i = 0; i < 20; i++) {
            assertThat(api.get("/health/live").status()).isEqualTo(200);
            assertThat(api.get("hubs").status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatTrickles_isClosed() throws Exception {
        assertTrickleIsClosed("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    }

    @Test
    void headerThatTrickles_isClosed() throws Exception {
        assertTrickleIsClosed("GET /login HTTP/1.1\r\nHost: x\r\nA: ");
    }

    private void assertTrickleIsClosed(String beginning) throws Exception {
        RawHttp connection = RawHttp.to(hub).say(beginning);
        slow.add(connection);
        Thread trickle = new Thread(() -> {
            try {
                while (true) {
                    connection.say("a");
                    Thread.sleep(1_000);
                }
            } catch (IOException | InterruptedException end) {
                // closed
            }
        });
        trickle.start();
        try {
            assertThat(connection.untilClosed()).isEmpty();
        } finally {
            trickle.interrupt();
        }
    }
}
