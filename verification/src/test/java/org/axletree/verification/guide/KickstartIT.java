package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.Prometheus;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kickstart's own files with the real Prometheus: what it asks of a hub is answered, and its alerts fire. */
@ExtendWith(SharedAxletree.class)
final class KickstartIT {
    private static final Path KICKSTART = Path.of("../server-config/kickstart");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AxletreeProcess hub;
    private final AxleShell shell;

    KickstartIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub);
    }

    @Test
    void dashboards_areAnswered_byAHubThatIsAskedAsTheReadmeSays() throws IOException {
        Fleet.Hub plant = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(plant);
        hub.fleet().route(plant, "measured/#");
        shell.out("axle token create " + Fleet.unique("prometheus")
                + " --scope read_only -o json | jq -r .secret > token; chmod 600 token");
        copy("rules.yml");
        String configuration = Files.readString(KICKSTART.resolve("prometheus.yml"))
                .replace("127.0.0.1:8080", "127.0.0.1:" + hub.http("").getPort())
                .replace("scrape_interval: 15s", "scrape_interval: 1s");
        Files.writeString(shell.directory().resolve("prometheus.yml"), configuration);

        try (Mosquitto.Subscriber connected = Mosquitto.subscribe(hub, device, "measured/#", 1);
                Prometheus prometheus = Prometheus.start(shell.directory().resolve("prometheus.yml"))) {
            assertThat(connected.isAlive()).isTrue();
            Awaitility.await("the first answer of the hub")
                    .atMost(PATIENCE)
                    .until(() -> prometheus.ask("up{job=\"axletree\"} == 1").size() == 1);
            Mosquitto.publish(hub, hub.fleet().device(plant), "measured/1", "x", 1)
                    .orThrow();
            List<String> questions = questions();
            assertThat(questions).hasSizeGreaterThan(10);
            Awaitility.await("an answer to each question of the dashboards")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(questions)
                            .allSatisfy(each ->
                                    assertThat(prometheus.ask(each)).as(each).isNotEmpty()));
        }
    }

    @Test
    void alerts_fire() throws IOException {
        copy("rules.yml");
        Files.copy(
                Path.of("src/test/resources/kickstart/alerts.yml"),
                shell.directory().resolve("alerts.yml"));

        assertThat(shell.out("promtool test rules alerts.yml")).contains("SUCCESS");
        assertThat(names("rules.yml")).isEqualTo(names("alerts.yml"));
    }

    private void copy(String file) throws IOException {
        Files.copy(KICKSTART.resolve(file), shell.directory().resolve(file));
    }

    /** Of the alerts that a file has. */
    private String names(String file) {
        return shell.out(
                "grep -oE 'alert(name)?: Axletree[A-Za-z]+' " + file + " | sed 's/.*: //' | sort -u | tr '\\n' ' '");
    }

    /** But for what there is nothing to say of in a hub that is well. */
    private static List<String> questions() throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(Files.readString(KICKSTART.resolve("grafana/dashboards/axletree.json")))
                .at("/panels");
        return StreamSupport.stream(panels.spliterator(), false)
                .flatMap(panel -> expressions(panel).stream())
                .filter(each -> !each.contains("dropped"))
                .collect(Collectors.toList());
    }

    private static List<String> expressions(JsonNode panel) {
        List<String> all = new ArrayList<>();
        panel.path("targets").forEach(target -> all.add(target.path("expr").asText()));
        return all;
    }
}
