package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** The table of a hub's devices: pages, orders, and what is looked for. */
@ExtendWith(SharedAxletree.class)
class DeviceTableIT {
    private static final By ROWS = By.cssSelector("[id='devices:table'] tbody tr[data-ri]");
    private static final By FIRST_ROW = By.cssSelector("[id='devices:table'] tbody tr[data-ri='0']");

    private final AxletreeProcess hub;
    private Browser browser;

    DeviceTableIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(hub);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void searching_findsDevicesOnAllPages() {
        Fleet.Hub made = hub.fleet().hub();
        for (int i = 10; i < 31; i++) {
            hub.fleet().device(made, "meter-" + i, "");
        }
        browser.openHub(made);
        browser.shown(By.cssSelector(".ui-paginator"));
        assertThat(browser.driver().findElements(ROWS)).hasSize(20);
        browser.click(By.cssSelector(".ui-paginator-next"));
        browser.awaitText(ROWS, "meter-30");
        assertThat(browser.driver().findElements(ROWS)).hasSize(1);
        browser.type("devices:search", "meter-11");
        browser.awaitText(ROWS, "meter-11");
        assertThat(browser.driver().findElements(ROWS)).hasSize(1);
    }

    @Test
    void devices_areFilteredAndSorted() {
        Fleet.Hub made = hub.fleet().hub();
        hub.fleet().device(made, "a-open", ",\"allow_insecure\":true");
        Fleet.Device off = hub.fleet().device(made, "b-off", "");
        hub.api().post("devices/" + off.id() + "/disable", "{}").orThrow();
        browser.openHub(made);
        browser.awaitText(FIRST_ROW, "a-open");
        browser.click(By.cssSelector("[id='devices:table:name']"));
        browser.awaitText(FIRST_ROW, "b-off");
        browser.choose("devices:show", "Insecure allowed");
        browser.awaitGone(By.cssSelector("[title='Delete b-off']"));
        browser.awaitText(FIRST_ROW, "a-open");
        browser.choose("devices:show", "Disabled");
        browser.awaitText(FIRST_ROW, "b-off");
        browser.choose("devices:show", "All devices");
        browser.shown(By.cssSelector("[title='Delete a-open']"));
        assertThat(browser.complaints()).isEmpty();
    }
}
