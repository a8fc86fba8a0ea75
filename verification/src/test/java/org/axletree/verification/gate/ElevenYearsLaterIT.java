package org.axletree.verification.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clock;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Tls;
import org.junit.jupiter.api.Test;

/**
 * Time passes while the hub runs: its own certificate is renewed without a restart, and a device certificate of ten years
 * (scaleway.md "Issued device certificate") ends.
 */
class ElevenYearsLaterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int RENEWAL_DUE_DAYS = 300;
    private static final int ELEVEN_YEARS_DAYS = 4_018;

    @Test
    void certificates_asTimePasses() {
        Axletree axletree = Axletree.fresh();
        Clock clock = Clock.in(axletree.directory());
        clock.environment().forEach(axletree::with);
        try (AxletreeProcess hub = axletree.start()) {
            Fleet fleet = hub.fleet();
            Device device = fleet.device(fleet.hub());
            BigInteger first = Tls.shownBy(hub, hub.mqttsPort()).getSerialNumber();
            assertThat(Tls.shownBy(hub, hub.https("/").getPort()).getSerialNumber())
                    .isEqualTo(first);
            try (MqttLine line = MqttLine.mutualTls(hub, device).open(device)) {

                clock.forward(RENEWAL_DUE_DAYS);

                Awaitility.await("another certificate, on both ports")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> !serial(clock, hub, hub.mqttsPort()).equals(hex(first))
                                && !serial(clock, hub, hub.https("/").getPort()).equals(hex(first)));
                assertThat(line.isAlive()).as("live connections stay").isTrue();
                assertThat(publish(clock, hub, device).exitCode())
                        .as("it is trusted")
                        .isZero();
            }

            clock.forward(ELEVEN_YEARS_DAYS);

            Awaitility.await("the server's certificate has been renewed again")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> openssl(clock, hub, hub.mqttsPort()).contains("Verify return code: 0 (ok)"));
            Ran refused = publish(clock, hub, device);
            assertThat(refused.exitCode())
                    .as("the device's certificate has expired")
                    .isNotZero();
            Device young = fleet.device(device.hub());
            assertThat(publish(clock, hub, young).exitCode())
                    .as("a new one is good")
                    .isZero();
            Awaitility.await("the owner is told").atMost(PATIENCE).until(() -> hub.api()
                    .get("hubs/" + device.hub().id() + "/events")
                    .text()
                    .contains("certificate_expired"));
        }
    }

    /** The device lives at the same time as the hub. */
    private static Ran publish(Clock clock, AxletreeProcess hub, Device device) {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub"));
        command.addAll(Mosquitto.mutualTls(hub, device));
        command.addAll(List.of("-t", "time", "-m", "passes", "-q", "1"));
        return Ran.command(PATIENCE, axletreeDirectory(hub), clock.environment(), command);
    }

    private static String serial(Clock clock, AxletreeProcess hub, int port) {
        Ran shown = Ran.command(
                PATIENCE,
                axletreeDirectory(hub),
                clock.environment(),
                List.of(
                        "sh",
                        "-c",
                        "openssl s_client -connect 127.0.0.1:" + port + " 2>/dev/null | openssl x509 -noout -serial"));
        return shown.out().strip();
    }

    private static String hex(BigInteger serial) {
        String hex = serial.toString(16).toUpperCase(java.util.Locale.ROOT);
        return "serial=" + (hex.length() % 2 == 0 ? hex : "0" + hex);
    }

    private static String openssl(Clock clock, AxletreeProcess hub, int port) {
        return Ran.command(
                        PATIENCE,
                        axletreeDirectory(hub),
                        clock.environment(),
                        List.of(
                                "openssl",
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + port,
                                "-CAfile",
                                hub.serverAuthority().toString(),
                                "-no-CApath"))
                .out();
    }

    private static java.nio.file.Path axletreeDirectory(AxletreeProcess hub) {
        return hub.axletree().directory();
    }
}
