package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Tokens in the console, and what the audit log says of them. */
class TokensIT extends WithBrowser {

    TokensIT(AxletreeProcess hub) {
        super(hub);
    }

    @Test
    void tokenOfAnOperator_isMadeHere_andTouchesNoHub() {
        Fleet.Hub made = hub.fleet().hub();
        browser.logIn();
        browser.click(By.linkText("API tokens"));
        browser.click(By.cssSelector("[data-opens=newToken]"));
        browser.type("newToken:name", Fleet.unique("operator"));
        browser.click(By.cssSelector("[id='newToken:scope'] [value=OPERATOR]"));
        browser.clickId("newToken:create");
        Api operator = hub.api().withToken(browser.text(By.id("secret")));
        assertThat(operator.post("hubs", "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(operator.post("devices", "{\"name\":\"x\",\"hub_id\":\"" + made.id() + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tokenMadeHere_isShownOnce_andLooksButDoesNotChange() {
        String name = Fleet.unique("dashboard");
        browser.logIn();
        browser.click(By.linkText("API tokens"));
        browser.click(By.cssSelector("[data-opens=newToken]"));
        browser.clickId("newToken:create");
        browser.awaitText(By.cssSelector("[id='newToken:name'] ~ .error"), "Expected: 1 to 255 characters");
        browser.type("newToken:name", name);
        browser.clickId("newToken:create");
        String secret = browser.text(By.id("secret"));
        Api dashboard = hub.api().withToken(secret);
        assertThat(dashboard.get("hubs").status()).isEqualTo(200);
        assertThat(dashboard.post("hubs", "{\"name\":\"x\"}").status()).isEqualTo(403);

        browser.clickId("closeToken");
        browser.click(By.cssSelector("#guard[open] [value=leave]"));
        browser.awaitGone(By.id("newTokenDialog"));
        browser.awaitText(By.id("tokens"), name);
        browser.awaitForgotten(secret);

        browser.click(By.linkText("Audit log"));
        browser.awaitText(By.id("changes"), name);
        browser.picture("changes");
        assertThat(browser.driver().getPageSource()).doesNotContain(secret);

        browser.click(By.linkText("API tokens"));
        browser.click(By.cssSelector("[title='Delete the token " + name + "']"));
        browser.confirm();
        browser.awaitGone(By.cssSelector("[title='Delete the token " + name + "']"));
        assertThat(dashboard.get("hubs").status()).isEqualTo(401);
        assertThat(browser.complaints()).isEmpty();
    }
}
