package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Whoever goes by the keyboard goes on where the last step was: what opened a dialog has the focus again when it is closed. */
class FocusIT extends WithBrowser {
    FocusIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void dialogClosedWithoutActing_givesTheFocusBack() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "first", "");
        hub.fleet().route(made, "a/#");
        String name = Fleet.unique("ada");
        hub.api()
                .post("/iot/v1/users", "{\"name\":\"" + name + "\",\"role\":\"operator\",\"project_ids\":[]}")
                .orThrow();
        browser.openHub(made, "routes");
        closed("[data-opens=newRoute]", "newRouteDialog");
        closed("[title^='Edit the route']", "newRouteDialog");
        closed("[title^='Delete the route']", "confirm");
        refused("[data-opens=newRoute]", "newRoute");
        for (String[] each : new String[][] {
            {"/people", "[data-opens=newPerson]", "newPersonDialog"},
            {"/people", "[title='Change " + name + "']", "changePersonDialog"},
            {"/tokens", "[data-opens=newToken]", "newTokenDialog"},
            {"/hub?tab=networks&id=" + made.id(), "[data-opens=newNetwork]", "newNetworkDialog"},
            {"/hub?tab=settings&id=" + made.id(), "#deleteHubButton", "deleteHubDialog"},
            {"/device?tab=security&id=" + device.id(), "#renewButton", "renewDialog"},
            {"/device?id=" + device.id(), "#deviceSettingsButton", "deviceSettingsDialog"}
        }) {
            browser.go(each[0]);
            closed(each[1], each[2]);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** Whatever waits comes a second later, the answers of PrimeFaces' buttons too: a dialog may be opened before the page is ready. */
    @Test
    void dialogClosedWithoutActing_givesTheFocusBack_onASlowMachine() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().route(made, "a/#");
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of(
                                "source",
                                "const soon = setTimeout;"
                                        + "window.setTimeout = (then, wait, ...rest) => soon(then, (wait || 0) + 1000, ...rest);"));
        browser.go("/hub?tab=routes&id=" + made.id());
        closed("[data-opens=newRoute]", "newRouteDialog");
        browser.driver().executeScript("PrimeFaces.ajax.minLoadAnimation = 2000;");
        closed("[title^='Edit the route']", "newRouteDialog");
        assertThat(browser.complaints()).isEmpty();
    }

    /** By Escape, and by the cross. */
    private void closed(String opener, String dialog) {
        By box = dialog.equals("confirm") ? By.cssSelector(".ui-confirm-dialog") : By.id(dialog);
        String inside = dialog.equals("confirm") ? ".ui-confirm-dialog *" : "#" + dialog + " *";
        browser.click(By.cssSelector(opener));
        browser.shown(box);
        browser.awaitFocus(inside);
        browser.press(Keys.ESCAPE);
        browser.awaitGone(box);
        browser.awaitAnswers();
        browser.awaitFocus(opener);
        browser.press(Keys.ENTER);
        browser.shown(box);
        browser.awaitFocus(inside);
        browser.click(By.cssSelector(
                (dialog.equals("confirm") ? ".ui-confirm-dialog" : "#" + dialog) + " .ui-dialog-titlebar-close"));
        browser.awaitGone(box);
        browser.awaitAnswers();
        browser.awaitFocus(opener);
    }

    private void refused(String opener, String form) {
        browser.click(By.cssSelector(opener));
        browser.clickId(form + ":create");
        browser.shown(By.cssSelector("[id^='" + form + ":'][aria-invalid=true]"));
        browser.awaitFocus("[aria-invalid=true]");
        browser.click(By.cssSelector("[data-closes=" + form + "]"));
        browser.awaitGone(By.id(form + "Dialog"));
        browser.awaitAnswers();
        browser.awaitFocus(opener);
    }

    @Test
    void listReadAnew_keepsThePlace() {
        Fleet.Hub made = hub.fleet().hub();
        for (int i = 0; i < 21; i++) {
            hub.fleet().device(made, "pump" + (10 + i), "");
        }
        browser.openHub(made, "devices");
        browser.click(By.cssSelector("[title='Disable pump12']"));
        browser.sure();
        browser.shown(By.cssSelector("[title='Enable pump12']"));
        browser.awaitFocus("[title='Enable pump12']");
        browser.press(Keys.ENTER);
        browser.shown(By.cssSelector("[title='Disable pump12']"));
        browser.awaitFocus("[title='Disable pump12']");
        browser.clickId("chooseAll");
        browser.tabTo("#chooseEvery");
        browser.press(Keys.ENTER);
        browser.awaitText(By.id("chosenText"), "21");
        browser.awaitFocus("#chooseAll");

        browser.go("/audit?hub=" + made.id());
        if (browser.driver().findElements(By.cssSelector(".pages a")).isEmpty()) {
            browser.go("/audit");
        }
        browser.click(By.linkText("Older"));
        browser.awaitPath("/audit\\?.*page=2");
        browser.awaitFocus(".pages a");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void sessionThatIsDisconnected_leavesTheFocusWhereItIs_alsoWhenTheDeviceComesBack() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub());
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.go("/device?tab=session&id=" + device.id());
        By disconnect = By.xpath("//button[normalize-space()='Disconnect']");
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, device, "a/#", "-c", "-i", "lasting")) {
            browser.shown(disconnect);
            browser.tabTo("[id$=':disconnect']");
            browser.press(Keys.ENTER);
            browser.awaitText(By.id("toast"), "Disconnected");
            browser.awaitFocus("[id='sessions:list'] button");
            browser.shown(disconnect);
            browser.awaitAnswers();
            browser.awaitFocus("[id='sessions:list'] button");
            assertThat(subscriber.isAlive()).as("it came back by itself").isTrue();
        }
    }

    @Test
    void twin_isBegunInItsField_andAConflictOverwritesNothingByASecondEnter() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub());
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.go("/device?tab=twin&id=" + device.id());
        browser.clickId("twin:make");
        browser.awaitFocus("[id='twin:document_name']");
        browser.type("twin:document_name", "settings");
        browser.type("twin:text", "{\"period\": 1}");
        browser.clickId("twin:save");
        browser.click(By.cssSelector("[title='Edit settings']"));
        browser.awaitFocus("[id='twin:text']");
        browser.type("twin:text", "{\"period\": 3}");
        String document = "twins/" + device.id() + "/documents/settings";
        hub.api().patch(document, "{\"data\":{\"period\":2}}").orThrow();
        browser.tabTo("[id='twin:save']");
        browser.press(Keys.ENTER);
        browser.awaitText(By.id("twinTheirs"), "\"period\": 2");
        browser.awaitFocus("#twinTheirs");
    }

    @Test
    void passwordThatIsWrong_isTypedAnew() {
        browser.go("/login");
        browser.awaitFocus("[id='login:user']");
        browser.logIn("admin", "wrong");
        browser.awaitFocus("[id='login:password']");
        browser.logIn("admin", hub.adminPassword());
        browser.awaitPath("/hubs");
    }

    @Test
    void chart_thatCannotLoad_saysSo() {
        browser.openHub(hub.fleet().hub(), "overview");
        By summary = By.cssSelector("[data-chart=messages] [data-summary]");
        browser.awaitText(summary, "none");
        browser.driver()
                .executeScript("window.fetched = fetch; window.fetch = () => fetched('/live/traffic?hub=nobody');");
        browser.chooseValue("trafficWindow", "DAY");
        browser.awaitText(summary, "could not be loaded");
        browser.driver().executeScript("window.fetch = fetched;");
        browser.chooseValue("trafficWindow", "WEEK");
        browser.awaitText(summary, "none");
    }
}
