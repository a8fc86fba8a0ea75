package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Issue 12, lines 5 and 9: whose certificates count is shown, checked, and changed only by whoever means it. */
class AuthorityIT extends WithBrowser {

    AuthorityIT(AxletreeProcess hub) {
        super(hub);
    }

    /** The lines that the page shows make the proof; both files are looked at, and those named who drop off, before the switch. */
    @Test
    void ownersAuthority_isCheckedFirst_andThenTheOnlyOne(@TempDir Path directory) throws Exception {
        Fleet.Hub made = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(made, "thermometer", "");
        run(
                directory,
                "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj '/CN=Example Works'"
                        + " -addext keyUsage=critical,keyCertSign,cRLSign");
        browser.openHub(made, "settings");
        run(directory, browser.text(By.id("proofCommands")));
        browser.type(
                "authority:ca_cert_pem",
                Files.readString(directory.resolve("ca.pem")).strip());
        browser.type(
                "authority:challenge_cert_pem",
                Files.readString(directory.resolve("ca.pem")).strip());
        browser.clickId("authority:check");
        browser.shown(By.cssSelector("[id='authority:challenge_cert_pem'] ~ .error"));
        assertThat(browser.driver().findElements(By.id("authority:bring"))).isEmpty();

        browser.driver()
                .findElement(By.cssSelector("[data-reads='authority:challenge_cert_pem']"))
                .sendKeys(directory.resolve("proof.pem").toString());
        browser.awaitValue("authority:challenge_cert_pem", Files.readString(directory.resolve("proof.pem")));
        browser.clickId("authority:check");
        browser.awaitText(By.id("authorityChecked"), "CN=Example Works");
        assertThat(browser.text(By.id("authorityDrops"))).contains("thermometer");
        assertThat(browser.driver().findElement(By.id("authority:bring")).isEnabled())
                .as("while its devices may connect")
                .isFalse();
        browser.picture("authority-checked");
        assertThat(Mosquitto.publish(hub, device, "a", "x", 1).exitCode())
                .as("nothing has changed")
                .isZero();

        browser.clickId("hubActions:disable");
        browser.confirm();
        browser.awaitText(By.cssSelector(".marks .state"), "Disabled");
        browser.awaitText(By.id("toast"), "The hub is disabled");
        assertThat(browser.driver().findElement(By.id("authority:ca_cert_pem")).getDomProperty("value"))
                .as("what was pasted is still there")
                .contains("BEGIN CERTIFICATE");
        browser.clickId("authority:bring");
        browser.confirm();
        browser.awaitText(By.id("toast"), "Your authority vouches for the devices of this hub now");
        browser.awaitText(By.cssSelector("[aria-labelledby=authorityTitle]"), "An authority of yours vouches");
        browser.clickId("hubActions:enable");
        browser.awaitText(By.cssSelector(".marks .state"), "Ready");
        assertThat(Mosquitto.publish(hub, device, "a", "x", 1).exitCode()).isNotZero();
        browser.clickId("hubSettings:enable_device_auto_provisioning");
        browser.clickId("hubSettings:save");
        browser.awaitText(By.id("toast"), "Settings saved");
        assertThat(hub.api()
                        .get("hubs/" + made.id())
                        .json()
                        .path("enable_device_auto_provisioning")
                        .asBoolean())
                .isTrue();
        browser.go("/hub?tab=devices&open=newDevice&id=" + made.id());
        browser.awaitText(By.id("newDevice"), "The hub’s owner issues its certificate");
        Fleet.Device elsewhere = hub.fleet().device(hub.fleet().hub(), "guest", "");
        browser.go("/device?id=" + elsewhere.id());
        browser.clickId("moveButton");
        browser.awaitText(By.id("move"), "it needs one of that authority there");
        browser.choose("move:hub_id", made.name() + " (its owner’s authority)");
        browser.clickId("move:go");
        browser.awaitText(By.cssSelector(".crumbs"), made.name());
        browser.go("/device?tab=security&id=" + elsewhere.id());
        browser.awaitText(By.id("certificate"), "A hub that it was in before");
        browser.go("/device?tab=connect&id=" + elsewhere.id());
        browser.awaitText(By.cssSelector("[aria-labelledby=connectTitle]"), "With a certificate of your own authority");
        assertThat(Mosquitto.publish(hub, elsewhere, "a", "x", 1).exitCode())
                .as("with the certificate of the hub before")
                .isNotZero();
        browser.go("/device?tab=timeline&id=" + elsewhere.id());
        browser.awaitText(By.id("timeline:moments"), "A certificate in its name was refused");
        browser.awaitText(By.id("timeline:moments"), "counts no more where the hub's owner has one");
        browser.go("/device?tab=security&id=" + device.id());
        browser.awaitText(
                By.cssSelector("[aria-labelledby=certificateTitle]"), "The hub’s owner issues the certificates");
        assertThat(browser.driver().findElements(By.id("renewButton"))).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void certificateThatIsRevoked_letsNobodyIn_untilThereIsAnother() {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub(), "lost", "");
        browser.openHub(device.hub());
        browser.go("/device?tab=security&id=" + device.id());
        try (Mosquitto.Subscriber subscriber = Mosquitto.subscribe(hub, device, "a/#")) {
            browser.awaitText(By.cssSelector(".marks .state"), "Connected");
            browser.clickId("certificate:revoke");
            browser.confirm();
            browser.awaitText(By.id("toast"), "The certificate is revoked");
            browser.awaitText(By.cssSelector(".marks .state"), "Offline");
        }
        browser.awaitText(By.id("certificate"), "It has no certificate");
        assertThat(Mosquitto.publish(hub, device, "a", "x", 1).exitCode()).isNotZero();
        browser.clickId("renewButton");
        browser.clickId("renew:issue");
        browser.shownId("renew:downloadAll");
        assertThat(browser.complaints()).isEmpty();
    }

    private static void run(Path directory, String command) {
        Ran ran = Ran.command(Duration.ofMinutes(1), directory, Map.of(), List.of("sh", "-ec", command));
        assertThat(ran.exitCode()).as(command + ran.err()).isZero();
    }
}
