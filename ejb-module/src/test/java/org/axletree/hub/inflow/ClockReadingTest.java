package org.axletree.hub.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-29T17:30:00Z");

    /** Of 32 bytes; whether it is right was looked at before. */
    private static final String SIGNATURE = "A".repeat(43) + "%3D";

    /** A stamp names an hour, of which the nearest moment counts. */
    @ParameterizedTest
    @CsvSource({
        "2026112917, 0, ''",
        "2026112918, 1800, 'by 1800 s, ahead'",
        "2026112916, -1800, 'by 1800 s, behind'",
        "2026112915, -5400, 'by 5400 s, behind'"
    })
    void hourOfAPassword_tellsHowFarTheClockIsOff(String stamp, long seconds, String warning) {
        assertThat(read("p_gw_0_1_" + stamp, "p_gw", "digest"))
                .contains(new ClockReading(OptionalLong.of(seconds), warning));
    }

    @ParameterizedTest
    @CsvSource({"3600", "301", "-86401"})
    void tokenThatLasts_orThatEndedLongAgo_tellsNothing(long left) {
        assertThat(token(left)).isEmpty();
    }

    @Test
    void tokenThatIsAboutToEnd_isWarnedOf() {
        assertThat(token(42)).contains(new ClockReading(OptionalLong.empty(), "the token ends in 42 s"));
    }

    @Test
    void tokenThatHasEnded_tellsHowFarTheClockIsBehindAtLeast() {
        assertThat(token(-900)).contains(new ClockReading(OptionalLong.of(-900), ""));
    }

    @Test
    void passwordsOfOthers_tellNothing() {
        assertThat(read("pump", "pump", "SharedAccessSignature sr=x&sig=" + SIGNATURE + "&se=" + NOW.getEpochSecond()))
                .as("no user name of Azure's")
                .isEmpty();
        assertThat(read("p_gw_0_0_2026112910", "p_gw", "digest"))
                .as("a stamp that nobody compares")
                .isEmpty();
        assertThat(read("pump", "hub.example.com/pump/?api-version=2021-04-12", "no token"))
                .isEmpty();
    }

    private static Optional<ClockReading> token(long left) {
        return read(
                "pump",
                "hub.example.com/pump/?api-version=2021-04-12",
                "SharedAccessSignature sr=hub.example.com%2Fdevices%2Fpump&sig=" + SIGNATURE + "&se="
                        + (NOW.getEpochSecond() + left));
    }

    private static Optional<ClockReading> read(String clientId, String userName, String password) {
        return ClockReading.of(
                new ConnectRequest(
                        1,
                        ConnectionSecurity.SERVER_TLS,
                        List.of(),
                        clientId,
                        userName,
                        password.getBytes(StandardCharsets.UTF_8),
                        "MQTT 3.1.1",
                        "192.0.2.1:1"),
                NOW);
    }
}
