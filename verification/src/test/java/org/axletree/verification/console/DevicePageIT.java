package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.lwm2m.LeshanDevice;
import org.axletree.verification.lwm2m.Meter;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The page of a device in the console. */
class DevicePageIT extends WithBrowser {

    DevicePageIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void renewedCertificate_isShownOnce_andIsTheOneThatCounts() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub(), "thermometer", "");
        openDevice(device, "Security");
        String before = browser.text(By.id("fingerprint"));
        browser.clickId("renewButton");
        browser.clickId("renew:issue");
        browser.shownId("renew:downloadAll");
        assertThat(browser.driver().getPageSource()).contains("BEGIN RSA PRIVATE KEY");
        browser.clickId("closeCredentials");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.awaitGone(By.id("renewDialog"));
        browser.awaitAnother(By.id("fingerprint"), before);
        browser.driver().navigate().refresh();
        browser.shownId("fingerprint");
        assertThat(browser.driver().getPageSource()).doesNotContain("PRIVATE KEY");
        assertThat(Mosquitto.publish(hub, device, "hello", "x", 1).exitCode()).isNotZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void rightsOfADevice_areSetHere_andAWrongTopicRefusedNextToIt() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub(), "limited", "");
        openDevice(device, "Security");
        browser.clickId("deviceSettingsButton");
        browser.choose("deviceSettings:publish_policy", "Only these topics");
        browser.type("deviceSettings:message_filters_publish_topics", "a/#/b");
        browser.clickId("deviceSettings:save");
        browser.awaitText(
                By.cssSelector("[id='deviceSettings:message_filters_publish_topics'] ~ .error"),
                "only as the last level");
        browser.awaitFocus("[id='deviceSettings:message_filters_publish_topics']");
        browser.type("deviceSettings:message_filters_publish_topics", "sensors/#");
        browser.clickId("deviceSettings:save");
        browser.awaitText(By.id("publishRights"), "Only sensors/#");
        assertThat(hub.api()
                        .get("devices/" + device.id())
                        .orThrow()
                        .json()
                        .at("/message_filters/publish")
                        .toString())
                .isEqualTo("{\"policy\":\"accept\",\"topics\":[\"sensors/#\"]}");
    }

    @Test
    void whatADeviceDid_isSeenOnItsPage() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub(), "busy", "");
        assertThat(Mosquitto.publish(hub, device, "hello", "x", 1).exitCode()).isZero();
        openDevice(device);
        By messages = By.cssSelector("[data-chart=messages] [data-summary]");
        browser.awaitText(messages, "in 1");
        browser.click(By.cssSelector("[data-chart=messages] summary"));
        browser.awaitText(By.id("chart-messages-table"), "Out");
        browser.choose("trafficWindow", "Last year");
        browser.shown(By.cssSelector("#chart-messages-table tbody tr:nth-child(13):last-child"));
        browser.awaitText(messages, "in 1");
        browser.awaitText(By.cssSelector("[data-chart=packets] [data-summary]"), "5");
        browser.awaitText(By.cssSelector(".marks .state"), "Offline");
        browser.picture("device");
    }

    @Test
    void objectsOfAnLwM2mDevice_areLookedAt_andRead() {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        int port = hub.axletree().port("AXLETREE_COAP_PORT");
        try (LeshanDevice device = LeshanDevice.plain(meter.node(), port)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> device.server().isPresent());
            browser.openHub(meter.hub());
            browser.click(By.linkText(meter.id()));
            browser.click(By.linkText("Objects"));
            browser.awaitText(By.id("objects"), "/3/0 Device");
            browser.type("objects:path", "/3/0/0");
            browser.clickId("objects:read");
            browser.awaitText(By.id("objectAnswer"), "Axletree");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void openDevice(Fleet.Device device, String tab) {
        openDevice(device);
        browser.click(By.linkText(tab));
        browser.awaitText(By.cssSelector(".tabs [aria-current=page]"), tab);
    }

    private void openDevice(Fleet.Device device) {
        browser.openHub(device.hub());
        browser.click(By.linkText(device.name()));
        browser.awaitPath("/device\\?id=" + device.id());
    }
}
