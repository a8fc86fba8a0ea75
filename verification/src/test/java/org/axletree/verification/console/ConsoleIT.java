package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.net.ssl.SSLContext;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

class ConsoleIT extends WithBrowser {
    private static final By ROWS = By.cssSelector("[id='devices:table'] tbody tr[data-ri]");

    /** MQTT 3.1.1, a clean session, sixty seconds, no client identifier. */
    private static final byte[] CONNECT = {0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 0};

    ConsoleIT(AxletreeProcess hub) {
        super(hub);
    }

    /** The first three minutes of a stranger (scaleway.md A7). */
    @Test
    void stranger_getsFromTheLoginToTheFirstMessage_withOneButton(@TempDir Path directory) throws IOException {
        try (AxletreeProcess fresh = Axletree.fresh().start();
                Browser here = Browser.open(fresh)) {
            here.logIn();
            here.shownId("noHubs");
            here.picture("hubs-empty");
            here.type("first:name", "");
            here.clickId("first:create");
            here.awaitText(By.cssSelector("[id='first:name'] ~ .error"), "Expected: 1 to 255 characters");
            assertThat(here.driver().switchTo().activeElement().getDomAttribute("id"))
                    .isEqualTo("first:name");
            here.type("first:name", "Greenhouses");
            here.clickId("first:create");
            here.awaitText(By.id("firstMessage"), "Waiting for its first message");
            here.awaitFocus("#firstDeviceDialog *");
            here.picture("first-device-waiting");

            here.clickId("firstDevice:downloadAll");
            unzip(here.downloaded("my-first-device.zip"), directory);
            Ran published = Ran.command(
                    Duration.ofMinutes(1), directory, Map.of(), List.of("bash", "-c", here.text(By.id("command"))));
            assertThat(published.exitCode()).as(published.err()).isZero();

            here.shown(By.cssSelector("#firstMessage[data-first=arrived]"));
            assertThat(here.text(By.id("firstMessage")))
                    .contains("Its first message is here", "hello", "Hello", "5 bytes");
            here.picture("first-device-arrived");
            here.clickId("toHub");
            here.awaitPath("/hub\\?id=.*");
            assertThat(here.text(By.tagName("h1"))).isEqualTo("Greenhouses");
            here.awaitText(By.id("devicesSection"), "my-first-device");
            assertThat(here.complaints()).isEmpty();
        }
    }

    /** The whole path again, from the login to the message, without a mouse. */
    @Test
    void firstMessage_isReachedByTheKeyboardAlone(@TempDir Path directory) throws IOException {
        browser.go("/login");
        browser.tabTo("[id='login:user']");
        browser.press("admin");
        browser.tabTo("[id='login:password']");
        browser.press(hub.adminPassword(), Keys.ENTER);
        browser.awaitPath("/hubs");
        browser.shown(By.tagName("h1"));
        hub.fleet().hub(); // where there is none, the page has another button
        browser.go("/hubs");
        browser.tabTo("[data-opens=newHub]");
        browser.press(Keys.ENTER);
        browser.awaitFocus("[id='newHub:name']");
        browser.press(Fleet.unique("by-keyboard"));
        browser.tabTo("[id='newHub:createWithDevice']");
        browser.press(Keys.ENTER);
        browser.awaitPath("/hub\\?.*open=newDevice.*");
        browser.awaitFocus("[id='newDevice:name']");
        browser.press("keyed");
        browser.tabTo("[id='newDevice:create']");
        browser.press(Keys.ENTER);
        browser.shownId("newDevice:downloadAll");
        browser.tabTo("[id='newDevice:downloadAll']");
        browser.press(Keys.ENTER);
        unzip(browser.downloaded("keyed.zip"), directory);
        String command = browser.text(By.id("command"));
        Ran published = Ran.command(Duration.ofMinutes(1), directory, Map.of(), List.of("bash", "-c", command));
        assertThat(published.exitCode()).as(published.err()).isZero();
        browser.shown(By.cssSelector("#firstMessage[data-first=arrived]"));
        browser.tabTo("#closeCredentials");
        browser.press(Keys.ENTER);
        browser.awaitGone(By.id("newDeviceDialog"));
        browser.awaitText(By.id("devicesSection"), "keyed");
        assertThat(browser.complaints()).isEmpty();
    }

