package org.axletree.verification.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** scaleway.md A8, A10, B3, B5, B6, B13, C4: what is taken away is taken from the live connection too. */
@ExtendWith(SharedAxletree.class)
class RevocationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess hub;
    private final Api api;
    private final Fleet fleet;

    RevocationIT(AxletreeProcess hub) {
        this.hub = hub;
        this.api = hub.api();
        this.fleet = hub.fleet();
    }

    /** A way to take something away, and the CONNACK code that follows. */
    interface Revocation {
        void apply(Api api, Device device);
    }

    static Stream<Arguments> revocations() {
        return Stream.of(
                revocation("delete the device", 2, (api, device) -> api.delete("devices/" + device.id())
                        .orThrow()),
                revocation(
                        "disable the device", 5, (api, device) -> api.post("devices/" + device.id() + "/disable", "{}")
                                .orThrow()),
                revocation("raise the security", 5, (api, device) -> api.patch(
                                "devices/" + device.id(), "{\"allow_insecure\":false}")
                        .orThrow()),
                revocation("disable the hub", 3, (api, device) -> api.post(
                                "hubs/" + device.hub().id() + "/disable", "{}")
                        .orThrow()),
                revocation("move the hub", 3, (api, device) -> api.patch(
                                "hubs/" + device.hub().id(), "{\"moved_to\":\"hub.example.org:8883\"}")
                        .orThrow()),
                revocation("delete the hub", 2, (api, device) -> api.delete(
                                "hubs/" + device.hub().id() + "?delete_devices=true")
                        .orThrow()));
    }

    private static Arguments revocation(String name, int code, Revocation revocation) {
        return Arguments.of(org.junit.jupiter.api.Named.of(name, revocation), code);
    }

    @ParameterizedTest
    @MethodSource("revocations")
    void revocation_closesTheLiveConnectionAndRefusesTheNext(Revocation revocation, int code) {
        Hub home = fleet.hub();
        Device device = fleet.insecureDevice(home);
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            assertThat(line.isAlive()).isTrue();

            revocation.apply(api, device);

            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
        }
        try (MqttLine again = MqttLine.plain(hub)) {
            assertThat(again.connect("", device.id())).isIn(code, code == 2 ? 5 : code);
        }
    }

    @Test
    void raisedSecurity_sparesMutualTls() {
        Device device = fleet.device(fleet.hub(), ",\"allow_insecure\":true,\"allow_multiple_connections\":true");
        try (MqttLine secure = MqttLine.mutualTls(hub, device);
                MqttLine insecure = MqttLine.plain(hub)) {
            assertThat(secure.connect("secure", "")).isZero();
            assertThat(insecure.connect("insecure", device.id())).isZero();

            api.patch("devices/" + device.id(), "{\"allow_insecure\":false}").orThrow();

            assertThat(insecure.isClosedWithin(PATIENCE)).isTrue();
            assertThat(secure.isAlive()).isTrue();
        }
    }

    @Test
    void enabledAgain_connectsAgain() {
        Device device = fleet.insecureDevice(fleet.hub());
        api.post("devices/" + device.id() + "/disable", "{}").orThrow();
        api.post("devices/" + device.id() + "/enable", "{}").orThrow();
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connect("", device.id())).isZero();
        }
    }

    @Test
    void deletedDevice_certificateIsWorthless() {
        Device device = fleet.device(fleet.hub());
        try (MqttLine line = MqttLine.mutualTls(hub, device).open(device)) {
            api.delete("devices/" + device.id()).orThrow();
            assertThat(line.isClosedWithin(PATIENCE)).isTrue();
        }
        assertThat(Mosquitto.publish(hub, device, "x", "y", 1).exitCode()).isNotZero();
    }

    @Test
    void secondConnection_endsTheFirst() {
        Device device = fleet.insecureDevice(fleet.hub());
        try (MqttLine first = MqttLine.plain(hub);
                MqttLine second = MqttLine.plain(hub)) {
            assertThat(first.connect("one", device.id())).isZero();
            assertThat(second.connect("two", device.id())).isZero();
            assertThat(first.isClosedWithin(PATIENCE)).isTrue();
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void secondConnection_whereSeveralAreAllowed_livesBesideTheFirst() {
        Device device = fleet.device(fleet.hub(), ",\"allow_insecure\":true,\"allow_multiple_connections\":true");
        try (MqttLine first = MqttLine.plain(hub);
                MqttLine second = MqttLine.plain(hub);
                MqttLine third = MqttLine.plain(hub)) {
            assertThat(first.connect("one", device.id())).isZero();
            assertThat(second.connect("two", device.id())).isZero();
            assertThat(first.isAlive()).isTrue();
            assertThat(second.isAlive()).isTrue();
            assertThat(third.connect("two", device.id()))
                    .as("the same client ID")
                    .isZero();
            assertThat(second.isClosedWithin(PATIENCE)).isTrue();
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void connectedState_followsTheConnection() {
        Device device = fleet.insecureDevice(fleet.hub());
        Consumer<Boolean> expect =
                connected -> Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                                api.get("devices/" + device.id())
                                        .orThrow()
                                        .json()
                                        .path("is_connected")
                                        .asBoolean())
                        .isEqualTo(connected));
        expect.accept(false);
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            expect.accept(true);
            assertThat(api.get("hubs/" + device.hub().id())
                            .json()
                            .path("connected_device_count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(line.isAlive()).isTrue();
        }
        expect.accept(false);
    }
}
