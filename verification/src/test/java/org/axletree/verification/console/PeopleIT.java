package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.ConsoleSession;
import org.axletree.verification.harness.Fleet;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Issue 12, line 11: people are let in, do what their role allows, and are shut out. */
class PeopleIT extends WithBrowser {
    private static final String FIRST_CHOICE = "correct horse battery";

    /** All that changes something; what only looks, and what asks whether one is sure, is left out. */
    private static final String CHANGING =
            "[data-opens], [data-bulk], .pick, input[name=chosen], button[id*=':'].ui-button"
                    + ":not([id$=':look'], [id='filterTest:go'], [id='messageTry:go'])";

    /** What somebody fills in to change something; what is asked of filters and charts is no change. */
    private static final String FILLED_IN =
            "main form[method=post]:not(#session, #filterTest, #messageTry) :is(input:not([type=hidden], [type=submit]), textarea)";

    private final Api api;

    PeopleIT(AxletreeProcess hub) {
        super(hub);
        this.api = hub.api();
    }

    @Test
    void person_isLetIn_withAPasswordThatIsShownOnce_andShutOut() {
        String name = Fleet.unique("ada");
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.click(By.linkText("People"));
        browser.awaitText(By.id("persons"), "admin");
        browser.click(By.cssSelector("[data-opens=newPerson]"));
        browser.type("newPerson:name", "two words");
        browser.clickId("newPerson:create");
        browser.awaitText(By.cssSelector("[id='newPerson:name'] ~ .error"), "Expected: 1 to 64 letters");
        browser.type("newPerson:name", name);
        browser.clickId("newPerson:create");
        String password = browser.text(By.id("password"));
        ConsoleSession session = new ConsoleSession(hub, name, password);
        assertThat(session.status("/hubs")).isEqualTo(200);

        browser.clickId("closePerson");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.awaitGone(By.id("newPersonDialog"));
        browser.awaitText(By.id("persons"), name);
        browser.awaitForgotten(password);
        browser.picture("people");

        browser.click(By.cssSelector("[title='Disable " + name + "']"));
        browser.confirm();
        browser.shown(By.cssSelector("[title='Enable " + name + "']"));
        assertThat(session.status("/hubs")).isEqualTo(302);

        browser.click(By.cssSelector("[title='Delete " + name + "']"));
        browser.confirm();
        browser.awaitGone(By.cssSelector("[title='Delete " + name + "']"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void operator_isShownWhatTheRoleAllows_andRefusedWhatIsForged() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        String name = Fleet.unique("eve");
        String password = person(name, "operator");
        browser.go("/login").logIn(name, password);
        browser.awaitPath("/hubs");
        assertThat(browser.driver().findElements(By.linkText("People"))).isEmpty();
        assertThat(browser.driver().findElements(By.linkText("API tokens"))).isEmpty();
        assertThat(new ConsoleSession(hub, name, password).status("/people")).isEqualTo(403);
        assertThat(new ConsoleSession(hub, name, password).status("/tokens")).isEqualTo(403);

        browser.go("/device?id=" + device.id());
        browser.shown(By.id("deviceSettingsButton"));
        browser.go("/hub?id=" + made.id() + "&tab=settings");
        browser.awaitText(By.tagName("h1"), made.name());
        for (String beyond : List.of("deleteHubButton", "hubActions:disable", "hubSettings:save", "authority")) {
            assertThat(browser.driver().findElements(By.id(beyond))).as(beyond).isEmpty();
        }
        browser.driver()
                .executeAsyncScript(
                        """
                        const done = arguments[arguments.length - 1];
                        PrimeFaces.ab({s: 'hubActions:disable', p: 'hubActions:disable', u: 'overview', f: 'hubActions',
                          onco: () => done()});
                        """);
        assertThat(api.get("hubs/" + made.id()).orThrow().json().path("status").asText())
                .isEqualTo("ready");
        assertThat(browser.complaints()).isEmpty();
    }

    /** What is not there cannot be pressed: nothing of it comes from the server, hidden or not. */
    @Test
    void reader_isGivenNothingThatChangesAnything() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        hub.fleet().route(made, "a/#");
        String name = Fleet.unique("ruth");
        browser.go("/login").logIn(name, person(name, "read_only"));
        browser.awaitPath("/hubs");
        List<String> pages = new ArrayList<>(List.of("/hubs", "/audit"));
        for (String tab : List.of("overview", "devices", "routes", "networks", "topics", "events", "settings")) {
            pages.add("/hub?tab=" + tab + "&id=" + made.id());
        }
        for (String tab :
                List.of("overview", "messages", "connect", "client", "session", "twin", "security", "timeline")) {
            pages.add("/device?tab=" + tab + "&id=" + device.id());
        }
        for (String page : pages) {
            browser.go(page);
            browser.shown(By.tagName("h1"));
            assertThat(browser.driver().findElements(By.cssSelector(CHANGING)).stream()
                            .map(element -> element.getDomProperty("outerHTML")))
                    .as(page)
                    .isEmpty();
            assertThat(browser.driver().findElements(By.cssSelector(FILLED_IN)).stream()
                            .map(element -> element.getDomProperty("outerHTML")))
                    .as(page)
                    .isEmpty();
        }
        browser.go("/hub?tab=settings&id=" + made.id());
        browser.awaitText(By.id("settingsRead"), "Dedicated");
        browser.go("/device?tab=client&id="
                + hub.fleet().device(made, "open", ",\"allow_insecure\":true").id());
        browser.awaitText(By.id("clientNone"), "Who only looks cannot connect as a device");
        assertThat(browser.driver().findElements(By.id("clientConnect"))).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void password_isChangedWithTheOldOne_andOtherLoginsEnd() {
        String name = Fleet.unique("bob");
        String password = person(name, "read_only");
        ConsoleSession elsewhere = new ConsoleSession(hub, name, password);
        ConsoleSession endedByHand = new ConsoleSession(hub, name, password);
        browser.go("/login").logIn(name, password);
        browser.awaitPath("/hubs");
        browser.click(By.linkText(name));
        browser.awaitPath("/account");
        browser.awaitText(By.id("loginList"), "this one");
        assertThat(browser.driver().findElements(By.cssSelector("#loginList li")))
                .hasSize(3);
        browser.picture("account");
        browser.click(By.cssSelector("#loginList li:nth-child(2) button"));
        browser.awaitGone(By.cssSelector("#loginList li:nth-child(3)"));
        assertThat(endedByHand.status("/hubs")).isEqualTo(302);
        assertThat(elsewhere.status("/hubs")).isEqualTo(200);

        change("not the password", FIRST_CHOICE);
        browser.awaitText(By.cssSelector("[id='password:old_password'] ~ .error"), "is not your password");
        change(password, name + " is short");
        browser.awaitText(By.cssSelector("[id='password:new_password'] ~ .error"), "your user name");
        change(password, FIRST_CHOICE);
        browser.shownId("passwordChanged");
        browser.awaitGone(By.cssSelector("#loginList li:nth-child(2)"));
        assertThat(elsewhere.status("/hubs")).isEqualTo(302);
        browser.go("/account");
        browser.awaitText(By.id("loginList"), "this one");
        assertThat(new ConsoleSession(hub, name, FIRST_CHOICE).status("/hubs")).isEqualTo(200);
        assertThat(browser.complaints()).isEmpty();
    }

    private void change(String old, String wanted) {
        browser.type("password:old_password", old);
        browser.type("password:new_password", wanted);
        browser.type("password:again", wanted);
        browser.clickId("password:change");
    }

    private String person(String name, String role) {
        return api.post("/iot/v1/users", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"project_ids\":[]}")
                .orThrow()
                .json()
                .path("password")
                .asText();
    }
}
