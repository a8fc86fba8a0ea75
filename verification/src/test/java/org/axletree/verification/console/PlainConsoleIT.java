package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A console that is there with TLS only: here for the machine itself, too, since a test is on no other. */
class PlainConsoleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static AxletreeProcess hub;

    @BeforeAll
    static void start() {
        hub = Axletree.fresh()
                .with("AXLETREE_HOST", "console.localhost,localhost")
                .with("AXLETREE_CONSOLE_HTTPS", "required")
                .start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** By an address that the server does not know as its own: where to go, the browser knows. */
    @Test
    void page_leadsToTheSamePage_withTls_whateverTheServerIsCalled() {
        try (Browser browser = Browser.trustingAll(hub)) {
            browser.go("/audit");
            browser.awaitText(By.tagName("h1"), "This console is served over HTTPS");
            assertThat(browser.driver().findElements(By.cssSelector("form, input")))
                    .isEmpty();
            assertThat(browser.driver().manage().getCookies()).isEmpty();
            Accessibility.isForEverybody(browser, "the console without TLS");
            assertThat(browser.complaints())
                    .allSatisfy(each -> assertThat(each).contains("403").doesNotContain("Content Security Policy"));
            browser.clickId("secure");
            browser.shownId("login:user");
            assertThat(browser.driver().getCurrentUrl())
                    .isEqualTo("https://127.0.0.1:" + hub.https("/").getPort() + "/login?from=%2Faudit");
            browser.type("login:user", "admin");
            browser.type("login:password", hub.adminPassword());
            browser.clickId("login:logIn");
            new WebDriverWait(browser.driver(), PATIENCE).until(ExpectedConditions.urlMatches("^https:.*/audit$"));
            assertThat(browser.driver().manage().getCookieNamed("axletree").isSecure())
                    .isTrue();
        }
    }

    @Test
    void login_thatIsPosted_isRefused_whateverThePassword() throws IOException, InterruptedException {
        String form = "login=login&login:user=admin&login:logIn=&jakarta.faces.ViewState=stateless&login:password="
                + URLEncoder.encode(hub.adminPassword(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(hub.http("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("served over HTTPS");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void nameOfTheOwners_isRedirectedTo_andRememberedWithTls_andNoOther() {
        int port = hub.https("/").getPort();
        assertThat(curl(hub.http("/login").toString(), "-H", "Host: console.localhost"))
                .contains("HTTP/1.1 307", "Location: https://console.localhost:" + port + "/login")
                .doesNotContain("Strict-Transport-Security");
        assertThat(curl(hub.http("/login").toString(), "-H", "Host: elsewhere.example.org"))
                .contains("HTTP/1.1 403", "Content-Security-Policy: default-src 'none'", "X-Frame-Options: DENY")
                .doesNotContain("Location", "elsewhere");
        Path authority = hub.serverAuthority();
        assertThat(curl("https://localhost:" + port + "/login", "--cacert", authority.toString()))
                .contains(" 200", "Strict-Transport-Security: max-age=31536000");
    }

    @Test
    void programs_andWhatIsPublic_areServedAsBefore() {
        assertThat(curl(hub.http("/iot/v1/regions/fr-par/hubs").toString()))
                .contains(" 401")
                .doesNotContain("Location");
        assertThat(hub.api().get("hubs").orThrow().json().path("total_count").asInt())
                .isZero();
        for (String open : List.of("/health/live", "/ca/server.pem")) {
            assertThat(curl(hub.http(open).toString())).as(open).contains(" 200");
        }
    }

    /** The head of the answer. */
    private static String curl(String address, String... more) {
        List<String> command =
                new ArrayList<>(List.of("curl", "--http1.1", "-s", "-o", "/dev/null", "-D", "-", address));
        command.addAll(List.of(more));
        Ran ran = Ran.command(PATIENCE, command);
        return ran.out() + ran.err();
    }
}
