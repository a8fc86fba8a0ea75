package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** What holds for every page of the console, whoever looks at it, and with whatever. */
class PagesIT extends WithBrowser {
    private static final Map<String, Object> PHONE =
            Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", false);
    /** A window of 1280 pixels, enlarged to 200 %. */
    private static final Map<String, Object> ENLARGED =
            Map.of("width", 640, "height", 450, "deviceScaleFactor", 2, "mobile", false);

    private static final String MOVING =
            """
            return [...document.querySelectorAll('*')]
              .filter(e => { const s = getComputedStyle(e);
                return s.animationName !== 'none' || s.transitionDuration.split(', ').some(d => d !== '0s'); })
              .map(e => e.outerHTML.slice(0, 200));
            """;
    private static final String NAMELESS =
            """
            return [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
              .filter(e => !((e.labels && e.labels.length) || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
                || e.title || e.textContent.trim() || (e.matches('input[type=submit]') && e.value)))
              .filter(e => !e.closest('.ui-helper-hidden-accessible'))
              .map(e => e.outerHTML);
            """;
    private static final String TWICE =
            """
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            return ids.filter((id, at) => ids.indexOf(id) !== at);
            """;
    private static final String TOO_WIDE =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";

    /** Scripts and style sheets that the page names in its text, as the server sends it. */
    private static final String FILES =
            """
            const done = arguments[arguments.length - 1];
            fetch(arguments[0]).then(answer => answer.text()).then(text => {
              const page = new DOMParser().parseFromString(text, 'text/html');
              done([...page.querySelectorAll('script[src], link[rel=stylesheet]')]
                .map(e => new URL(e.getAttribute('src') || e.getAttribute('href'), location.href).href));
            });
            """;

    /** Below the 250 KB that a page may have: a name that is longer somewhere breaks nothing. */
    private static final long MOST_BYTES = 235_000L;

    private static final String DRAWN = "return Boolean(window.Chart && document.querySelector('[data-drawn=yes]'));";
    private static final String ALL_BYTES =
            """
            return ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
              .reduce((sum, each) => sum + each.encodedBodySize, 0);
            """;

    PagesIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void pages_haveATitleAndNamesForAllThatCanBeUsed_andFitAPhone() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "a-name-without-a-place-to-break-it".repeat(5), "");
        hub.fleet().device(made, "described", ",\"description\":\"" + "w".repeat(300) + " word".repeat(50) + "\"");
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", PHONE);
        for (String page : List.of(
                "/hubs",
                "/hub?id=" + made.id(),
                "/hub?id=" + made.id() + "&tab=devices",
                "/hub?id=" + made.id() + "&tab=arrivals",
                "/hub?id=" + made.id() + "&tab=routes",
                "/hub?id=" + made.id() + "&tab=networks",
                "/hub?id=" + made.id() + "&tab=topics",
                "/hub?id=" + made.id() + "&tab=events",
                "/hub?id=" + made.id() + "&tab=settings",
                "/device?id=" + device.id(),
                "/device?tab=messages&id=" + device.id(),
                "/device?tab=connect&id=" + device.id(),
                "/device?tab=client&id=" + device.id(),
                "/device?tab=session&id=" + device.id(),
                "/device?tab=twin&id=" + device.id(),
                "/device?tab=security&id=" + device.id(),
                "/device?tab=timeline&id=" + device.id(),
                "/tokens",
                "/people",
                "/account",
                "/audit")) {
            browser.go(page);
            browser.shown(By.tagName("h1"));
            assertThat(browser.driver().getTitle()).as(page).endsWith(" · Axletree");
            assertThat(strings(NAMELESS)).as("without a name on " + page).isEmpty();
            assertThat(strings(TWICE)).as("ids twice on " + page).isEmpty();
            assertThatFits(page);
            browser.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", ENLARGED);
            assertThatFits(page + " at 200 %");
            browser.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", PHONE);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** Nothing at all is found by axe, in both themes, on a phone and on a wide screen. */
    @Test
    void pages_canBeUsedByEverybody() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        hub.fleet().route(made, "a/#");
        browser.go("/login");
        Accessibility.isForEverybody(browser, "/login");
        browser.logIn();
        browser.awaitPath("/hubs");
        for (String page : pages(made, device)) {
            browser.go(page);
            browser.shown(By.tagName("h1"));
            Accessibility.isForEverybody(browser, page);
        }
    }

    /** What opens on a page, and what it says of what is wrong, is for everybody, too. */
    @Test
    void dialogs_canBeUsedByEverybody() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        hub.fleet().route(made, "a/#");
        browser.logIn();
        browser.awaitPath("/hubs");
        String page = "/hub?id=" + made.id();
        IntStream.range(0, 10).forEach(number -> hub.fleet().hub());
        opened("/hubs", ".cards .pick input", "#chosenBar");
        opened("/hubs", "[data-opens=newHub]", "#newHub");
        refused("newHub:create", "#newHub .error");
        opened(page, "#deleteHubButton", "#deleteHub");
        refused("deleteHub:delete", "#deleteHub .error");
        opened(page, "[id='hubActions:disable']", ".ui-confirm-dialog");
        opened(page + "&tab=devices", "#importDevicesButton", "#importFile");
        opened(page + "&tab=devices", "[title='Delete thermometer']", "#sure[open]");
        opened(page + "&tab=devices", "[aria-label='Select thermometer']", "#chosenBar");
        opened(page + "&tab=routes", "[title^='Edit the route']", "[data-input=queue_name]");
        opened(page + "&tab=networks", "[data-opens=newNetwork]", "#newNetwork");
        refused("newNetwork:create", "#newNetwork .error");
        hub.api()
                .post("networks", "{\"name\":\"weather\",\"type\":\"rest\",\"hub_id\":\"" + made.id() + "\"}")
                .orThrow();
        opened(page + "&tab=networks", "[id='networkTry:go']", "#networkTry .error");
        opened(page + "&tab=settings", "[id='authority:check']", "#authority .error");
        String there = "/device?id=" + device.id();
        opened(there, "#deviceSettingsButton", "#deviceSettings");
        opened(there, "#moveButton", "#move");
        opened(there + "&tab=security", "#renewButton", "#renew");
        opened(there + "&tab=security", "#replaceButton", "#replace");
        refused("replace:save", "#replace .error");
        opened(there + "&tab=security", "[id='certificate:revoke']", ".ui-confirm-dialog");
        opened(there + "&tab=security", "[id='filterTest:go']", "#filterTest .error");
        opened(there + "&tab=messages", "[id='send:go']", "#send .error");
        opened(there + "&tab=twin", "[id='twin:make']", "[id='twin:text']");
        opened("/tokens", "[data-opens=newToken]", "#newToken");
        refused("newToken:create", "#newToken .error");
        opened("/people", "[data-opens=newPerson]", "#newPerson");
        refused("newPerson:create", "#newPerson .error");
        opened("/account", "[id='password:change']", "#password .error");
        browser.go("/nowhere");
        Accessibility.isForEverybody(browser, "/nowhere");
    }

    private void opened(String page, String button, String opens) {
        browser.go(page);
        Accessibility.show(browser, 1440, "light");
        browser.click(By.cssSelector(button));
        browser.shown(By.cssSelector(opens));
        String state = page + " " + button;
        Accessibility.isForEverybody(browser, state);
        assertThat(strings(MOVING)).as(state + ", without motion").isEmpty();
        browser.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", ENLARGED);
        assertThatFits(state + " at 200 %");
    }

    private void refused(String button, String error) {
        browser.clickId(button);
        browser.shown(By.cssSelector(error));
        Accessibility.isForEverybody(browser, button + ", refused");
    }

    /** Each kind of a new device: its form, what was wrong with it, and what is shown once. */
    @Test
    void newDeviceOfEachKind_canBeMadeByEverybody() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        for (String kind : List.of("azure", "huawei", "lwm2m")) {
            browser.go("/hub?tab=devices&open=newDevice&id=" + made.id());
            browser.chooseValue("newDevice:kind", kind);
            String field = "newDevice:" + (kind.equals("azure") ? "deviceId" : "node_id");
            browser.shownId(field);
            Accessibility.isForEverybody(browser, kind);
            browser.clickId("newDevice:create");
            browser.shown(By.cssSelector("#newDevice .error"));
            browser.awaitFocus("[aria-invalid=true]");
            Accessibility.isForEverybody(browser, kind + ", refused");
            if (!kind.equals("azure")) {
                browser.type("newDevice:product_id", "p");
            }
            browser.type(field, Fleet.unique("d"));
            browser.clickId("newDevice:create");
            browser.shownId("way0");
            Accessibility.isForEverybody(browser, kind + ", made");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** Who asked the system for less motion sees none: neither changes of colour, nor what beats while one waits. */
    @Test
    void pages_keepStill_whereThatIsWanted() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        browser.openHub(made);
        browser.click(By.cssSelector("#devicesSection [data-opens=newDevice]"));
        browser.type("newDevice:name", "still");
        browser.clickId("newDevice:create");
        browser.shown(By.cssSelector("#firstMessage .beat"));
        assertThat(strings(MOVING)).as("moving where it may").anyMatch(each -> each.contains("beat"));
        prefer("prefers-reduced-motion", "reduce");
        assertThat(strings(MOVING)).isEmpty();
        browser.clickId("newDevice:downloadAll");
        for (String page : pages(made, device)) {
            browser.go(page);
            browser.shown(By.tagName("h1"));
            assertThat(strings(MOVING)).as(page).isEmpty();
        }
    }

    private void prefer(String what, String value) {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", what, "value", value))));
    }

    /** What a page needs before it is there, as it comes over the line; what draws charts and speaks MQTT comes behind it. */
    @Test
    void page_needsAtMost110KilobytesOfScriptsAndStyleSheets() throws IOException, InterruptedException {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        browser.logIn();
        browser.awaitPath("/hubs");
        for (String page : List.of(
                "/hubs",
                "/hub?id=" + made.id(),
                "/hub?tab=devices&id=" + made.id(),
                "/device?id=" + device.id(),
                "/device?tab=client&id=" + device.id())) {
            browser.go(page);
            List<String> files = filesOf(page);
            assertThat(files).as(page).hasSizeGreaterThan(5);
            long bytes = 0;
            for (String file : files) {
                bytes += compressed(file);
            }
            assertThat(bytes).as(page + ": " + files).isBetween(60_000L, 110_000L);
        }
    }

    /** All that comes until the charts are drawn: the page itself, which is not compressed, its numbers, and what draws them. */
    @Test
    void pages_areLessThan250KilobytesInAll_onAFirstLoad() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        hub.fleet().route(made, "a/#");
        logInWithoutCache();
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String page : pages(made, device)) {
            browser.go(page);
            browser.shown(By.tagName("h1"));
            if (!browser.driver().findElements(By.id("traffic")).isEmpty()) {
                awaitCharts();
            }
            sizes.put(page, (Long) browser.driver().executeScript(ALL_BYTES));
        }
        assertThat(sizes).allSatisfy((page, bytes) -> assertThat(bytes).as(page).isBetween(60_000L, MOST_BYTES));
    }

    /** The longest list that a page can be asked for, with names and descriptions that people give. */
    @Test
    void listOf100Devices_isLessThan250KilobytesInAll() {
        Fleet.Hub made = hub.fleet().hub();
        String devices = IntStream.range(100, 200)
                .mapToObj(
                        number -> "{\"name\":\"pump " + number + " in the third hall of the plant at the river\","
                                + "\"description\":\"installed in March, between the tank and the filter, behind the red door\"}")
                .collect(Collectors.joining(","));
        hub.api()
                .post("hubs/" + made.id() + "/imports", "{\"source\":\"csv\",\"devices\":[" + devices + "]}")
                .orThrow();
        logInWithoutCache();
        browser.go("/hub?tab=devices&size=100&id=" + made.id());
        browser.awaitText(By.id("devicesReport"), "1 to 100 of 100");
        assertThat(browser.driver().findElements(By.cssSelector("tr[data-ri]"))).hasSize(100);
        assertThat((Long) browser.driver().executeScript(ALL_BYTES)).isBetween(60_000L, MOST_BYTES);
    }

    private void logInWithoutCache() {
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver().executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
    }

    @SuppressWarnings("unchecked")
    private List<String> filesOf(String page) {
        return (List<String>) browser.driver().executeAsyncScript(FILES, page);
    }

    private static long compressed(String file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(file))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(file).isEqualTo(200);
        return answer.body().length;
    }

    private static List<String> pages(Fleet.Hub made, Fleet.Device device) {
        String page = "/hub?id=" + made.id();
        return List.of(
                "/hubs",
                page,
                page + "&tab=devices",
                page + "&tab=devices&open=newDevice",
                page + "&tab=arrivals",
                page + "&tab=routes",
                page + "&tab=routes&open=newRoute",
                page + "&tab=networks",
                page + "&tab=topics",
                page + "&tab=events",
                page + "&tab=settings",
                "/device?id=" + device.id(),
                "/device?tab=messages&id=" + device.id(),
                "/device?tab=connect&id=" + device.id(),
                "/device?tab=client&id=" + device.id(),
                "/device?tab=session&id=" + device.id(),
                "/device?tab=twin&id=" + device.id(),
                "/device?tab=security&id=" + device.id(),
                "/device?tab=timeline&id=" + device.id(),
                "/tokens",
                "/people",
                "/account",
                "/audit");
    }

    /** However many hubs there are, and however long their names: a page shows as many as it can carry, and the rest is found. */
    @ParameterizedTest
    @ValueSource(strings = {"n", "🌳"})
    void hubs_areShownAPageAtATime_whichIsLessThan250KilobytesInAll(String letter) {
        String common = Fleet.unique("zz");
        for (int number = 0; number < 10; number++) {
            hub.fleet().hub(common + String.format("-%02d-", number) + letter.repeat(251 - common.length()));
        }
        logInWithoutCache();
        browser.typeInto(By.id("hubSearch"), common);
        browser.clickId("hubSearchShow");
        browser.awaitText(By.id("hubsRange"), "1–9 of 10");
        assertThat(browser.driver().findElements(By.cssSelector(".card.hub"))).hasSize(9);
        assertThat(browser.text(By.cssSelector(".cards")))
                .contains(common + "-08-" + letter)
                .doesNotContain(common + "-09-");
        awaitCharts();
        assertThat((Long) browser.driver().executeScript(ALL_BYTES)).isBetween(60_000L, MOST_BYTES);
        browser.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", PHONE);
        assertThatFits("hubs");
        browser.click(By.linkText("Next"));
        browser.awaitText(By.id("hubsRange"), "10–10 of 10");
        assertThat(browser.text(By.cssSelector(".cards"))).contains(common + "-09-" + letter);
        browser.click(By.linkText("Previous"));
        browser.awaitText(By.id("hubsRange"), "1–9 of 10");
        browser.typeInto(By.id("hubSearch"), common + "nowhere");
        browser.clickId("hubSearchShow");
        browser.shownId("noSuchHub");
        browser.click(By.linkText("Show all"));
        browser.awaitPath("/hubs");
        assertThat(browser.complaints()).isEmpty();
    }

    /** A chart hears of a window's new width a moment after it. */
    private void assertThatFits(String what) {
        Awaitility.await(what).atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        (Long) browser.driver().executeScript(TOO_WIDE))
                .as("pixels wider than the window")
                .isZero());
    }

    private void awaitCharts() {
        browser.driver().executeScript("document.getElementById('traffic').scrollIntoView();");
        Awaitility.await("the charts")
                .atMost(Duration.ofMinutes(1))
                .until(() -> Boolean.TRUE.equals(browser.driver().executeScript(DRAWN)));
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String script) {
        return (List<String>) browser.driver().executeScript(script);
    }
}
