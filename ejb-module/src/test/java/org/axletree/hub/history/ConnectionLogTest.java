package org.axletree.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;

class ConnectionLogTest {
    private static final Instant THEN = Instant.parse("2030-01-02T03:04:05Z");

    private final ConnectionLog log = new ConnectionLog(2, 3);

    @Test
    void connection_isRememberedWithItsEnd() {
        log.arrived("device", connection(7), THEN);
        assertThat(log.of("device"))
                .singleElement()
                .satisfies(one -> assertThat(one.keepAliveSeconds()).isEqualTo(60))
                .satisfies(one -> assertThat(one.end()).isEmpty());
        log.departed("device", 7, THEN.plusSeconds(5), Reason.DISCONNECTED);
        assertThat(log.of("device").get(0).end())
                .isEqualTo(Optional.of(new PastConnection.End(THEN.plusSeconds(5), Reason.DISCONNECTED)));
        assertThat(log.turns("device")).isEqualTo(2);
    }

    @Test
    void device_hasItsLatestOnes_newestFirst() {
        for (long id = 1; id <= 3; id++) {
            log.arrived("device", connection(id), THEN.plusSeconds(id));
        }
        assertThat(log.of("device"))
                .extracting(PastConnection::began)
                .containsExactly(THEN.plusSeconds(3), THEN.plusSeconds(2));
        log.departed("device", 1, THEN.plusSeconds(9), Reason.DISCONNECTED);
        assertThat(log.of("device")).allSatisfy(one -> assertThat(one.end()).isEmpty());
    }

    @Test
    void devicesThatCameLongAgo_areForgottenFirst() {
        for (String device : List.of("a", "b", "a", "c")) {
            log.arrived(device, connection(1), THEN);
        }
        assertThat(log.of("b")).isEmpty();
        assertThat(log.of("a")).hasSize(2);
        assertThat(log.of("c")).hasSize(1);
        assertThat(log.of("nobody")).isEmpty();
    }

    private static ConnectRequest connection(long id) {
        return new ConnectRequest(
                id, ConnectionSecurity.PLAIN, List.of(), "client", "", new byte[0], "MQTT 5", "127.0.0.1:1", 60, "");
    }
}
