package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.RouteConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What the console keeps for people: messages that a route could not deliver, and who changed what. */
class RecordsIT extends WithBrowser {
    private static final By LETTERS = By.cssSelector("#deadLetters .refusal");

    RecordsIT(AxletreeProcess hub) {
        super(hub);
    }

    @BeforeEach
    void logIn() {
        browser.logIn();
        browser.awaitPath("/hubs");
    }

    @Test
    void deadLetters_areLookedAt_triedAgain_andDeleted() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        Fleet.Route route = hub.fleet().route(made, "rooms/#");
        schema(route, "{\"type\":\"object\",\"required\":[\"t\"]}");
        browser.go("/hub?id=" + made.id() + "&tab=routes");
        browser.awaitText(By.cssSelector("[data-live-route]"), "Running");
        assertThat(browser.text(By.id("routes"))).doesNotContain("dead letter");
        Mosquitto.publish(hub, device, "rooms/1", "{\"u\": 1}", 1);
        Awaitility.await("the dead letter").atMost(Duration.ofMinutes(2)).until(() -> letters(route) == 1);
        browser.awaitText(By.cssSelector("[title^='Dead letters of']"), "1 dead letter");
        browser.awaitText(By.cssSelector("[data-route-refused]"), "expected the property t");

        browser.go("/hub?id=" + made.id() + "&tab=routes");
        browser.click(By.cssSelector("[title^='Dead letters of']"));
        browser.awaitText(LETTERS, "expected the property t");
        assertThat(browser.text(LETTERS)).contains("rooms/1", "{\"u\": 1}");
        assertThat(browser.text(By.id("lettersShown"))).isEqualTo("1 of 1, oldest first.");
        browser.awaitFocus("#lettersForms");
        browser.picture("dead-letters");

        schema(route, "{\"type\":\"object\"}");
        browser.clickId("deadLetters:replay");
        browser.awaitText(By.id("toast"), "The messages are tried again");
        browser.awaitText(By.id("deadLetters"), "There is none");
        browser.shown(By.cssSelector("[id='deadLetters:replay']:disabled"));
        browser.shown(By.cssSelector("[id='deadLetters:deleteAll']:disabled"));
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            assertThat(consumer.next(Duration.ofMinutes(2)).orElseThrow().text())
                    .as("the same message")
                    .isEqualTo("{\"u\": 1}");
        }
        assertThat(letters(route)).isZero();

        schema(route, "{\"type\":\"object\",\"required\":[\"t\"]}");
        Mosquitto.publish(hub, device, "rooms/2", "{\"u\": 2}", 1);
        Awaitility.await("the other dead letter").atMost(Duration.ofMinutes(2)).until(() -> letters(route) == 1);
        browser.go("/hub?id=" + made.id() + "&tab=routes");
        browser.click(By.cssSelector("[title^='Dead letters of']"));
        browser.awaitText(LETTERS, "rooms/2");
        browser.clickId("deadLetters:deleteAll");
        browser.confirm();
        browser.awaitText(By.id("toast"), "The messages are deleted");
        browser.awaitText(By.id("deadLetters"), "There is none");
        assertThat(letters(route)).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    private void schema(Fleet.Route route, String schema) {
        hub.api().patch("routes/" + route.id(), "{\"schema\":" + schema + "}").orThrow();
    }

    private int letters(Fleet.Route route) {
        return hub.api()
                .get("routes/" + route.id() + "/dead-letters")
                .orThrow()
                .json()
                .path("total_count")
                .asInt(-1);
    }

    /** What is exported is what the filters left, in both forms. */
    @Test
    void audit_isExportedAsItIsFiltered() throws IOException {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "thermometer", "");
        hub.fleet().route(made, "rooms/#");
        browser.go("/audit?hub=" + made.id());
        browser.choose("auditWhat", "route");
        browser.clickId("auditFilter");
        browser.awaitPath("/audit\\?.*what=route.*");
        browser.awaitText(By.id("changes"), "route");
        browser.clickId("exportCsv");
        List<String> lines = Files.readAllLines(browser.downloaded("audit.csv"));
        assertThat(lines.get(0)).startsWith("time,who,by,source_address,action,resource,");
        assertThat(lines.subList(1, lines.size()))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"route\"") && line.contains(made.id()));
        browser.clickId("exportJson");
        JsonNode entries =
                new ObjectMapper().readTree(browser.downloaded("audit.json").toFile());
        assertThat(entries)
                .hasSize(lines.size() - 1)
                .allMatch(entry -> entry.path("resource").asText().equals("route"));

        browser.click(By.linkText("Show all"));
        browser.awaitPath("/audit");
        assertThat(browser.text(By.id("changes"))).contains("hub");
        assertThat(browser.complaints()).isEmpty();
    }
}
