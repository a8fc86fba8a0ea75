package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What a manual of a cloud tells people to do to hubs and devices, step by step; authorities are in {@link AuthorityIT}. */
class HowToIT extends WithBrowser {
    private static final By STATE = By.cssSelector(".marks .state");

    HowToIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void hub_isCreated_disabledAndEnabled_givenAnotherPlan_andDeleted() {
        hub.fleet().hub(); // where there is none, the page has another button
        String name = Fleet.unique("0-plant");
        browser.logIn();
        browser.awaitPath("/hubs");
        browser.click(By.cssSelector("[data-opens=newHub]"));
        browser.type("newHub:name", name);
        browser.click(By.cssSelector("[id='newHub:product_plan'] [value=SHARED]"));
        browser.clickId("newHub:create");
        browser.awaitText(By.tagName("h1"), name);
        String id = browser.path().replaceAll(".*id=([0-9a-f-]{36}).*", "$1");
        assertThat(hub(id).path("product_plan").asText()).isEqualTo("plan_shared");

        browser.clickId("hubActions:disable");
        browser.confirm();
        browser.awaitText(STATE, "Disabled");
        assertThat(hub(id).path("enabled").asBoolean()).isFalse();

        browser.click(By.linkText("Settings"));
        browser.click(By.cssSelector("[id='hubSettings:product_plan'] [value=DEDICATED]"));
        browser.clickId("hubSettings:save");
        browser.awaitText(By.id("toast"), "Settings saved");
        assertThat(hub(id).path("product_plan").asText()).isEqualTo("plan_dedicated");

        browser.clickId("hubActions:enable");
        browser.awaitText(STATE, "Ready");
        assertThat(hub(id).path("enabled").asBoolean()).isTrue();

        browser.go("/hubs?name=" + name);
        browser.click(By.linkText(name));
        browser.clickId("deleteHubButton");
        browser.type("deleteHub:confirmation", "DELETE");
        browser.clickId("deleteHub:delete");
        browser.awaitPath("/hubs");
        assertThat(hub.api().get("hubs/" + id).status()).isEqualTo(404);
        assertThat(browser.complaints()).isEmpty();
    }

    private JsonNode hub(String id) {
        return hub.api().get("hubs/" + id).orThrow().json();
    }

    @Test
    void device_isCreated_asItsSecurityWasChosen_andDeletedOnItsPage() {
        Fleet.Hub made = hub.fleet().hub();
        browser.openHub(made, "overview");
        browser.click(By.linkText("Devices"));
        browser.click(By.cssSelector("#devicesSection [data-opens=newDevice]"));
        browser.type("newDevice:name", "thermometer");
        browser.type("newDevice:description", "on the roof");
        browser.clickId("newDevice:allow_insecure");
        browser.clickId("newDevice:create");
        browser.clickId("newDevice:downloadAll");
        browser.clickId("newDevice:another");
        browser.type("newDevice:name", "barometer");
        browser.clickId("newDevice:create");
        browser.clickId("newDevice:downloadAll");
        browser.clickId("closeCredentials");
        browser.awaitText(By.id("devicesReport"), "1 to 2 of 2");
        JsonNode devices = hub.api()
                .get("devices?order_by=name_desc&hub_id=" + made.id())
                .orThrow()
                .json()
                .path("devices");
        assertThat(devices).extracting(each -> each.path("name").asText()).containsExactly("thermometer", "barometer");
        assertThat(devices.get(0).path("allow_insecure").asBoolean()).isTrue();
        assertThat(devices.get(0).path("description").asText()).isEqualTo("on the roof");
        assertThat(devices.get(1).path("allow_insecure").asBoolean()).isFalse();

        browser.click(By.linkText("thermometer"));
        browser.clickId("deviceActions:delete");
        browser.confirm();
        browser.awaitText(By.id("devicesReport"), "1 to 1 of 1");
        String id = devices.get(0).path("id").asText();
        assertThat(hub.api().get("devices/" + id).status()).isEqualTo(404);
        assertThat(browser.complaints()).isEmpty();
    }
}