    /** The key is shown once: neither the cross nor Escape nor the button loses it unasked. */
    @Test
    void credentials_areNotLostByASlip() {
        browser.openHub(hub.fleet().hub());
        createDevice("precious");

        browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
        browser.click(By.cssSelector("#guard[open] [value=stay]"));
        browser.awaitGone(By.id("guard"));
        browser.click(By.cssSelector("#newDeviceDialog .ui-dialog-titlebar-close"));
        browser.click(By.cssSelector("#guard[open] [value=stay]"));
        browser.awaitGone(By.id("guard"));
        assertThat(browser.driver().getPageSource()).contains("BEGIN RSA PRIVATE KEY");

        for (CharSequence stays : List.of(Keys.ESCAPE, Keys.ENTER, Keys.SPACE)) {
            browser.press(Keys.ESCAPE);
            browser.awaitFocus("#guard[open] [value=stay]");
            browser.press(stays);
            browser.awaitGone(By.id("guard"));
            assertThat(browser.driver().findElement(By.id("newDeviceDialog")).isDisplayed())
                    .isTrue();
        }
        assertThat(browser.driver().getPageSource()).contains("BEGIN RSA PRIVATE KEY");

        browser.press(Keys.ESCAPE);
        browser.awaitFocus("#guard[open] [value=stay]");
        browser.press(Keys.TAB);
        browser.awaitFocus("#guard[open] [value=leave]");
        browser.press(Keys.ENTER);
        browser.awaitGone(By.id("newDeviceDialog"));
        browser.awaitText(By.id("devicesSection"), "precious");
    }

