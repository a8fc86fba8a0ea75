package org.axletree.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PresenceTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final Presence presence = new LocalPresence();

    @Test
    void connectionAndActivity_areSeenAtTheSameMoment() {
        assertThat(presence.seen("one")).isEqualTo(Presence.Seen.NEVER);

        presence.arrived("hub", "one", 1, AT);
        assertThat(presence.seen("one")).isEqualTo(new Presence.Seen(true, Optional.of(AT)));

        assertThat(presence.takeActivity(Duration.ZERO)).containsEntry("one", AT);
        assertThat(presence.takeActivity(Duration.ZERO)).isEmpty();
        assertThat(presence.seen("one")).isEqualTo(new Presence.Seen(true, Optional.of(AT)));
    }

    @Test
    void movedDevice_countsInItsNewHub_whicheverIsToldFirst() {
        Presence moves = new LocalPresence();
        Instant now = Instant.now();
        moves.arrived("old", "gone first", 1, now);
        moves.departed("gone first", 1, now);
        moves.arrived("new", "gone first", 2, now);
        moves.arrived("old", "gone last", 3, now);
        moves.arrived("new", "gone last", 4, now);
        moves.departed("gone last", 3, now);

        assertThat(moves.connectedDevices("old")).isZero();
        assertThat(moves.connectedDevices("new")).isEqualTo(2);
        moves.departed("gone first", 2, now);
        moves.departed("gone last", 4, now);
        assertThat(moves.connectedDevices()).isEmpty();
    }

    @Test
    void connectedDevices_areCountedByHub_eachOnce() {
        presence.arrived("hub", "one", 1, AT);
        presence.arrived("hub", "one", 2, AT);
        presence.arrived("hub", "other", 3, AT);
        presence.arrived("empty", "gone", 4, AT);
        presence.departed("gone", 4, AT);

        assertThat(presence.connectedDevices()).containsOnly(Map.entry("hub", 2));
    }

    @Test
    void device_isConnected_betweenArrivalAndDeparture() {
        presence.arrived("hub", "device", 1, AT);
        assertThat(presence.isConnected("device")).isTrue();
        assertThat(presence.connectedDevices("hub")).isEqualTo(1);

        presence.departed("device", 1, AT);
        assertThat(presence.isConnected("device")).isFalse();
        assertThat(presence.connectedDevices("hub")).isZero();
        assertThat(presence.connectedDevices()).isEmpty();
    }

    @Test
    void takeOver_inEitherOrder_leavesOneConnectedDevice() {
        presence.arrived("hub", "device", 1, AT);
        presence.arrived("hub", "device", 2, AT);
        presence.departed("device", 1, AT);
        assertThat(presence.connectedDevices("hub")).isEqualTo(1);

        presence.departed("device", 2, AT);
        presence.arrived("hub", "device", 3, AT);
        assertThat(presence.connectedDevices("hub")).isEqualTo(1);
    }

    @Test
    void departure_ofAnUnknownConnection_changesNothing() {
        presence.arrived("hub", "device", 1, AT);
        presence.departed("device", 7, AT);
        presence.departed("another", 1, AT);
        presence.arrived("hub", "device", 1, AT);

        assertThat(presence.connectedDevices("hub")).isEqualTo(1);
    }

    @Test
    void activity_isHandedOutOnce_andTheLatestCounts() {
        presence.arrived("hub", "device", 1, AT);
        presence.heard("device", AT.plusSeconds(5).toEpochMilli());
        presence.heard("device", AT.plusSeconds(3).toEpochMilli());
        presence.heard("stranger", AT.toEpochMilli());

        assertThat(presence.takeActivity(Duration.ZERO)).isEqualTo(Map.of("device", AT.plusSeconds(5)));
        assertThat(presence.takeActivity(Duration.ZERO)).isEmpty();
    }

    @Test
    void activity_ofADeviceThatLeft_isNotLost() {
        presence.arrived("hub", "device", 1, AT);
        presence.takeActivity(Duration.ZERO);
        presence.departed("device", 1, AT.plusSeconds(9));

        assertThat(presence.takeActivity(Duration.ZERO)).isEqualTo(Map.of("device", AT.plusSeconds(9)));
        assertThat(presence.takeActivity(Duration.ZERO)).isEmpty();
    }

    @Test
    void activity_ofADeviceThatStays_isHandedOutAtOnce_andThenSeldom() {
        Duration minute = Duration.ofMinutes(1);
        presence.arrived("hub", "device", 1, AT);
        assertThat(presence.takeActivity(minute)).isEqualTo(Map.of("device", AT));

        presence.heard("device", AT.plusSeconds(59).toEpochMilli());
        assertThat(presence.takeActivity(minute)).isEmpty();
        assertThat(presence.seen("device").heardAt()).contains(AT.plusSeconds(59));
        presence.heard("device", AT.plusSeconds(60).toEpochMilli());
        assertThat(presence.takeActivity(minute)).isEqualTo(Map.of("device", AT.plusSeconds(60)));

        presence.departed("device", 1, AT.plusSeconds(61));
        assertThat(presence.takeActivity(minute)).isEqualTo(Map.of("device", AT.plusSeconds(61)));
    }

    @Test
    void manyThreads_endWithNobodyConnected() {
        LongStream.range(0, 100_000).parallel().forEach(connection -> {
            String device = "device-" + connection % 7;
            presence.arrived("hub-" + connection % 7 % 2, device, connection, AT);
            presence.departed(device, connection, AT);
        });

        assertThat(presence.connectedDevices()).isEmpty();
    }
}
