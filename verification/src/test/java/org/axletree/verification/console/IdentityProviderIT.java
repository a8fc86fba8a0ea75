package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.IdentityProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

/** Issue 12, line 11: people log in by an identity provider, which is another site for their browser, and say nothing here themselves. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdentityProviderIT {
    private static final By SETBACK = By.id("setback");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private static IdentityProvider provider;
    private static AxletreeProcess hub;

    @BeforeAll
    static void start() {
        Axletree axletree = Axletree.fresh();
        String redirect = "http://127.0.0.1:" + axletree.port("AXLETREE_HTTP_PORT") + "/login/callback";
        provider = new IdentityProvider(redirect);
        hub = axletree.with("AXLETREE_OIDC_ISSUER", provider.issuer())
                .with("AXLETREE_OIDC_NAME", "Example Works")
                .with("AXLETREE_OIDC_CLIENT_ID", IdentityProvider.CLIENT_ID)
                .with("AXLETREE_OIDC_CLIENT_SECRET", IdentityProvider.CLIENT_SECRET)
                .with("AXLETREE_OIDC_CA", provider.authority().toString())
                .with("AXLETREE_OIDC_REDIRECT", redirect)
                .with("AXLETREE_OIDC_ADMINISTRATORS", "admins")
                .with("AXLETREE_OIDC_OPERATORS", "engineers, night shift")
                .with("AXLETREE_OIDC_READERS", "staff")
                .with("AXLETREE_OIDC_PROJECTS_CLAIM", "projects")
                .start();
    }

    @AfterAll
    static void stop() {
        hub.close();
        provider.close();
    }

    @Test
    @Order(1)
    void person_comesInWithTheProvidersRights_andOutAgain() {
        String home = hub.fleet().hub().id();
        provider.says("ada", person("ada@example.org", "ada", "\"staff\",\"night shift\"", "\"weather\",\"sea\""));
        try (Browser browser = Browser.trustingAll(hub)) {
            browser.go("/audit");
            browser.awaitPath("/login\\?from=.*");
            browser.picture("login-provider");
            Accessibility.isForEverybody(browser, "the login page with a provider");
            comeBy(browser, "ada");
            browser.awaitPath("/audit");
            Cookie session = browser.driver().manage().getCookieNamed("axletree");
            assertThat(session.getSameSite()).isEqualTo("Strict");
            browser.click(By.linkText("ada"));
            browser.awaitText(By.tagName("main"), "ada · operator");
            browser.awaitText(By.tagName("main"), "sea, weather");
            browser.shownId("provided");
            Accessibility.isForEverybody(browser, "the account of somebody of a provider");
            assertThat(browser.driver().findElements(By.id("password:change"))).isEmpty();
            assertThat(status("/hub?id=" + home, session))
                    .as("of a project that is not hers")
                    .isEqualTo(404);

            JsonNode entry = api("audit?resource=user&page_size=1").at("/entries/0");
            assertThat(entry.path("who").asText()).isEqualTo("hub");
            assertThat(entry.at("/after/issuer").asText()).isEqualTo(provider.issuer());
            assertThat(entry.at("/after/subject").asText()).isEqualTo("ada");

            browser.clickId("session:logOut");
            browser.shownId("out");
            Accessibility.isForEverybody(browser, "the login page after a logout");
            assertThat(status("/hubs", session)).isEqualTo(302);
            browser.click(By.cssSelector("#out a"));
            browser.shown(By.name("logout"));
            assertThat(browser.driver().getCurrentUrl()).startsWith(provider.issuer());
            assertThat(browser.complaints())
                    .noneMatch(complaint -> complaint.contains(hub.http("/").toString()));
        }
    }

    /** Whoever has no role is not let in; whoever has none any more, nowhere. */
    @Test
    @Order(2)
    void personWithoutARole_isToldSo_andIsNoUser() {
        provider.says("eve", person("eve@example.org", "eve", "\"visitors\",\"admins2\"", "\"weather\""));
        try (Browser browser = Browser.trustingAll(hub)) {
            comeBy(browser.go("/login"), "eve");
            browser.awaitText(SETBACK, "you have no role in this hub");
            Accessibility.isForEverybody(browser, "the login page with what was wrong");
            assertThat(users()).doesNotContain("eve", "eve@example.org");
            assertThat(hub.lastLog()).contains("eve has none of the values of groups that let in");
        }
        provider.says("eve", person("eve@example.org", "eve", "\"staff\"", ""));
        try (Browser browser = Browser.trustingAll(hub)) {
            comeBy(browser.go("/login"), "eve");
            browser.awaitText(SETBACK, "names no project");
        }
        provider.says("eve", person("eve@example.org", "eve", "\"staff\"", "\"weather\""));
        try (Browser browser = Browser.trustingAll(hub);
                Browser elsewhere = Browser.trustingAll(hub)) {
            comeBy(browser.go("/login"), "eve");
            browser.awaitPath("/hubs");
            provider.says("eve", person("eve@example.org", "eve", "", "\"weather\""));
            comeBy(elsewhere.go("/login"), "eve");
            elsewhere.awaitText(SETBACK, "you have no role in this hub");
            browser.go("/hubs");
            browser.awaitPath("/login");
        }
    }

    /** Who is called as somebody here is somebody else, and an administrator shuts out whomever a provider lets in. */
    @Test
    @Order(3)
    void namesake_isSomebodyElse_andCanBeShutOut() {
        provider.says("mallory", person("boss@example.org", "ADMIN", "\"admins\"", ""));
        try (Browser browser = Browser.trustingAll(hub)) {
            comeBy(browser.go("/login"), "mallory");
            browser.awaitPath("/hubs");
            browser.shown(By.linkText("boss@example.org"));
            browser.click(By.linkText("People"));
            browser.awaitText(By.id("persons"), "by identity provider");
            browser.picture("people-provider");
            Accessibility.isForEverybody(browser, "people of a provider");
            assertThat(browser.driver().findElements(By.cssSelector("[title='Change boss@example.org']")))
                    .isEmpty();
            JsonNode person = user("boss@example.org");
            String id = person.path("id").asText();
            assertThat(hub.api()
                            .post("/iot/v1/users/" + id + "/reset-password", "")
                            .status())
                    .isEqualTo(412);
            assertThat(hub.api()
                            .patch("/iot/v1/users/" + id, "{\"role\":\"read_only\",\"project_ids\":[]}")
                            .status())
                    .isEqualTo(412);
            // There must be an administrator whom no provider can keep out.
            assertThat(hub.api()
                            .delete("/iot/v1/users/" + user("admin").path("id").asText())
                            .status())
                    .isEqualTo(412);

            hub.api().patch("/iot/v1/users/" + id, "{\"enabled\":false}").orThrow();
            browser.go("/hubs");
            browser.awaitPath("/login");
            browser.clickId("provider");
            browser.awaitText(SETBACK, "disabled you here");
            browser.logIn("boss@example.org", "no password is hers");
            assertThat(browser.path()).startsWith("/login");
        }
    }

    @Test
    @Order(4)
    void answerThatBelongsToNoLogin_opensNothing() throws Exception {
        HttpResponse<String> begun = get("/login/provider?from=https://example.org/", "");
        URI there = URI.create(begun.headers().firstValue("Location").orElseThrow());
        assertThat(there.toString()).startsWith(provider.issuer() + "/").contains("code_challenge_method=S256");
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/login/");
        String mine = cookie.replaceAll(";.*", "");
        String state = state(begun);
        String code = "code=made-up&iss=" + provider.issuer();

        assertThat(told("?" + code + "&state=" + state, "")).isEqualTo("not_begun");
        assertThat(told("?" + code + "&state=" + state.substring(1), mine)).isEqualTo("not_begun");
        assertThat(told("?" + code, mine)).isEqualTo("not_begun");
        assertThat(told("?code=x&iss=https://example.org&state=" + state, mine)).isEqualTo("unproven");
        assertThat(told("?error=access_denied&state=" + state, mine)).isEqualTo("refused");
        assertThat(told("?" + code + "&state=" + state, mine)).isEqualTo("refused");
        for (String path : List.of("/login/callback?" + code + "&state=" + state, "/login/callback")) {
            assertThat(get(path, mine).headers().allValues("Set-Cookie")).noneMatch(set -> set.startsWith("axletree="));
        }
        assertThat(hub.lastLog()).doesNotContain("made-up", IdentityProvider.CLIENT_SECRET);
    }

    @Test
    @Order(5)
    void providerThatIsAway_isSaid_andPasswordsGoOn() throws Exception {
        HttpResponse<String> begun = get("/login/provider?from=/audit", "");
        String mine = begun.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        provider.close();
        String answer = "/login/callback?code=x&state=" + state(begun);
        try (Browser browser = Browser.trustingAll(hub)) {
            browser.go("/login");
            browser.driver()
                    .manage()
                    .addCookie(new Cookie.Builder(mine.replaceAll("=.*", ""), mine.replaceAll("^[^=]*=", ""))
                            .path("/login/")
                            .build());
            browser.go(answer);
            browser.awaitText(SETBACK, "does not answer");
            browser.picture("login-provider-away");
            browser.logIn("admin", hub.adminPassword());
            browser.awaitPath("/audit");
        }
    }

    private static void comeBy(Browser browser, String name) {
        browser.clickId("provider");
        browser.typeInto(By.id("name"), name);
        browser.clickId("go");
    }

    private static String person(String email, String name, String groups, String projects) {
        return "{\"email\":\"" + email + "\",\"preferred_username\":\"" + name + "\",\"groups\":[" + groups
                + "],\"projects\":[" + projects + "]}";
    }

    private static List<String> users() {
        return api("users?page_size=100").path("users").findValuesAsText("name");
    }

    private static JsonNode user(String name) {
        for (JsonNode user : api("users?page_size=100").path("users")) {
            if (user.path("name").asText().equals(name)) {
                return user;
            }
        }
        throw new AssertionError("no user " + name + " among " + users());
    }

    private static JsonNode api(String path) {
        return hub.api().get("/iot/v1/" + path).orThrow().json();
    }

    private static String told(String query, String cookie) throws IOException, InterruptedException {
        String location = get("/login/callback" + query, cookie)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.replaceAll(".*told=([a-z_]*).*", "$1");
    }

    /** What the answer to a login that was begun has to repeat. */
    private static String state(HttpResponse<String> begun) {
        return begun.headers().firstValue("Location").orElseThrow().replaceAll(".*[?&]state=([^&]*).*", "$1");
    }

    private static int status(String path, Cookie session) {
        try {
            return get(path, session.getName() + "=" + session.getValue()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.http(path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