    @Test
    void deviceCreatedHere_connectsWithTheFilesDownloadedHere(@TempDir Path directory) throws IOException {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        createDevice("thermometer-1");
        browser.picture("device-created");
        browser.clickId("newDevice:downloadAll");
        unzip(browser.downloaded("thermometer-1.zip"), directory);
        Path files = directory.resolve("thermometer-1");
        assertThat(files.resolve("README.txt")).content().contains("mosquitto_pub", "device.key");
        assertThat(connectedByJava(files)).containsExactly(0x20, 2, 0, 0);
        String command = browser.text(By.id("command"));
        browser.clickId("closeCredentials");
        browser.awaitGone(By.id("newDeviceDialog"));

        Ran published = Ran.command(Duration.ofMinutes(1), directory, Map.of(), List.of("bash", "-c", command));
        assertThat(published.exitCode()).as(published.err()).isZero();

        // The page may have seen the connection of the publisher, and then sees its end.
        browser.awaitText(By.cssSelector("[id='devices:table'] .state"), "Offline");
        Fleet.Device device = new Fleet.Device(
                hub.api()
                        .get("devices?hub_id=" + made.id())
                        .orThrow()
                        .json()
                        .at("/devices/0/id")
                        .asText(),
                "thermometer-1",
                made,
                files.resolve("device.crt"),
                files.resolve("device.key"));
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, device, "hello")) {
            browser.awaitText(By.cssSelector("[id='devices:table'] .state"), "Connected");

            browser.picture("device-connected");
            assertThat(subscriber.isAlive()).isTrue();
        }
        browser.awaitText(By.cssSelector("[id='devices:table'] .state"), "Offline");

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void credentials_comeInOneFile_withAPasswordThatIsTypedHere() throws Exception {
        browser.openHub(hub.fleet().hub());
        createDevice("boxed");
        browser.click(By.xpath("//summary[contains(., 'File by file')]"));
        browser.click(By.xpath("//summary[contains(., '.p12')]"));
        browser.type("newDevice:p12password", "a password");
        browser.clickId("newDevice:downloadPkcs12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(browser.downloaded("boxed.p12"))) {
            store.load(file, "a password".toCharArray());
        }
        assertThat(store.isKeyEntry(store.aliases().nextElement())).isTrue();
    }

    @Test
    void privateKey_isShownOnce() {
        browser.openHub(hub.fleet().hub());
        createDevice("once");
        assertThat(browser.driver().getPageSource()).contains("BEGIN RSA PRIVATE KEY");
        browser.clickId("closeCredentials");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.awaitGone(By.id("newDeviceDialog"));
        browser.awaitText(By.id("devicesSection"), "once");
        browser.driver().navigate().refresh();
        browser.shown(ROWS);
        assertThat(browser.driver().getPageSource()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void deviceWithANameThatIsTaken_isRefusedNextToTheName() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "twin", "");
        browser.openHub(made);
        fillDevice("twin");
        browser.clickId("newDevice:create");
        assertThat(browser.text(By.cssSelector("[id='newDevice:name'] ~ .error")))
                .contains("Expected: a name unique in the hub");
        assertThat(browser.driver().findElements(ROWS)).hasSize(1);
    }

    @Test
    void deletedDevice_isGoneAndDisconnected_butOnlyAfterAYes() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "doomed", "");
        hub.fleet().device(made, "spared", "");
        browser.openHub(made);
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, device, "hello")) {
            browser.click(By.cssSelector("[title='Delete doomed']"));
            browser.click(By.cssSelector("#sure[open] [value=no]"));
            browser.awaitGone(By.cssSelector("#sure[open]"));
            assertThat(browser.driver().findElements(ROWS)).hasSize(2);
            assertThat(subscriber.isAlive()).isTrue();

            browser.click(By.cssSelector("[title='Delete doomed']"));
            browser.sure();
            browser.awaitGone(By.cssSelector("[title='Delete doomed']"));
            assertThat(browser.driver().findElements(ROWS)).hasSize(1);
        }
        assertThat(hub.api().get("devices/" + device.id()).status()).isEqualTo(404);
        assertThat(Mosquitto.publish(hub, device, "hello", "x", 1).exitCode()).isNotZero();
    }

    @Test
    void disabledDevice_isShownSo_andCanBeEnabledAgain() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "sleeper", "");
        browser.openHub(made);
        browser.click(By.cssSelector("[title='Disable sleeper']"));
        browser.sure();
        browser.awaitText(ROWS, "Disabled");
        assertThat(hub.api().get("devices/" + device.id()).json().path("status").asText())
                .isEqualTo("disabled");
        browser.click(By.cssSelector("[title='Enable sleeper']"));
        browser.awaitText(ROWS, "Offline");
    }

    @Test
    void route_isCreated_andAWrongTopicRefusedNextToIt() {
        browser.openHub(hub.fleet().hub(), "routes");
        browser.click(By.cssSelector("[data-opens=newRoute]"));
        String queue = Fleet.unique("queue").replace('-', '_');
        browser.type("newRoute:name", "temperatures");
        browser.type("newRoute:topic", "sensors/#/temperature");
        browser.typeInto(By.cssSelector("[data-input=queue_name]"), queue);
        browser.clickId("newRoute:create");
        browser.awaitText(By.id("newRoute"), "only as the last level");
        browser.type("newRoute:topic", "sensors/+/temperature");
        browser.clickId("newRoute:create");
        browser.awaitGone(By.id("newRouteDialog"));
        browser.awaitText(By.id("routes"), queue);
        browser.shownId("messageTry:topic");
    }

    @Test
    void hub_isDeletedWithItsDevices_onceTheWordIsTyped() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "inside", "");
        browser.openHub(made);
        browser.clickId("deleteHubButton");
        browser.clickId("deleteHub:delete");
        browser.awaitText(By.id("deleteHub"), "Type DELETE in capitals.");
        browser.type("deleteHub:confirmation", "DELETE");
        browser.clickId("deleteHub:delete");
        browser.awaitPath("/hubs");
        assertThat(hub.api().get("hubs/" + made.id()).status()).isEqualTo(404);
        browser.go("/hub?id=" + made.id());
        assertThat(browser.text(By.tagName("h1"))).isEqualTo("Nothing here");
    }

    @Test
    void refusal_isExplained_onTheHubOrOnTheFirstPage() {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "in-the-clear", "");
        browser.openHub(made, "overview");
        browser.awaitText(By.id("refusals"), "Nothing was refused");
        assertThat(publishInTheClear(device.id()).exitCode()).isNotZero();
        browser.awaitText(By.cssSelector("[id=refusals] li"), "utual TLS authentication is required");
        browser.awaitText(By.cssSelector("[id=refusals] li"), "in-the-clear");
        browser.picture("refused");

        assertThat(publishInTheClear("nobody-knows-me").exitCode()).isNotZero();
        browser.go("/hubs");
        browser.awaitText(By.id("refusals"), "ould not identify device");
    }

    @Test
    void sessionThatEnds_sendsAnOpenPageToTheLogin() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made);
        browser.driver().manage().deleteAllCookies();
        browser.awaitPath("/login\\?from=.*" + made.id() + ".*");
        browser.logIn("admin", hub.adminPassword());
        browser.awaitPath("/hub\\?id=" + made.id() + ".*");
    }

    @Test
    void namesOfOthers_areTextAndNotMarkup() {
        String name = "<img src=x onerror=document.title='owned'>";
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "harmless", ",\"description\":\"" + name + "\"");
        browser.openHub(made);
        browser.awaitText(ROWS, name);
        assertThat(browser.driver().getTitle()).isEqualTo(made.name() + " · Axletree");
    }

    /** What the hub answers to a Java client, whose library (Netty's reader of keys, the JDK's TLS) reads PKCS#8 only. */
    private byte[] connectedByJava(Path files) throws IOException {
        SSLContext tls = ((JdkSslContext) SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(files.resolve("server-ca.pem").toFile())
                        .keyManager(
                                files.resolve("device.crt").toFile(),
                                files.resolve("device-pkcs8.key").toFile())
                        .build())
                .context();
        try (Socket socket = tls.getSocketFactory().createSocket("localhost", hub.mqttsPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(CONNECT);
            return socket.getInputStream().readNBytes(4);
        }
    }

    private Ran publishInTheClear(String userName) {
        return Ran.command(
                Duration.ofMinutes(1),
                List.of(
                        "mosquitto_pub",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(hub.mqttPort()),
                        "-u",
                        userName,
                        "-t",
                        "a",
                        "-m",
                        "x"));
    }

    private void fillDevice(String name) {
        browser.click(By.cssSelector("#devicesSection [data-opens=newDevice]"));
        browser.type("newDevice:name", name);
    }

    private void createDevice(String name) {
        fillDevice(name);
        browser.clickId("newDevice:create");
        browser.shownId("newDevice:downloadAll");
    }

    private static void unzip(Path archive, Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream archived = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(archived)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(Path.of(entry.getName()).getFileName().toString());
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "device.crt",
                        "device.key",
                        "device-pkcs8.key",
                        "hub-ca.pem",
                        "server-ca.pem",
                        "mosquitto.sh",
                        "README.txt");
    }
}
