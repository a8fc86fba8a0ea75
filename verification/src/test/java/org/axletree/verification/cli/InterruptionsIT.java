package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.junit.jupiter.api.Test;

/** What goes on: until Ctrl-C ends it, and over the end of a server and its next start. */
final class InterruptionsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Axletree axletree = Axletree.fresh();

    @Test
    void whatDevicesSay_isPrinted_afterTheServerWasKilledAndStarted_andCtrlCEndsItWith130() {
        AxleShell.Following monitor;
        AxleShell shell;
        try (AxletreeProcess first = axletree.start()) {
            shell = new AxleShell(first).set("HUB", "plant");
            shell.out("axle hub create $HUB --product-plan plan_dedicated -o none");
            shell.set("D", shell.out("axle device create d --hub $HUB --allow-insecure -o json | jq -r .device.id"));
            monitor = shell.start("az iot hub monitor-events -n $HUB");
            monitor.awaitOutput("Starting event monitor, use ctrl-c to stop...");
            say(first, shell, "before");
            monitor.awaitOutput("\"payload\": \"before\"");
            first.kill9();
        }
        try (monitor;
                AxletreeProcess second = axletree.start()) {
            Awaitility.await("what is said after the start").atMost(PATIENCE).until(() -> {
                say(second, shell, "after");
                return monitor.out().contains("\"payload\": \"after\"");
            });
            assertThat(monitor.out()).containsOnlyOnce("\"payload\": \"before\"");
            assertCtrlC(shell, "az iot hub monitor-events -n $HUB");
            assertCtrlC(shell, "axle event follow --hub $HUB");
            assertCtrlC(shell, "axle hub list --watch 1");
            assertCtrlC(shell, "axle sub -h localhost -p " + second.mqttPort() + " -u $D -i $D -t '#'");
            assertCtrlC(
                    shell, "axle device simulate --hub $HUB --count 1 --duration 60 --mqtt-port " + second.mqttPort());
        }
    }

    private static void say(AxletreeProcess hub, AxleShell shell, String text) {
        shell.out("axle pub -h localhost -p " + hub.mqttPort() + " -u $D -i $D -q 1 -t a -m " + text);
    }

    private static void assertCtrlC(AxleShell shell, String line) {
        Ran ran = shell.line("timeout --preserve-status -s INT 6 " + line.replaceFirst("^az ", "axle az "));
        assertThat(ran.exitCode()).as(line + ran.out() + ran.err()).isEqualTo(130);
    }
}
