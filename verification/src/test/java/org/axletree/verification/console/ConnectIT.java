package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** What the console says of how a device connects is true, in each dialect. */
@ExtendWith(SharedAxletree.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectIT {
    private static final By CLIENT = By.id("clientState");

    private final AxletreeProcess hub;
    private Browser browser;

    ConnectIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @BeforeAll
    void logIn() {
        browser = Browser.open(hub).logIn();
        browser.awaitPath("/hubs");
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void deviceOfEachDialect_connectsByTheCommandOfItsPage(@TempDir Path directory) throws IOException {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device own = hub.fleet().device(made, "own", "");
        Files.copy(own.certificate(), directory.resolve("device.crt"));
        Files.copy(own.key(), directory.resolve("device.key"));
        Files.copy(hub.serverAuthority(), directory.resolve("server-ca.pem"));
        runs(command(own.id()), directory);

        Clouds clouds = new Clouds(hub, made);
        String azure = command(clouds.azure("pump").id());
        assertThat(azure).contains(made.name(), "devices/pump/messages/events/", "DEVICE_KEY");
        runs(azure.replace("DEVICE_KEY", Clouds.key()), directory);
        assertThat(browser.driver().getPageSource()).contains("IoTHubDeviceClient", "azure-iot-device-mqtt");
        browser.picture("device-connect-azure");

        String huawei = command(clouds.huawei("lamp", "n1").id());
        assertThat(huawei).contains("$oc/devices/lamp_n1/sys/messages/up", "DEVICE_SECRET");
        runs(huawei.replace("DEVICE_SECRET", Clouds.SECRET), directory);
        assertThat(run(huawei, directory).exitCode()).as("with the placeholder").isNotZero();
        browser.picture("device-connect-huawei");
        assertThat(browser.complaints()).isEmpty();
    }

    /** What a phone reads from the page is an address as clients take it; no key is in it. */
    @Test
    void addressOfADevice_isShownAsACode_andLeadsToTheHub(@TempDir Path directory) throws IOException {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device open = hub.fleet().device(made, "open", ",\"allow_insecure\":true");
        browser.go("/device?tab=connect&id=" + open.id());
        browser.shownId("connectCode");
        browser.shownId("pageCode");
        String address = browser.text(By.id("connectCodeAddress"));
        assertThat(address).startsWith("mqtt://" + open.id() + "@");
        runs("mosquitto_pub -L " + address + "/hello -m Hello", directory);

        Fleet.Device own = hub.fleet().device(made, "own", "");
        Files.copy(own.certificate(), directory.resolve("device.crt"));
        Files.copy(own.key(), directory.resolve("device.key"));
        Files.copy(hub.serverAuthority(), directory.resolve("server-ca.pem"));
        browser.go("/device?tab=connect&id=" + own.id());
        String secure = browser.text(By.id("connectCodeAddress"));
        assertThat(secure).startsWith("mqtts://").doesNotContain("@");
        runs(
                "mosquitto_pub -L " + secure
                        + "/hello --cafile server-ca.pem --cert device.crt --key device.key -m Hello",
                directory);

        Clouds clouds = new Clouds(hub, made);
        browser.go("/device?tab=connect&id=" + clouds.azure("pump").id());
        URI azure = URI.create(browser.text(By.id("connectCodeAddress")));
        assertThat(azure.getScheme()).isEqualTo("mqtts");
        assertThat(azure.getUserInfo()).matches(made.name() + "\\.[^/]+/pump/\\?api-version=2021-04-12");
        assertThat(azure.getPort()).isEqualTo(hub.mqttsPort());
        assertThat(browser.driver().findElements(By.id("objectCode"))).isEmpty();

        String node = Fleet.unique("coded");
        browser.go("/device?tab=connect&id=" + clouds.huawei("lamp", node).id());
        assertThat(browser.text(By.id("connectCodeAddress")))
                .matches("mqtts://lamp_" + node + "@[^@]+:" + hub.mqttsPort());
        assertThat(browser.text(By.id("objectCodeAddress"))).matches("coaps://[^@]+/rd\\?ep=" + node);
        assertThat(browser.complaints()).isEmpty();
    }

    /** What the API of each cloud makes, and what was wrong said where it was typed. */
    @Test
    void deviceOfEachCloud_isMadeHere_andConnectsByWhatIsShownOnce(@TempDir Path directory) throws IOException {
        Files.copy(hub.serverAuthority(), directory.resolve("server-ca.pem"));
        Fleet.Hub made = hub.fleet().hub();
        browser.go("/hub?tab=devices&open=newDevice&id=" + made.id());
        newDevice("azure", "newDevice:deviceId");
        browser.type("newDevice:deviceId", "pump/");
        browser.clickId("newDevice:create");
        browser.awaitText(By.id("newDevice"), "Expected:");
        browser.type("newDevice:deviceId", "pump");
        browser.type("newDevice:secondaryKey", "no base64");
        browser.clickId("newDevice:create");
        browser.awaitText(By.id("newDevice:symmetricKey"), "Expected: Base64 of 16 to 64 bytes");
        browser.awaitFocus("[id='newDevice:primaryKey']");
        browser.type("newDevice:secondaryKey", "");
        browser.clickId("newDevice:create");
        runs(browser.text(By.id("way0")), directory);
        browser.shown(By.cssSelector("#firstMessage[data-first=arrived]"));
        assertThat(browser.text(By.id("newDevice")))
                .contains("Primary key", "Secondary key", "HostName=" + made.name(), ";SharedAccessKey=");
        browser.picture("new-device-azure");

        browser.clickId("newDevice:another");
        newDevice("huawei", "newDevice:node_id");
        browser.type("newDevice:node_id", "n 1");
        browser.clickId("newDevice:create");
        browser.awaitText(By.cssSelector("[id='newDevice:node_id'] ~ .error"), "Expected: 1 to 64 letters");
        browser.type("newDevice:product_id", "lamp");
        browser.type("newDevice:node_id", Fleet.unique("n"));
        browser.shown(
                By.cssSelector("#newDevice details[open]")); // the identifier that the node's would make is wrong too
        browser.type("newDevice:gateway_id", "nobody");
        browser.clickId("newDevice:create");
        browser.awaitText(By.cssSelector("[id='newDevice:gateway_id'] ~ .error"), "nobody not found");
        browser.awaitFocus("[id='newDevice:gateway_id']");
        browser.type("newDevice:gateway_id", "");
        browser.clickId("newDevice:create");
        runs(browser.text(By.id("way0")), directory);
        browser.shown(By.cssSelector("#firstMessage[data-first=arrived]"));
        browser.picture("new-device-huawei");
        browser.clickId("closeCredentials");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.awaitGone(By.id("newDeviceDialog"));

        browser.awaitText(By.cssSelector("[id='devices:table'] tr[data-ri='1']"), "Azure");
        browser.awaitText(By.cssSelector("[id='devices:table'] tr[data-ri='1']"), "TLS, key");
        browser.choose("devicesDialect", "Huawei, LwM2M");
        browser.awaitText(By.id("devicesReport"), "1 to 1 of 1");
        browser.awaitText(By.cssSelector("[id='devices:table'] tr[data-ri='0']"), "TLS, secret");
        assertThat(browser.complaints()).isEmpty();
    }

    /** In no page before somebody asks for them. */
    @Test
    void keysOfADevice_areShownAndRenewed_andThoseOfBeforeCountNoMore(@TempDir Path directory) throws IOException {
        Files.copy(hub.serverAuthority(), directory.resolve("server-ca.pem"));
        Clouds clouds = new Clouds(hub, hub.fleet().hub());
        Clouds.Device azure = clouds.azure("pump");
        security(azure);
        assertThat(browser.driver().getPageSource()).doesNotContain(Clouds.key());
        browser.clickId("keys:show");
        browser.awaitText(By.id("key1"), Clouds.key());
        renew("keys:renewPrimary");
        browser.awaitAnother(By.id("key0"), Clouds.key());
        assertThat(clouds.tryOpen(azure)).as("by the secondary key").isZero();
        renew("keys:renewSecondary");
        browser.awaitAnother(By.id("key1"), Clouds.key());
        assertThat(clouds.tryOpen(azure)).isEqualTo(5);
        String key = browser.text(By.id("key0"));
        browser.picture("device-keys-azure");
        runs(command(azure.id()).replace("DEVICE_KEY", key), directory);
        security(azure);
        assertThat(browser.driver().getPageSource()).doesNotContain(key);

        Clouds.Device huawei = clouds.huawei("lamp", Fleet.unique("n"));
        security(huawei);
        renew("keys:reset");
        String secret = browser.text(By.id("key0"));
        browser.picture("device-keys-huawei");
        assertThat(clouds.tryOpen(huawei)).isEqualTo(4);
        runs(command(huawei.id()).replace("DEVICE_SECRET", secret), directory);
        assertThat(browser.complaints()).isEmpty();
    }

    private void security(Clouds.Device device) {
        browser.go("/device?tab=security&id=" + device.id());
        browser.shownId("keys");
    }

    private void renew(String button) {
        browser.clickId(button);
        browser.confirm();
        browser.shownId("key0");
    }

    private void newDevice(String kind, String field) {
        browser.chooseValue("newDevice:kind", kind);
        browser.shownId(field);
    }

    /** MQTT over the WebSocket of the page's own address: what the device may, and not more. */
    @Test
    void pageIsAClient_withTheRightsOfADevice() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet()
                .device(
                        made,
                        "open",
                        ",\"allow_insecure\":true,"
                                + "\"message_filters\":{\"publish\":{\"policy\":\"reject\",\"topics\":[\"secret/#\"]}}");
        client(device.id());
        browser.clickId("clientConnect");
        browser.awaitText(CLIENT, "Connected");
        browser.clickId("clientSubscribeGo");
        browser.awaitText(By.id("clientFilters"), "#");
        browser.type("clientTopic", "plants/1");
        browser.clickId("clientPublishGo");
        browser.awaitText(By.id("clientMessages"), "plants/1");
        browser.picture("device-client");
        browser.type("clientTopic", "plants/+");
        browser.clickId("clientPublishGo");
        browser.awaitText(By.id("toast"), "A topic to send on has no +");
        browser.awaitFocus("#clientPublishGo");
        assertThat(browser.text(CLIENT)).isEqualTo("Connected");
        browser.type("clientTopic", "secret/1");
        browser.clickId("clientPublishGo");
        browser.awaitText(By.id("toast"), "refused secret/1");
        browser.choose("clientQos", "0");
        browser.type("clientTopic", "secret/2");
        browser.clickId("clientPublishGo");
        browser.awaitText(By.id("toast"), "the filter of this device forbids secret/2");
        browser.type("clientTopic", "plants/2");
        browser.clickId("clientPublishGo");
        browser.awaitText(By.id("clientMessages"), "plants/2");
        assertThat(browser.text(By.id("clientMessages"))).doesNotContain("secret/");
        browser.clickId("clientDisconnect");
        browser.awaitText(CLIENT, "Not connected");

        Clouds clouds = new Clouds(hub, made);
        Clouds.Device azure = clouds.azure("valve");
        client(azure.id());
        browser.awaitText(By.id("clientNone"), "over TLS only");
        assertThat(browser.driver().findElements(By.id("clientConnect"))).isEmpty();
        letInWithoutTls(azure);
        client(azure.id());
        browser.clickId("clientConnect");
        browser.awaitText(CLIENT, "Connected");
        Clouds.Device huawei = clouds.huawei("lamp", "n2");
        letInWithoutTls(huawei);
        client(huawei.id());
        browser.type("clientPassword", "not its secret");
        browser.clickId("clientConnect");
        browser.shown(By.cssSelector("#clientProblem:not(:empty)"));
        browser.awaitText(CLIENT, "Not connected");
        browser.awaitFocus("#clientConnect");
        browser.type("clientPassword", Clouds.SECRET);
        browser.clickId("clientConnect");
        browser.awaitText(CLIENT, "Connected");

        client(hub.fleet().device(made, "closed", "").id());
        browser.awaitText(By.id("clientNone"), "a web page cannot show one");
        assertThat(browser.complaints()).isEmpty();
    }

    /** As the browser of the tests comes. */
    private void letInWithoutTls(Clouds.Device device) {
        hub.api().patch("devices/" + device.id(), "{\"allow_insecure\":true}").orThrow();
    }

    private void client(String deviceId) {
        browser.go("/device?tab=client&id=" + deviceId);
        browser.awaitText(CLIENT, "Not connected");
    }

    private String command(String deviceId) {
        browser.go("/device?tab=connect&id=" + deviceId);
        return browser.text(By.id("way0"));
    }

    private static void runs(String command, Path directory) {
        Ran ran = run(command, directory);
        assertThat(ran.exitCode()).as(command + ran.out() + ran.err()).isZero();
    }

    private static Ran run(String command, Path directory) {
        return Ran.command(Duration.ofMinutes(1), directory, Map.of(), List.of("sh", "-c", command));
    }
}
