package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Scratch;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The table of a hub's devices: pages, orders, and what is looked for. */
class DeviceTableIT extends WithBrowser {
    private static final By ROWS = By.cssSelector("[id='devices:table'] tbody tr[data-ri]");
    private static final By FIRST_ROW = By.cssSelector("[id='devices:table'] tbody tr[data-ri='0']");

    DeviceTableIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void searching_findsDevicesOnAllPages() {
        Fleet.Hub made = hub.fleet().hub();
        for (int i = 10; i < 31; i++) {
            hub.fleet().device(made, "meter-" + i, "");
        }
        browser.openHub(made);
        browser.awaitText(By.id("devicesReport"), "1 to 20 of 21");
        assertThat(browser.driver().findElements(ROWS)).hasSize(20);
        browser.clickId("nextPage");
        browser.awaitText(ROWS, "meter-30");
        assertThat(browser.driver().findElements(ROWS)).hasSize(1);
        browser.type("devicesSearch", "meter 11");
        browser.awaitText(ROWS, "meter-11");
        assertThat(browser.driver().findElements(ROWS)).hasSize(1);
        browser.awaitPath(".*[?&]q=meter(%20|\\+)11.*");

        // Back from a device shows the same list.
        browser.click(By.cssSelector("[id='devices:table'] a.name"));
        browser.awaitText(By.tagName("h1"), "meter-11");
        browser.driver().navigate().back();
        browser.awaitText(By.id("devicesReport"), "1 to 1 of 1");
        browser.awaitText(ROWS, "meter-11");

        // What is done to all that are found spares those of another cloud, which are not.
        new Clouds(hub, made).azure("meter-99");
        browser.choose("devicesDialect", "MQTT clients");
        browser.type("devicesSearch", "meter");
        browser.awaitText(By.id("devicesReport"), "1 to 20 of 21");
        browser.clickId("chooseAll");
        browser.clickId("chooseEvery");
        browser.awaitText(By.id("chosenBar"), "21 selected");
        browser.clickId("disableChosen");
        browser.awaitText(By.id("sureText"), "No connection ends, since none is open.");
        browser.sure();
        browser.awaitText(By.id("toast"), "21 devices disabled");
        browser.choose("devicesEnabled", "Enabled");
        browser.awaitText(By.id("devicesView"), "No such device");
        browser.choose("devicesDialect", "Any kind");
        browser.awaitText(FIRST_ROW, "meter-99");
        assertThat(browser.driver().findElements(ROWS)).hasSize(1);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void selectedDevices_areDisconnected_andMayComeBack() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "present", "");
        browser.openHub(made);
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, device, "a/#", "-c", "-i", "lasting")) {
            browser.awaitText(ROWS, "Connected");
            browser.click(By.cssSelector("[aria-label='Select present']"));
            browser.clickId("disconnectChosen");
            browser.awaitText(By.id("sureTitle"), "Disconnect");
            browser.awaitText(By.id("sureText"), "One device is connected now, and drops off at once.");
            browser.sure();
            browser.awaitText(By.id("toast"), "1 device disconnected");
            assertThat(hub.api()
                            .get("devices/" + device.id())
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("enabled");
            assertThat(subscriber.isAlive()).as("it comes back by itself").isTrue();
        }
    }

    @Test
    void namesInATable_thatFiltersCannotUse_areWarnedOf_beforeTheyMoveIn() throws IOException {
        browser.openHub(hub.fleet().hub());
        browser.clickId("importDevicesButton");
        Path table = Scratch.directory("axletree-table-").resolve("names.csv");
        Files.writeString(table, "name\npump 1\npump+2\npump/3\n");
        browser.shownId("importFile").sendKeys(table.toString());
        browser.clickId("importTry");
        browser.awaitText(By.id("importCaution"), "Names with + # / or $ in them: 2, as pump+2.");
    }

    @Test
    void tables_areTriedFirst_thenMoveIn_andComeOutAgain() throws IOException {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        browser.clickId("importDevicesButton");
        Path table = Scratch.directory("axletree-table-").resolve("fleet.csv");
        Files.writeString(
                table, "name,description,enabled\npump 1,\"north, below\",true\npump 2,,perhaps\n=pump 3,,false\n");
        browser.shownId("importFile").sendKeys(table.toString());
        browser.clickId("importTry");
        browser.awaitText(By.id("importSummary"), "2 would be created, 1 would be skipped; already there: 0.");
        browser.awaitFocus("#importGo");
        assertThat(browser.text(By.id("importSkipped")))
                .contains("3", "pump 2", "\"perhaps\" in the column enabled is neither true nor false.");
        assertThat(hub.api()
                        .get("devices?hub_id=" + made.id())
                        .orThrow()
                        .json()
                        .path("total_count")
                        .asInt())
                .isZero();
        browser.clickId("importGo");
        browser.awaitText(By.id("toast"), "2 created");
        browser.awaitText(By.id("importClose"), "Done");
        browser.awaitFocus("#importClose");
        browser.click(By.cssSelector("[data-closes=importDevices]"));
        browser.awaitText(By.id("devicesReport"), "1 to 2 of 2");
        browser.type("devicesSearch", "below");
        browser.awaitText(By.id("devicesReport"), "1 to 1 of 1");
        browser.clickId("exportCsv");
        assertThat(Files.readString(browser.downloaded("devices.csv")))
                .contains("pump 1,\"north, below\",true,false,false,")
                .doesNotContain("pump 3");
        browser.type("devicesSearch", "pump");
        browser.awaitText(By.id("devicesReport"), "1 to 2 of 2");
        browser.clickId("exportJson");
        assertThat(Files.readString(browser.downloaded("devices.json"))).contains("\"=pump 3\"");
        assertThat(browser.complaints()).isEmpty();
    }

    /** They come in different batches. */
    @Test
    void userNameThatIsThereTwice_isToldByTheTrialAsByTheRun() throws IOException {
        browser.openHub(hub.fleet().hub());
        browser.clickId("importDevicesButton");
        Path table = Scratch.directory("axletree-table-").resolve("users.csv");
        String user = Fleet.unique("user");
        String hash = "$emqx$plain$disable$$secret";
        StringBuilder rows = new StringBuilder("name,user_name,password_hash\nfirst," + user + "," + hash + "\n");
        for (int i = 0; i < 1_000; i++) {
            rows.append("pump ").append(i).append(",,\n");
        }
        Files.writeString(table, rows + "last," + user + "," + hash + "\n");
        browser.shownId("importFile").sendKeys(table.toString());
        browser.clickId("importTry");
        browser.awaitText(By.id("importSummary"), "1 would be skipped; already there: 0.");
        assertThat(browser.text(By.id("importSkipped"))).contains("1003", "last", "is there twice");
        browser.awaitFocus("#importGo");
        browser.clickId("importGo");
        browser.awaitText(By.id("toast"), "1 skipped");
        assertThat(browser.text(By.id("importSkipped"))).contains("1003", "last", "is there twice");
    }

    /** A device that its hub refuses, one that was never heard of, and one that has come. */
    @Test
    void devicesThatMovedIn_areListed_byWhetherTheyHaveArrived() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        browser.click(By.linkText("Moved in"));
        browser.awaitText(By.id("noArrivals"), "No device has moved in");
        StringBuilder devices = new StringBuilder();
        for (int i = 10; i < 61; i++) {
            devices.append(",{\"name\":\"meter ")
                    .append(i)
                    .append("\",\"allow_insecure\":true,\"authentication\":{\"type\":\"password\",\"user_name\":\"")
                    .append(made.id())
                    .append(i)
                    .append("\",\"password\":\"secret\"}}");
        }
        hub.api()
                .post(
                        "hubs/" + made.id() + "/imports",
                        "{\"source\":\"csv\",\"devices\":[" + devices.substring(1) + "]}")
                .orThrow();
        assertThat(login(made, "10", "secret").exitCode()).isZero();
        assertThat(login(made, "11", "wrong").exitCode()).isNotZero();

        Awaitility.await("an arrival and a refusal")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> {
                    browser.driver().navigate().refresh();
                    assertThat(browser.text(By.id("arrivalsCount"))).contains("1 of 51 have arrived");
                    assertThat(browser.text(By.id("arrivals")))
                            .contains("meter 10 Arrived", "meter 11 Refused", "meter 12 Not heard of")
                            .contains("from csv");
                });
        browser.picture("moved-in");
        browser.clickId("arrivalsNext");
        browser.awaitText(By.id("arrivals"), "meter 60");
        assertThat(browser.driver().findElements(By.cssSelector("#arrivals li")))
                .hasSize(1);
        browser.choose("arrivalsWhich", "Arrived");
        browser.clickId("arrivalsShow");
        browser.awaitText(By.id("arrivals"), "meter 10");
        assertThat(browser.driver().findElements(By.cssSelector("#arrivals li")))
                .hasSize(1);
        assertThat(browser.complaints()).isEmpty();
    }

    private Ran login(Fleet.Hub made, String number, String password) {
        String line = "mosquitto_pub -h localhost -p " + hub.mqttPort() + " -u " + made.id() + number + " -P "
                + password + " -q 1 -t a -m x";
        return Ran.command(Duration.ofMinutes(1), List.of(line.split(" ")));
    }

    /** Whoever is connected, whatever ends soon, whoever was heard of last, and more on a page. */
    @Test
    void devices_areFoundByWhatTheyDo_andBackShowsTheSame() {
        Fleet.Hub made = hub.fleet().hub();
        for (int i = 10; i < 35; i++) {
            hub.fleet().device(made, "quiet-" + i, "");
        }
        Fleet.Device talker = hub.fleet().device(made, "zz-talker", ",\"description\":\"on the roof\"");
        browser.openHub(made);
        browser.chooseValue("devicesSize", "50");
        browser.awaitText(By.id("devicesReport"), "1 to 26 of 26");
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, talker, "a/#")) {
            browser.choose("devicesConnected", "Connected");
            browser.awaitText(By.id("devicesReport"), "1 to 1 of 1");
            browser.awaitText(FIRST_ROW, "zz-talker");
            assertThat(subscriber.isAlive()).isTrue();
        }
        browser.choose("devicesConnected", "Connected or not");
        browser.awaitText(By.id("devicesReport"), "1 to 26 of 26");
        browser.clickId("devices:table:last_activity_at");
        browser.awaitText(FIRST_ROW, "zz-talker");
        browser.awaitPath(".*sort=last_activity_at_desc.*");
        browser.type("devicesSearch", "roof");
        browser.awaitText(By.id("devicesReport"), "1 to 1 of 1");
        browser.type("devicesSearch", talker.id());
        browser.awaitText(By.id("devicesReport"), "1 to 1 of 1");
        browser.type("devicesSearch", "");
        browser.awaitText(By.id("devicesReport"), "1 to 26 of 26");
        browser.go("/hub?id=" + made.id() + "&tab=devices&ends=month");
        browser.awaitText(By.id("devicesView"), "No such device");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void devices_areFilteredAndSorted() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "a-open", ",\"allow_insecure\":true");
        Fleet.Device off = hub.fleet().device(made, "b-off", "");
        hub.api().post("devices/" + off.id() + "/disable", "{}").orThrow();
        browser.openHub(made);
        browser.awaitText(FIRST_ROW, "a-open");
        browser.clickId("devices:table:name");
        browser.awaitText(FIRST_ROW, "b-off");
        browser.choose("devicesSecurity", "Insecure allowed");
        browser.awaitGone(By.cssSelector("[title='Delete b-off']"));
        browser.awaitText(FIRST_ROW, "a-open");
        browser.choose("devicesSecurity", "Any security");
        browser.choose("devicesEnabled", "Disabled");
        browser.awaitText(FIRST_ROW, "b-off");
        browser.choose("devicesEnabled", "Enabled or disabled");
        browser.shown(By.cssSelector("[title='Delete a-open']"));
        assertThat(browser.complaints()).isEmpty();
    }
}
