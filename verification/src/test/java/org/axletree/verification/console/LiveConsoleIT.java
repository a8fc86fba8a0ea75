package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** What happens is seen while it happens, and what can be done is done: in one browser that has logged in once. */
@ExtendWith(SharedAxletree.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConsoleIT {
    private static final By MESSAGES = By.id("messages");
    private static final By DEVICES = By.id("devicesSection");

    private static final By RECENT = By.id("recentList");

    private static final By TIMELINE = By.cssSelector(".timeline");

    private final AxletreeProcess hub;
    private Browser browser;

    LiveConsoleIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @BeforeAll
    void logIn() {
        browser = Browser.open(hub).logIn();
        browser.awaitPath("/hubs");
    }

    /** The browser is the same for all tests, and keeps what it complained of in others. */
    @BeforeEach
    void forgetComplaints() {
        browser.complaints();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void messagesOfADevice_areOnItsPageTheMomentItSaysThem() {
        Fleet.Device device = hub.fleet()
                .device(
                        hub.fleet().hub(),
                        "talker",
                        ",\"message_filters\":{\"publish\":{\"policy\":\"reject\",\"topics\":[\"secret/#\"]}}");
        browser.go("/device?tab=messages&id=" + device.id());
        browser.shownId("noMessages");

        assertThat(Mosquitto.publish(hub, device, "plants/1", "{\"t\": 21}", 1).exitCode())
                .isZero();
        browser.awaitText(MESSAGES, "plants/1");
        assertThat(browser.text(MESSAGES)).contains("{\"t\": 21}", "QoS 1", "9 bytes");
        browser.chooseValue("messagesForms", "json");
        browser.awaitText(MESSAGES, "{\n  \"t\": 21\n}");
        browser.chooseValue("messagesForms", "hex");
        browser.awaitText(MESSAGES, "7b 22 74 22 3a 20 32 31 7d");
        browser.chooseValue("messagesForms", "auto");
        Mosquitto.publish(hub, device, "secret/1", "x", 0);
        browser.awaitText(MESSAGES, "Refused");
        browser.awaitText(By.cssSelector("[data-live-seen]"), "just now");

        browser.clickId("messagesPause");
        Mosquitto.publish(hub, device, "plants/2", "x", 1);
        browser.awaitText(By.id("messagesPause"), "1 passed");
        assertThat(browser.text(MESSAGES)).doesNotContain("plants/2");
        browser.picture("device-messages");
    }

    @Test
    void eventThatComesWhileOneLooks_leadsToItsDevice() {
        Fleet.Device device = hub.fleet()
                .device(
                        hub.fleet().hub(),
                        "refused",
                        ",\"message_filters\":{\"publish\":{\"policy\":\"reject\",\"topics\":[\"secret/#\"]}}");
        browser.go("/hub?tab=events&id=" + device.hub().id());
        browser.shown(By.cssSelector("[data-none]"));
        Mosquitto.publish(hub, device, "secret/1", "x", 0);
        browser.click(By.linkText("refused"));
        browser.awaitPath("/device\\?id=" + device.id());
    }

    @Test
    void messageSentHere_reachesWhoeverSubscribed() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub());
        browser.go("/device?tab=messages&id=" + device.id());
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, device, "commands/#")) {
            browser.awaitText(By.cssSelector(".marks .state"), "Connected");
            browser.type("send:topic", "commands/#");
            browser.clickId("send:go");
            browser.shown(By.cssSelector("[id='send:topic'][aria-invalid=true]"));
            browser.type("send:topic", "commands/open");
            browser.type("send:payload", "now");
            browser.clickId("send:go");
            browser.awaitText(By.id("toast"), "Sent to commands/open");
            assertThat(subscriber.awaitLines(1, Duration.ofMinutes(1)).get(0)).contains("now");
        }
    }

    /** Coming, its session, being cut off and what that leaves behind, each without a reload. */
    @Test
    void sessionOfADevice_isSeen_andEnded_andItsTimelineTells() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub());
        browser.go("/device?tab=session&id=" + device.id());
        browser.shownId("noSessions");
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, device, "commands/#")) {
            browser.awaitText(By.cssSelector(".session .addresses"), "commands/#");
            browser.click(By.xpath("//button[normalize-space()='End the session']"));
            browser.confirm();
            browser.awaitText(By.id("toast"), "Session ended");
        }
        browser.go("/device?tab=timeline&id=" + device.id());
        browser.awaitText(TIMELINE, "The connection was ended in the console");
        assertThat(browser.text(TIMELINE)).contains("Connected", "MQTT", "mutual TLS", "keep-alive");
        browser.picture("device-timeline");

        browser.go("/device?tab=twin&id=" + device.id());
        browser.clickId("twin:make");
        browser.type("twin:document_name", "settings");
        browser.type("twin:text", "{\"period\": 1}");
        browser.clickId("twin:save");
        browser.click(By.cssSelector("[title='Edit settings']"));
        browser.type("twin:text", "{\"period\": 3}");
        String document = "twins/" + device.id() + "/documents/settings";
        hub.api().patch(document, "{\"data\":{\"period\":2}}").orThrow();
        browser.clickId("twin:save");
        browser.awaitText(By.id("twinTheirs"), "\"period\": 2");
        browser.clickId("twin:save");
        browser.awaitGone(By.id("twinTheirs"));
        assertThat(hub.api().get(document).json().at("/data/period").asInt()).isEqualTo(3);

        browser.go("/hub?id=" + device.hub().id() + "&tab=events&severity=info&reason=session_ended");
        browser.awaitText(By.id("events"), "the connection was ended in the console");
        browser.go("/hub?id=" + device.hub().id() + "&tab=events&severity=error");
        browser.awaitText(By.cssSelector("[data-none]"), "Nothing like that happened");
        browser.go("/audit?hub=" + device.hub().id() + "&what=device&action=created");
        browser.awaitText(By.id("changes"), "by the token admin-token");
    }

    /** What is retained is found, counted and deleted; and the device moves to another hub. */
    @Test
    void retainedMessages_areDeletedByFilter_andADeviceMoves() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub());
        browser.go("/device?tab=messages&id=" + device.id());
        browser.type("send:topic", "plants/1");
        browser.type("send:payload", "21 degrees");
        browser.clickId("send:retain");
        browser.clickId("send:go");
        browser.awaitText(By.id("toast"), "Sent to plants/1");
        browser.go("/hub?id=" + device.hub().id() + "&tab=topics&filter=plants/%2B");
        browser.awaitText(By.id("retainedList"), "21 degrees");
        browser.chooseValue("retainedForms", "hex");
        browser.awaitText(By.id("retainedList"), "32 31 20 64");
        browser.chooseValue("retainedForms", "auto");
        browser.awaitText(By.id("retainedList"), "21 degrees");
        assertThat(browser.text(By.id("retainedCount"))).isEqualTo("1 retained message matches plants/+");
        browser.clickId("retained:delete");
        browser.confirm();
        browser.shownId("noRetained");

        Fleet.Hub other = hub.fleet().hub("0 moved into " + Fleet.unique("hub"));
        browser.go("/device?id=" + device.id());
        browser.clickId("moveButton");
        browser.choose("move:hub_id", other.name());
        browser.clickId("move:go");
        browser.awaitText(By.cssSelector(".crumbs"), other.name());
        assertThat(hub.api().get("devices/" + device.id()).json().path("hub_id").asText())
                .isEqualTo(other.id());
    }

    @Test
    void filtersOfADevice_areTestedByTheEntryThatDecides() {
        Fleet.Device device = hub.fleet()
                .device(
                        hub.fleet().hub(),
                        "filtered",
                        ",\"message_filters\":{\"publish\":{\"policy\":\"accept\",\"topics\":[\"{{ device.name }}/#\"]}}");
        browser.go("/device?tab=security&id=" + device.id());
        browser.type("filterTest:topic", "filtered/1");
        browser.clickId("filterTest:go");
        browser.awaitText(By.id("mayPublish"), "May publish: by the entry filtered/#.");
        browser.type("filterTest:topic", "other");
        browser.clickId("filterTest:go");
        browser.awaitText(By.id("mayPublish"), "May not publish: no entry names it.");
        assertThat(browser.text(By.id("mayHear"))).isEqualTo("May hear: no entry forbids it.");
    }

    /** B4: several at once, and newcomers without a reload. */
    @Test
    void b4_severalDevices_areDisabledAndDeletedAtOnce_andNewcomersAppear() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device first = hub.fleet().device(made, "first", "");
        Fleet.Device second = hub.fleet().device(made, "second", "");
        browser.go("/hub?id=" + made.id() + "&tab=devices");
        browser.awaitText(DEVICES, "second");
        hub.fleet().device(made, "newcomer", "");
        browser.awaitText(DEVICES, "newcomer");

        browser.click(By.cssSelector("[aria-label='Select first']"));
        browser.click(By.cssSelector("[aria-label='Select second']"));
        browser.awaitText(By.id("chosenBar"), "2 selected");
        browser.clickId("disableChosen");
        browser.sure();
        browser.awaitText(By.id("toast"), "2 devices disabled");
        assertThat(hub.api().get("devices/" + first.id()).json().path("status").asText())
                .isEqualTo("disabled");

        browser.click(By.cssSelector("[aria-label='Select first']"));
        browser.click(By.cssSelector("[aria-label='Select second']"));
        browser.clickId("deleteChosen");
        browser.sure();
        browser.awaitText(By.id("toast"), "2 devices deleted");
        assertThat(hub.api().get("devices/" + second.id()).status()).isEqualTo(404);
        assertThat(browser.text(DEVICES)).contains("newcomer").doesNotContain("second");
    }

    @Test
    void topicsOfAHub_areThereWhenSomethingIsSaidOnThem() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "talker", "");
        browser.go("/hub?tab=topics&id=" + made.id());
        browser.shownId("noRecent");
        await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> { // nothing is kept of what is said before the page listens
                            Mosquitto.publish(hub, device, "begin", "x", 1);
                            return !browser.driver()
                                    .findElement(RECENT)
                                    .getText()
                                    .isEmpty();
                        });
        Mosquitto.publish(hub, device, "plants/1", "dry", 1);
        Mosquitto.publish(hub, device, "plants/2", "x", 1);
        Mosquitto.publish(hub, device, "plants/1", "wet", 1);
        browser.awaitText(RECENT, "wet");
        assertThat(browser.text(RECENT))
                .containsSubsequence("plants/1", "wet", "2 messages", "plants/2", "begin")
                .doesNotContain("dry");
        browser.type("recentFilter", "plants/2");
        browser.awaitGone(By.cssSelector("[data-topic='plants/1']"));
        browser.picture("hub-topics");
        browser.type("recentFilter", "stones");
        browser.awaitText(By.id("noRecentMatches"), "No topic with “stones” in it.");
        browser.type("recentFilter", "plants/1");
        browser.awaitText(RECENT, "wet");
        browser.awaitGone(By.id("noRecentMatches"));
    }

    @Test
    void device_movesToAnotherHub() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub(), "mover", "");
        Fleet.Hub target = hub.fleet().hub();
        browser.go("/device?id=" + device.id());
        browser.clickId("moveButton");
        browser.awaitText(By.id("moveWhat"), "It keeps its name, its ID and its certificate.");
        browser.choose("move:hub_id", target.name());
        browser.clickId("move:go");
        browser.awaitText(By.cssSelector(".crumbs"), target.name());
        assertThat(hub.api().get("devices/" + device.id()).json().path("hub_id").asText())
                .isEqualTo(target.id());
    }

    /** A9. */
    @Test
    void a9_severalHubs_areDeletedAtOnce_onceTheWordIsTyped() {
        List<Fleet.Hub> doomed = List.of(
                hub.fleet().hub("0 doomed " + Fleet.unique("a")), hub.fleet().hub("0 doomed " + Fleet.unique("b")));
        browser.go("/hubs");
        doomed.forEach(each -> browser.click(By.cssSelector(".pick [value='" + each.id() + "']")));
        browser.clickId("deleteHubsButton");
        browser.awaitText(By.id("deleteHubsCount"), "2 hubs with 0 devices, 0 of them connected now");
        browser.clickId("deleteHubs:delete");
        browser.awaitText(By.id("deleteHubs"), "Type DELETE in capitals");
        browser.type("deleteHubs:confirmation", "DELETE");
        browser.clickId("deleteHubs:delete");
        browser.awaitGone(By.cssSelector(".pick [value='" + doomed.get(0).id() + "']"));
        doomed.forEach(
                each -> assertThat(hub.api().get("hubs/" + each.id()).status()).isEqualTo(404));
    }

    @Test
    void chartsOfAHub_growWhileItsDevicesTalk_withATableBehindEach() {
        // Of all hubs that other tests made here, this one is on the first page of the list.
        Fleet.Hub made = hub.fleet().hub("0 talking " + Fleet.unique("hub"));
        Fleet.Device device = hub.fleet().device(made, "talker", "");
        Fleet.Device listener = hub.fleet().device(made, "listener", "");
        browser.go("/hub?id=" + made.id());
        browser.shown(By.cssSelector("#traffic[data-drawn=yes]"));
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, listener, "a/#")) {
            Mosquitto.publish(hub, device, "a/1", "12345", 1);
            subscriber.awaitLines(1, Duration.ofMinutes(1));
            browser.awaitText(By.cssSelector("[data-chart=messages] [data-summary]"), "in 1, out 1");
        }
        browser.awaitText(By.cssSelector("[data-chart=bytes] [data-summary]"), "in 5 B, out 5 B");
        browser.click(By.cssSelector("[data-chart=messages] summary"));
        browser.awaitText(By.cssSelector("#chart-messages-table thead"), "In");
        assertThat(browser.text(By.id("chart-messages-table"))).contains("Time", "Out");
        browser.choose("trafficWindow", "Last year");
        browser.awaitText(By.cssSelector("#chart-messages-table tbody th"), "20");
        browser.picture("charts");

        browser.go("/hubs?name=" + made.name().replace(' ', '+'));
        browser.awaitText(By.cssSelector("[data-live-hub='" + made.id() + "'] [data-live-what=waiting]"), "0");
        browser.awaitAnother(By.cssSelector(".stats [data-live-hub=all]"), "–");
        browser.shown(By.cssSelector("#traffic[data-drawn=yes]"));
        browser.picture("hubs");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void routeToAWebService_isMade_refusedNextToItsField_changedAndPaused() {
        Fleet.Hub made = hub.fleet().hub();
        browser.go("/hub?id=" + made.id() + "&tab=routes");
        browser.click(By.cssSelector("[data-opens=newRoute]"));
        browser.choose("newRoute:kind", "Web service");
        browser.typeInto(By.cssSelector("[data-input=uri]"), "ftp://example.org");
        assertThat(browser.text(By.cssSelector("[data-field=uri] label"))).isEqualTo("Address");
        assertThat(browser.text(By.cssSelector("[data-field=timeout_seconds] label")))
                .isEqualTo("Seconds to wait for the answer (optional)");
        browser.type("newRoute:name", "to the web");
        browser.type("newRoute:topic", "a/#");
        browser.clickId("newRoute:create");
        browser.shown(By.cssSelector("[data-field=uri] .error"));
        browser.typeInto(By.cssSelector("[data-input=uri]"), "https://example.org/in");
        browser.clickId("newRoute:create");
        browser.awaitText(By.id("routes"), "https://example.org/in");

        browser.click(By.cssSelector("[title='Edit the route to the web']"));
        browser.shown(By.cssSelector("[data-input=uri]"));
        browser.type("newRoute:name", "renamed");
        browser.clickId("newRoute:create");
        browser.click(By.cssSelector("[title='Pause the route renamed']"));
        browser.awaitText(By.cssSelector("[data-live-route]"), "Paused");
        browser.picture("routes");
    }

    /** Line 8: the target is tried before anything is kept, and a message before any is published. */
    @Test
    void routeIsTried_withoutAMessage_andAMessageWithoutPublishingIt() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "thermometer", "");
        String tab = "/hub?id=" + made.id() + "&tab=routes";
        browser.go(tab);
        browser.click(By.cssSelector("[data-opens=newRoute]"));
        browser.type("newRoute:name", "warm");
        browser.type("newRoute:topic", "rooms/#");
        browser.typeInto(
                By.cssSelector("[data-input=queue_name]"), Fleet.unique("queue").replace('-', '_'));
        browser.clickId("newRoute:tryTarget");
        browser.awaitText(By.id("routeAnswer"), "The target answers.");
        assertThat(hub.api()
                        .get("routes?hub_id=" + made.id())
                        .json()
                        .path("total_count")
                        .asInt())
                .isZero();
        browser.click(By.cssSelector("#newRoute details summary"));
        browser.type("newRoute:condition", "json.t > 30");
        browser.click(By.xpath("//form[@id='newRoute']//details[2]/summary"));
        browser.type("newRoute:schema", "{bad");
        browser.clickId("newRoute:create");
        browser.shown(By.cssSelector("[id='newRoute:schema'] ~ .error"));
        browser.awaitFocus("[id='newRoute:schema']");
        browser.type("newRoute:schema", "");
        browser.clickId("newRoute:create");
        browser.awaitText(By.id("toast"), "warm saved");
        browser.go(tab);
        browser.type("messageTry:topic", "rooms/1");
        browser.type("messageTry:payload", "{\"t\": 21}");
        browser.clickId("messageTry:go");
        browser.awaitText(By.id("messageTryRoutes"), "Leaves it");
        assertThat(browser.text(By.id("messageTryRoutes"))).contains("json.t > 30 is false");
        browser.type("messageTry:payload", "{\"t\": 31}");
        browser.clickId("messageTry:go");
        browser.awaitText(By.id("messageTryRoutes"), "Takes it");
        browser.picture("message-try");
        browser.type("messageTry:device", "nobody");
        browser.clickId("messageTry:go");
        browser.awaitText(By.cssSelector("[id='messageTry:device'] ~ .error"), "No such device");

        browser.go(tab);
        browser.click(By.cssSelector("[data-opens=newRoute]"));
        browser.choose("newRoute:kind", "Web service");
        browser.typeInto(By.cssSelector("[data-input=uri]"), "http://127.0.0.1:1/in");
        browser.type("newRoute:name", "away");
        browser.type("newRoute:topic", "a/#");
        browser.clickId("newRoute:tryTarget");
        browser.shown(By.cssSelector("#routeAnswer.error, [data-field=uri] .error"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void networkMadeHere_showsItsSecretOnce_andTakesMessagesWithIt() throws Exception {
        Fleet.Hub made = hub.fleet().hub();
        browser.go("/hub?id=" + made.id() + "&tab=networks");
        browser.click(By.cssSelector("[data-opens=newNetwork]"));
        browser.type("newNetwork:name", "weather");
        browser.clickId("newNetwork:create");
        String secret = browser.text(By.id("networkSecret"));
        String id = hub.api()
                .get("networks?hub_id=" + made.id() + "&name=weather")
                .orThrow()
                .json()
                .at("/networks/0/id")
                .asText();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hub.http("/networks/" + id))
                                .headers("X-Secret", secret, "X-Topic", "hello")
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(200, 204);
        browser.clickId("closeNetwork");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.awaitGone(By.id("newNetworkDialog"));
        browser.awaitForgotten(secret);

        browser.type("networkTry:payload", "{}");
        browser.clickId("networkTry:go");
        browser.awaitText(By.cssSelector("[id='networkTry:topic'] ~ .error"), "X-Topic");
        browser.type("networkTry:topic", "rooms/#");
        browser.clickId("networkTry:go");
        browser.awaitText(By.cssSelector("[id='networkTry:topic'] ~ .error"), "#");
        browser.type("networkTry:topic", "rooms/1");
        browser.clickId("networkTry:go");
        browser.awaitText(By.id("networkTryPublished"), "rooms/1 · 2 bytes");
        browser.shownId("networkTryNoRoutes");
        hub.fleet().route(made, "rooms/#");
        hub.fleet().route(made, "cellar/#");
        browser.clickId("networkTry:go");
        browser.awaitText(By.id("networkTryRoutes"), "its topic filter rooms/# matches");
        browser.awaitText(By.id("networkTryRoutes"), "its topic filter cellar/# does not match rooms/1");
        assertThat(browser.driver().findElements(By.cssSelector("#networkTryRoutes pre")))
                .hasSize(1);
    }

    @Test
    void requestThatFails_leavesTheButtonAlive_andSaysSoAboveTheDialog() {
        browser.go("/hub?id=" + hub.fleet().hub().id() + "&tab=devices&open=newDevice");
        browser.type("newDevice:name", "patient");
        offline(true);
        try {
            browser.clickId("newDevice:create");
            browser.awaitText(By.id("toast"), "No connection to the hub");
            assertThat(browser.text(By.id("newDevice:create"))).isEqualTo("Create the device");
        } finally {
            offline(false);
        }
        browser.clickId("newDevice:create");
        browser.awaitText(By.id("firstMessage"), "Waiting for its first message");
        browser.clickId("newDevice:downloadAll");
        browser.clickId("closeCredentials");
        browser.awaitGone(By.id("newDeviceDialog"));
    }

    /** A page without anything that lives. */
    @Test
    void hubThatIsAway_isMissedOnEveryPage() {
        for (String page :
                List.of("/people", "/hub?tab=networks&id=" + hub.fleet().hub().id())) {
            browser.go(page);
            browser.shown(By.cssSelector("html[data-away=no]"));
            assertThat(browser.driver().findElement(By.id("lost")).isDisplayed())
                    .as(page)
                    .isFalse();
        }
    }

    @Test
    void scripts_areNamedAfterTheirContent_andComeCompressed() throws Exception {
        browser.go("/audit?page=1000000");
        browser.shownId("behindTheEnd");
        String script = browser.driver()
                .findElement(By.cssSelector("script[src*='console.js']"))
                .getDomProperty("src");
        assertThat(script).matches(".*&v=[0-9a-f]{12}$");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(script))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
    }

    private void offline(boolean away) {
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", away, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }
}
