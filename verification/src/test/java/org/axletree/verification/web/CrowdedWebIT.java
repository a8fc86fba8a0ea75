package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.RawHttp;
import org.junit.jupiter.api.Test;

/** There is room for so many connections of web clients, in all and from one address; whoever waited for longest makes room. */
class CrowdedWebIT {
    private static final int MOST_OF_AN_ADDRESS = 3;
    private static final int MOST = 20;

    private static final String QUESTION = "GET /ca/server.pem HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void newest_takesTheRoomOfTheOldest_ofItsAddress_orOfAll() throws IOException {
        List<RawHttp> connections = new ArrayList<>();
        try (AxletreeProcess hub = Axletree.fresh()
                .withLimit("WEB_CONNECTIONS_PER_ADDRESS", MOST_OF_AN_ADDRESS)
                .withLimit("WEB_CONNECTIONS", MOST)
                .start()) {
            answered(RawHttp.from("127.0.0.3", hub), connections);
            for (int i = 0; i < MOST_OF_AN_ADDRESS + 1; i++) {
                answered(RawHttp.from("127.0.0.2", hub), connections);
            }

            RawHttp oldest = connections.get(1);
            assertIsClosed(oldest);
            for (RawHttp open : connections) {
                if (open != oldest) {
                    open.say(QUESTION).until("END CERTIFICATE");
                }
            }

            for (int i = 0; i < MOST; i++) {
                answered(RawHttp.from("127.0.1." + (1 + i), hub), connections);
            }
            assertIsClosed(connections.get(0));
            connections.get(connections.size() - 1).say(QUESTION).until("END CERTIFICATE");
        } finally {
            connections.forEach(RawHttp::close);
        }
    }

    private static void answered(RawHttp connection, List<RawHttp> connections) throws IOException {
        connections.add(connection);
        connection.say(QUESTION).until("END CERTIFICATE");
    }

    /** Whoever asks is not answered any more. */
    private static void assertIsClosed(RawHttp connection) {
        String said = "";
        try {
            said = connection
                    .say("GET /ca/server.pem HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .untilClosed();
        } catch (IOException closed) {
            // as it should be
        }
        assertThat(said).doesNotContain("HTTP/1.1");
    }
}
