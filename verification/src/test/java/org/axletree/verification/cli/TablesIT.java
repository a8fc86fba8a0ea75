package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables of {@code axle} have what people look for: names, numbers and texts. */
@ExtendWith(SharedAxletree.class)
final class TablesIT {
    private final AxletreeProcess hub;
    private final AxleShell shell;

    TablesIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub).set("HUB", Fleet.unique("tables"));
    }

    @Test
    void tables_nameDevices_numberMetrics_andReadPayloads() {
        shell.out("axle hub create $HUB --product-plan plan_dedicated -o none");
        shell.out("axle device create lamp --hub $HUB --allow-insecure --message-filters-publish-policy reject"
                + " --message-filters-publish-topics secret -o none");
        assertThat(shell.out("axle device show lamp --hub $HUB")).containsPattern("last_activity_at +never");
        shell.set("ID", shell.out("axle device show lamp --hub $HUB -o template={id}"));
        String publish = "mosquitto_pub -h localhost -p " + hub.mqttPort() + " -u $ID -V 5 -q 1 ";
        shell.out(publish + "-t state -m 'warm and dry' -r");
        shell.line(publish + "-t secret -m x");

        assertThat(shell.out("axle retained list $HUB")).contains("warm and dry");
        Awaitility.await("an event that names its device")
                .atMost(Duration.ofMinutes(1))
                .until(() -> shell.out("axle event list --hub $HUB").contains(" lamp"));
        assertThat(shell.out("axle metric show --hub $HUB")).matches("(?s)NAME +LATEST +AT +SUM\\n.*");
        assertThat(shell.out("axle explain --hub $HUB --device lamp -t state -r -m x"))
                .contains("It may be said: ", "kept as the retained message", "heard by nobody now");
    }
}
