package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** Faults that people found by trying the console (issue 12), each of a kind that must not come back anywhere. */
class FoundFaultsIT extends WithBrowser {
    /** Smaller ones are missed by fingers (WCAG 2.2, 2.5.8). */
    private static final String SMALL =
            """
            return [...document.querySelectorAll('[data-copy]')]
              .filter(e => e.getClientRects().length)
              .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
              .map(e => e.outerHTML);
            """;

    private static final String DESCRIBED =
            """
            const field = document.getElementById(arguments[0]);
            return (field.getAttribute('aria-describedby') || '').split(' ')
              .map(id => document.getElementById(id)).filter(Boolean).map(e => e.textContent).join(' ');
            """;

    /** What of a dialog is wider than its place. */
    private static final String SIDEWAYS =
            """
            return [...document.querySelectorAll('.ui-dialog .ui-dialog-content')]
              .filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth)
              .map(e => e.scrollWidth + ' in ' + e.clientWidth);
            """;

    FoundFaultsIT(AxletreeProcess hub) {
        super(hub);
    }

    /** Whoever goes by the keyboard goes on where the last step was, and not at the beginning of the page. */
    @Test
    void focus_isNeverLost() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "first", "");
        hub.fleet().route(made, "a/#");
        browser.openHub(made, "routes");
        browser.click(By.cssSelector("[data-opens=newRoute]"));
        browser.awaitFocus("#newRouteDialog *");
        browser.press(Keys.ESCAPE);
        browser.awaitGone(By.id("newRouteDialog"));
        browser.awaitFocus("[data-opens=newRoute]");
        browser.click(By.cssSelector("[title^='Pause the route']"));
        browser.awaitText(By.id("toast"), "The route is paused");
        browser.awaitFocus("[title^='Resume the route']");
        browser.click(By.cssSelector("[title^='Delete the route']"));
        browser.confirm();
        browser.awaitText(By.id("toast"), "The route is deleted");
        browser.awaitFocus("main *");
        browser.clickId("hubActions:disable");
        browser.confirm();
        browser.awaitText(By.id("toast"), "The hub is disabled");
        browser.awaitFocus("[id='hubActions:enable']");
        browser.press(Keys.ENTER);
        browser.awaitText(By.id("toast"), "The hub is enabled");
        browser.awaitFocus("[id='hubActions:disable']");

        browser.go("/hub?tab=devices&id=" + made.id());
        browser.click(By.cssSelector("#devicesSection [data-opens=newDevice]"));
        browser.awaitFocus("[id='newDevice:name']");
        browser.press(Keys.ESCAPE);
        browser.awaitGone(By.id("newDeviceDialog"));
        browser.awaitFocus("[data-opens=newDevice]");
        browser.click(By.cssSelector("[title='Delete first']"));
        browser.sure();
        browser.awaitGone(By.cssSelector("[title='Delete first']"));
        browser.awaitFocus("main *");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void fieldThatIsWrong_isSaidToBe_byItsError() {
        browser.openHub(hub.fleet().hub(), "routes");
        browser.click(By.cssSelector("[data-opens=newRoute]"));
        browser.type("newRoute:topic", "a/#");
        browser.clickId("newRoute:create");
        browser.shown(By.cssSelector("[id='newRoute:name'][aria-invalid=true]"));
        browser.awaitFocus("[id='newRoute:name']");
        assertThat((String) browser.driver().executeScript(DESCRIBED, "newRoute:name"))
                .contains("Expected: ");
    }

    @Test
    void nameThatFiltersCannotUse_isWarnedOf_whileItIsTyped() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        browser.go("/hub?tab=devices&open=newDevice&id=" + made.id());
        browser.type("newDevice:name", "pump+1");
        browser.awaitText(By.cssSelector("#newDevice .caution"), "will fail");
        browser.type("newDevice:name", "pump 1");
        browser.awaitGone(By.cssSelector("#newDevice .caution:not(:empty)"));
    }

    @Test
    void buttonsThatCopy_areLargeEnough() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        browser.openHub(made);
        for (String page : List.of(
                "/hub?tab=networks&id=" + made.id(),
                "/hub?tab=settings&id=" + made.id(),
                "/device?id=" + device.id(),
                "/device?tab=connect&id=" + device.id(),
                "/device?tab=security&id=" + device.id())) {
            browser.go(page);
            browser.shown(By.cssSelector("[data-copy]"));
            assertThat((List<?>) browser.driver().executeScript(SMALL)).as(page).isEmpty();
        }
    }

    @Test
    void messageThatSomebodySends_isInTheAuditLog_withoutWhatItSays() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        browser.openHub(made);
        browser.go("/device?tab=messages&id=" + device.id());
        browser.type("send:topic", "a/#");
        browser.type("send:payload", "pa55word");
        browser.clickId("send:go");
        browser.awaitText(By.id("send"), "A topic to send on has no #");
        browser.type("send:topic", "a/b");
        browser.clickId("send:go");
        browser.awaitText(By.id("toast"), "a/b");
        String entries = hub.api()
                .get("/iot/v1/audit?resource_id=" + device.id() + "&resource=message")
                .orThrow()
                .json()
                .toString();
        assertThat(entries).contains("\"action\":\"sent\"", "\"topic\":\"a/b\"").doesNotContain("pa55word");
        browser.go("/audit?of=" + device.id());
        browser.awaitText(By.id("changes"), "message sent");
    }

    /** As of a wide screen at 200 %. */
    @Test
    void narrowList_isOrderedAndSelected_asTheWideOne() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "first", "");
        hub.fleet().device(made, "second", "");
        browser.openHub(made, "devices");
        browser.driver().manage().window().setSize(new Dimension(720, 900));
        browser.click(By.id("devices:table:name"));
        browser.awaitText(By.cssSelector("[id='devices:table'] tr[data-ri='0']"), "second");
        browser.clickId("chooseAll");
        browser.awaitText(By.id("chosenText"), "2");
        assertThat(browser.shown(By.cssSelector("tr[data-ri='0'] .ends")).getText())
                .isNotBlank();
    }

    @Test
    void longName_keepsTheDialogOfCredentialsInItsPlace() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        browser.go("/hub?tab=devices&open=newDevice&id=" + made.id());
        browser.type("newDevice:name", "x".repeat(255));
        browser.clickId("newDevice:create");
        browser.shownId("closeCredentials");
        browser.driver()
                .executeScript("document.querySelectorAll('#newDevice details').forEach(e => { e.open = true; })");
        assertThat((List<?>) browser.driver().executeScript(SIDEWAYS)).isEmpty();
    }

    @Test
    void listThatIsRestricted_keepsTheFocus_onThePageThatComes() {
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.go("/audit");
        browser.chooseValue("auditWhat", "hub");
        browser.clickId("auditFilter");
        browser.awaitPath("/audit\\?.*what=hub.*");
        browser.awaitFocus("#auditFilter");
    }

    @Test
    void whatSomebodyChanges_appearsInTheAuditLog_whileItIsOpen() {
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.go("/audit");
        browser.shownId("changes");
        Fleet.Hub made = hub.fleet().hub();
        browser.awaitText(By.id("changes"), made.name());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsRetained_appearsWhileThePageIsOpen() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "keeper", "");
        browser.openHub(made, "topics");
        browser.shownId("noRetained");
        assertThat(Mosquitto.publish(hub, device, "kept", "x", 1, "-r").exitCode())
                .isZero();
        browser.awaitText(By.id("retainedCount"), "1 retained message matches");
        browser.shown(By.cssSelector("#retainedList .refusal > .payload"));
    }

    @Test
    void moveToAHubOfAnotherPlan_saysSo() {
        Fleet.Hub other = hub.fleet().hub(Fleet.unique("shared"), "plan_shared");
        Fleet.Device device = hub.fleet().device(hub.fleet().hub(), "mover", "");
        browser.openHub(other);
        browser.go("/device?id=" + device.id());
        browser.clickId("moveButton");
        browser.awaitText(By.id("move:hub_id"), other.name() + " (plan: Shared)");
    }

    @Test
    void severalConnections_onASharedHub_areRefusedInASentence() {
        Fleet.Hub shared = hub.fleet().hub(Fleet.unique("shared"), "plan_shared");
        Fleet.Device device = hub.fleet().device(shared, "one", "");
        browser.openHub(shared);
        browser.go("/device?id=" + device.id());
        browser.clickId("deviceSettingsButton");
        browser.clickId("deviceSettings:allow_multiple_connections");
        browser.clickId("deviceSettings:save");
        browser.awaitText(By.id("deviceSettings"), "On the shared plan a device has one connection at a time.");
    }
}
