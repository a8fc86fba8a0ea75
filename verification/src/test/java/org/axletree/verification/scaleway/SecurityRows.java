package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;

/** C1 to C4: how a connection is secured, and what a device's owner allows. D1 checks what C5 promises, too. */
final class SecurityRows {
    private final Fixture it;

    SecurityRows(AxletreeProcess process) {
        this.it = new Fixture(process);
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row("C1", "mutual TLS, allowed in both settings", this::c1),
                new Row("C2", "TLS without a client certificate only if allowed, else an event", this::c2),
                new Row("C3", "no TLS only if allowed, else an event", this::c3),
                new Row("C4", "raising security drops live sessions without mutual TLS, and tells", this::c4));
    }

    private void c1() {
        Hub hub = it.fleet.hub();
        assertThat(it.connect(it.fleet.device(hub))).isZero();
        assertThat(it.connect(it.fleet.insecureDevice(hub))).isZero();
    }

    private void c2() {
        Hub hub = it.fleet.hub();
        try (MqttLine allowed = MqttLine.serverTls(it.process);
                MqttLine denied = MqttLine.serverTls(it.process)) {
            assertThat(allowed.connect("", it.fleet.insecureDevice(hub).id())).isZero();
            assertThat(denied.connect("", it.fleet.device(hub).id())).isEqualTo(5);
        }
        it.event(hub, "mutual_tls_required");
    }

    private void c3() {
        Hub hub = it.fleet.hub();
        try (MqttLine allowed = MqttLine.plain(it.process);
                MqttLine denied = MqttLine.plain(it.process)) {
            assertThat(allowed.connect("", it.fleet.insecureDevice(hub).id())).isZero();
            assertThat(denied.connect("", it.fleet.device(hub).id())).isEqualTo(5);
        }
        assertThat(it.event(hub, "mutual_tls_required").path("msg").asText())
                .isEqualTo("mutual TLS authentication is required");
    }

    private void c4() {
        Hub hub = it.fleet.hub();
        Device device = it.fleet.insecureDevice(hub);
        try (MqttLine line = MqttLine.plain(it.process).open(device)) {
            it.api.patch("devices/" + device.id(), "{\"allow_insecure\":false}").orThrow();
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }
        assertThat(it.event(hub, "device_security_raised").path("object-id").asText())
                .isEqualTo(device.id());
    }
}
