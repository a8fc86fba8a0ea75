package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Pages with something in them, with nothing in them, and with something wrong: axe finds nothing in any of these states, either. */
class StatesIT extends WithBrowser {
    private static final String REFUSING =
            ",\"message_filters\":{\"publish\":{\"policy\":\"reject\",\"topics\":[\"secret/#\"]}}";

    StatesIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void loginThatIsRefused_isForEverybody() {
        browser.go("/login");
        browser.logIn("admin", "wrong");
        browser.shown(By.cssSelector("[id='login:messages'] li"));
        Accessibility.isForEverybody(browser, "login, refused");
    }

    @Test
    void hubWithNothingInIt_isForEverybody() {
        Fleet.Hub made = hub.fleet().hub();
        String page = "/hub?id=" + made.id();
        logIn();
        state(page + "&tab=devices", "#noDevices");
        state("/hubs?name=" + made.id(), "#noSuchHub");
        state("/audit?who=nobody", "#noChanges");
        state("/audit?page=1000000", "#behindTheEnd");
        hub.fleet().device(made, "pump", "");
        state(page + "&tab=devices&q=nothing", "#devicesView .none");
        hub.api()
                .patch("hubs/" + made.id(), "{\"moved_to\":\"hub.example.org\"}")
                .orThrow();
        hub.api().post("hubs/" + made.id() + "/disable", "{}").orThrow();
        state(page + "&tab=settings", "#movedTo");
    }

    /** While a device is connected, with messages, refusals, documents and dead letters. */
    @Test
    void pagesWithSomethingInThem_areForEverybody() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "talker", REFUSING);
        Fleet.Device listener = hub.fleet().device(made, "listener", "");
        Fleet.Route route = hub.fleet().route(made, "rooms/#");
        hub.api()
                .patch("routes/" + route.id(), "{\"schema\":{\"type\":\"object\",\"required\":[\"t\"]}}")
                .orThrow();
        hub.api()
                .send(
                        "PUT",
                        "twins/" + device.id() + "/documents/settings",
                        HttpRequest.BodyPublishers.ofString("{\"data\":{\"period\":2}}"))
                .orThrow();
        String page = "/hub?id=" + made.id();
        String there = "/device?id=" + device.id();
        logIn();
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, listener, "rooms/#")) {
            state("/device?tab=session&id=" + listener.id(), ".session .addresses");
            browser.go(there + "&tab=messages");
            Mosquitto.publish(hub, device, "rooms/1", "{\"u\": 1}", 1, "-r");
            Mosquitto.publish(hub, device, "secret/1", "x", 0);
            browser.awaitText(By.id("messages"), "Refused");
            Accessibility.isForEverybody(browser, "messages of a device");
            subscriber.awaitLines(1, Duration.ofMinutes(1));
        }
        state(there + "&tab=timeline", ".timeline li");
        state(there + "&tab=twin", "[title='Edit settings']");
        state(page + "&tab=topics", "#retainedList");
        state(page + "&tab=events", "#events li");
        browser.go(page);
        browser.awaitText(By.cssSelector("[data-chart=messages] [data-summary]"), "in");
        browser.click(By.cssSelector("[data-chart=messages] summary"));
        browser.awaitText(By.cssSelector("#chart-messages-table thead"), "In");
        Accessibility.isForEverybody(browser, "charts with a table");
        Awaitility.await("the dead letter")
                .atMost(Duration.ofMinutes(2))
                .until(() -> hub.api()
                                .get("routes/" + route.id() + "/dead-letters")
                                .orThrow()
                                .json()
                                .path("total_count")
                                .asInt()
                        == 1);
        browser.go(page + "&tab=routes");
        browser.click(By.cssSelector("[title^='Dead letters of']"));
        browser.shown(By.cssSelector("#deadLetters .refusal"));
        Accessibility.isForEverybody(browser, "dead letters");
        browser.go("/audit?what=device&hub=" + made.id());
        browser.click(By.cssSelector("#changes summary"));
        browser.shown(By.cssSelector("#changes .fields"));
        Accessibility.isForEverybody(browser, "an entry of the audit log");
        assertThat(browser.complaints()).isEmpty();
    }

    /** What is shown once, the question before it goes, and what a person who only looks is shown. */
    @Test
    void whatIsShownOnce_andWhatAReaderIsShown_areForEverybody() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        String name = Fleet.unique("ada");
        logIn();
        browser.go("/tokens");
        browser.click(By.cssSelector("[data-opens=newToken]"));
        browser.type("newToken:name", name);
        browser.clickId("newToken:create");
        browser.shownId("secret");
        Accessibility.isForEverybody(browser, "a token, once");
        browser.clickId("closeToken");
        browser.shown(By.cssSelector("#guard[open]"));
        Accessibility.isForEverybody(browser, "the question before it goes");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.awaitGone(By.id("newTokenDialog"));
        browser.go("/people");
        browser.click(By.cssSelector("[data-opens=newPerson]"));
        browser.type("newPerson:name", name);
        browser.clickId("newPerson:create");
        String password = browser.text(By.id("password"));
        Accessibility.isForEverybody(browser, "a password, once");
        browser.clickId("closePerson");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.click(By.cssSelector("[title='Change " + name + "']"));
        browser.shownId("changePersonDialog");
        Accessibility.isForEverybody(browser, "a person, changed");
        browser.driver().manage().deleteAllCookies();
        browser.go("/login");
        browser.logIn(name, password);
        state("/hub?tab=settings&id=" + made.id(), "#settingsTitle");
        state("/device?tab=security&id=" + device.id(), "#certificateTitle");
    }

    private void logIn() {
        browser.logIn();
        browser.awaitPath("/hubs");
    }

    private void state(String page, String shows) {
        browser.go(page);
        browser.shown(By.cssSelector(shows));
        Accessibility.isForEverybody(browser, page);
    }
}
