package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The settings of a hub in the console. */
class HubSettingsIT extends WithBrowser {

    HubSettingsIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void hubThatMoves_saysWhereToInTheConsole_untilItIsTakenBack() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        browser.click(By.cssSelector(".tabs a[href*='tab=settings']"));
        browser.type("hubSettings:moved_to", "mqtts://hub.example.org");
        browser.clickId("hubSettings:save");
        browser.awaitText(By.cssSelector("[id='hubSettings:moved_to'] ~ .error"), "Expected: host or host:port");
        assertThat(movedTo(made)).isEmpty();

        browser.type("hubSettings:moved_to", "hub.example.org:8883");
        browser.clickId("hubSettings:save");
        browser.awaitText(By.id("movedTo"), "hub.example.org:8883");
        assertThat(browser.text(By.cssSelector(".marks .state"))).isEqualTo("Moved");
        assertThat(movedTo(made)).isEqualTo("hub.example.org:8883");
        browser.picture("hub-moved");

        browser.clickId("moved:takeBack");
        browser.awaitText(By.cssSelector(".marks .state"), "Ready");
        assertThat(movedTo(made)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    /** What each plan allows stands side by side, where one is chosen and where it is changed. */
    @Test
    void plans_areExplainedSideBySide_andEveryAddressCanBeCopied() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made, "settings");
        By plans = By.cssSelector(".plans [data-plan]");
        assertThat(browser.driver().findElements(plans)).hasSize(3);
        browser.go("/hubs");
        browser.click(By.cssSelector("[data-opens=newHub]"));
        browser.shown(plans);
        assertThat(browser.text(By.cssSelector("#newHubDialog [data-plan=SHARED]")))
                .contains("No");
        browser.go("/hub?tab=networks&id=" + made.id());
        for (String address : List.of("mqtts", "mqtt", "wss", "ws", "coaps", "coap", "ingest", "hubId")) {
            browser.click(By.cssSelector("[data-copy=" + address + "]"));
            browser.awaitText(By.id("toast"), "Copied");
            assertThat(browser.text(By.id(address))).isNotEmpty();
            browser.awaitGone(By.cssSelector("#toast:popover-open"));
        }
        browser.clickId("authorities:hubCa");
        assertThat(browser.downloaded("hub-ca.pem")).content().contains("BEGIN CERTIFICATE");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void settingsThatWereNotTouched_stayAsTheyAre() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made, "settings");
        browser.shownId("hubSettings:name");
        hub.api()
                .patch("hubs/" + made.id(), "{\"moved_to\":\"elsewhere.example.org\"}")
                .orThrow();
        browser.type("hubSettings:name", made.name() + " renamed");
        browser.clickId("hubSettings:save");
        browser.awaitText(By.tagName("h1"), "renamed");
        browser.awaitText(By.id("toast"), "Settings saved");
        assertThat(movedTo(made)).isEqualTo("elsewhere.example.org");
    }

    private String movedTo(Fleet.Hub made) {
        return hub.api()
                .get("hubs/" + made.id())
                .orThrow()
                .json()
                .path("moved_to")
                .asText();
    }
}
