package org.axletree.verification.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.harness.MqttLine.CLOSED;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.axletree.verification.harness.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** scaleway.md B7, B8, C1 to C3: three kinds of connection, two security settings, and who one is. */
@ExtendWith(SharedAxletree.class)
class SecurityMatrixIT {
    private static final int ACCEPTED = 0;
    private static final int NO_IDENTITY = 2;
    private static final int REFUSED = 5;

    private final AxletreeProcess hub;
    private final Fleet fleet;
    private final Hub home;

    SecurityMatrixIT(AxletreeProcess hub) {
        this.hub = hub;
        this.fleet = hub.fleet();
        this.home = fleet.hub();
    }

    @ParameterizedTest
    @CsvSource({
        "plain,     true,  0",
        "serverTls, true,  0",
        "mutualTls, true,  0",
        "plain,     false, 5",
        "serverTls, false, 5",
        "mutualTls, false, 0"
    })
    void connection_ofEachKindAndSetting(String kind, boolean allowInsecure, int expected) {
        Device device = allowInsecure ? fleet.insecureDevice(home) : fleet.device(home);
        try (MqttLine line = line(kind, device)) {
            assertThat(line.connect("", device.id())).isEqualTo(expected);
        }
    }

    @Test
    void certificate_withoutUserName_isEnough() {
        Device device = fleet.device(home);
        try (MqttLine line = MqttLine.mutualTls(hub, device)) {
            assertThat(line.connect("", "")).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void deviceId_asClientId_isEnoughWhereInsecureIsAllowed() {
        Device device = fleet.insecureDevice(home);
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connect(device.id(), "")).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void nobody_isRefused() {
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connect("client-" + UUID.randomUUID(), "")).isEqualTo(NO_IDENTITY);
        }
    }

    /** As a wrong password is, from the first device on that has one. Before, as nobody: GateTest. */
    @Test
    void nameOfNobody_isRefused() {
        AxleShell shell = new AxleShell(hub).set("HUB", home.id());
        shell.file("fleet.csv", "name,user_name,password\nsomebody,somebody,a long secret\n");
        shell.out("axle import csv fleet.csv --hub $HUB -o none");
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connect("client-" + UUID.randomUUID(), "someone")).isEqualTo(REFUSED);
        }
    }

    @Test
    void unknownDeviceId_isRefused() {
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connect("", UUID.randomUUID().toString())).isEqualTo(NO_IDENTITY);
        }
    }

    @Test
    void certificate_ofAnotherHubsAuthorityWithAKnownName_actsInThatHubOnly() {
        Hub neighbours = fleet.hub();
        String name = Fleet.unique("same-name");
        Device mine = fleet.device(home, name, "");
        Device theirs = fleet.device(neighbours, name, "");
        Route myRoute = fleet.route(home, "#");
        Route theirRoute = fleet.route(neighbours, "#");
        try (MqttLine line = MqttLine.mutualTls(hub, theirs);
                RouteConsumer myConsumer = RouteConsumer.of(hub, myRoute.queue());
                RouteConsumer theirConsumer = RouteConsumer.of(hub, theirRoute.queue())) {
            // My device's ID as user name and client ID does not bring the other hub's certificate into my hub.
            assertThat(line.connect(mine.id(), mine.id())).isEqualTo(ACCEPTED);
            line.publishAndWait("whose", "theirs");
            assertThat(theirConsumer.next(Duration.ofMinutes(1)).orElseThrow().properties())
                    .containsEntry("device_id", theirs.id());
            assertThat(myConsumer.next(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void certificate_ofAnotherHubsAuthorityWithANameKnownOnlyHere_isRefused() {
        Hub neighbours = fleet.hub();
        String name = Fleet.unique("only-here");
        fleet.device(home, name, "");
        Device theirs = fleet.device(neighbours, name, "");
        hub.api().delete("devices/" + theirs.id()).orThrow();
        assertThat(connectMutually(theirs)).isIn(NO_IDENTITY, REFUSED, CLOSED);
    }

    @Test
    void certificate_ofAnAuthorityThatIsNoHubs_isRefused() {
        Device known = fleet.device(home);
        Device forged = ForeignAuthority.in(hub.axletree().directory()).certify(known);
        assertThat(connectMutually(forged)).isIn(REFUSED, CLOSED);
    }

    @Test
    void certificate_ofAnAuthorityThatOnlyBearsTheHubsName_isRefused() {
        Device known = fleet.device(home);
        Device forged = ForeignAuthority.in(hub.axletree().directory())
                .namedLike(fleet.hubAuthority(home))
                .certify(known);
        assertThat(connectMutually(forged)).isIn(REFUSED, CLOSED);
    }

    @Test
    void anotherDevicesId_asUserNameWithACertificate_doesNotChangeWhoOneIs() {
        Device me = fleet.device(home);
        Device other = fleet.insecureDevice(home);
        Route route = fleet.route(home, "who");
        try (MqttLine line = MqttLine.mutualTls(hub, me);
                RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            assertThat(line.connect(other.id(), other.id())).isEqualTo(ACCEPTED);
            line.publishAndWait("who", "am I");
            assertThat(consumer.next(Duration.ofMinutes(1)).orElseThrow().properties())
                    .containsEntry("device_id", me.id())
                    .containsEntry("device_name", me.name());
        }
    }

    private int connectMutually(Device device) {
        try (MqttLine line = MqttLine.mutualTls(hub, device)) {
            return line.connect("", "");
        } catch (UncheckedIOException refusedInTheHandshake) {
            return CLOSED;
        }
    }

    private MqttLine line(String kind, Device device) {
        return switch (kind) {
            case "plain" -> MqttLine.plain(hub);
            case "serverTls" -> MqttLine.tls(hub, Tls.trusting(hub));
            case "mutualTls" -> MqttLine.mutualTls(hub, device);
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
