package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The pictures of the guide, of the pages of today: {@code -Daxletree.docs=write} puts those of this run into the guide. */
class GuidePicturesIT extends WithBrowser {
    GuidePicturesIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void guide_showsAHub_itsDevices_andTheMessagesOfOne() {
        Fleet.Hub made = hub.fleet().hub("north-farm");
        String north = ",\"description\":\"In the north field\"";
        Fleet.Device thermometer = hub.fleet().device(made, "thermometer-1", north);
        Fleet.Device panel = hub.fleet().device(made, "panel", "");
        hub.fleet().device(made, "camera", "");
        hub.fleet().device(made, "feeder-1", north + ",\"allow_insecure\":true");
        Fleet.Device feeder = hub.fleet().device(made, "feeder-2", north + ",\"allow_insecure\":true");
        hub.api().post("devices/" + feeder.id() + "/disable", "{}").orThrow();
        browser.logIn();
        browser.awaitPath("/hubs");
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, panel, "rooms/#")) {
            browser.go("/device?tab=messages&id=" + thermometer.id());
            browser.shownId("noMessages");
            for (int measured = 20; measured < 23; measured++) {
                Mosquitto.publish(
                        hub,
                        thermometer,
                        "rooms/kitchen/temperature",
                        "{\"value\": " + measured + ".5, \"unit\": \"C\"}",
                        1);
            }
            subscriber.awaitLines(3, Duration.ofMinutes(1));
            browser.awaitText(By.id("messages"), "22.5");
            kept("device-phone", 390, 844, "light");
            browser.go("/hub?tab=devices&id=" + made.id());
            browser.awaitText(By.id("devicesReport"), "1 to 5 of 5");
            kept("devices-dark", 1000, 700, "dark");
            browser.go("/hub?id=" + made.id());
            browser.awaitText(By.cssSelector("[data-chart=messages] [data-summary]"), "in 3, out 3");
            browser.shown(By.cssSelector("#traffic[data-drawn=yes]"));
            browser.driver().executeScript("document.getElementById('traffic').scrollIntoView();");
            browser.driver().executeScript("scrollTo(0, 0);");
            kept("hub-light", 1000, 900, "light");
        }
        kept("hub-wide", 1920, 1080, "light");
        assertThat(browser.complaints()).isEmpty();
    }

    private void kept(String name, int width, int height, String theme) {
        Accessibility.show(browser, width, theme);
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        browser.picture(name);
    }
}
