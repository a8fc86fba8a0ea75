package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.RawHttp;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

@ExtendWith(SharedAxletree.class)
class LoginIT {
    private static final By MESSAGES = By.id("login:messages");
    private static final Pattern NONCE = Pattern.compile("name=\"primefaces.nonce\" value=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AxletreeProcess hub;

    LoginIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @Test
    void rightPassword_opensTheHubs_andLogOutEndsIt() {
        try (Browser browser = Browser.open(hub)) {
            browser.go("/");
            browser.awaitPath("/login");
            browser.logIn("admin", hub.adminPassword());
            browser.awaitPath("/hubs");
            assertThat(browser.text(By.tagName("h1"))).isEqualTo("Hubs");

            Cookie session = browser.driver().manage().getCookieNamed("axletree");
            assertThat(session.isHttpOnly()).isTrue();
            assertThat(session.getSameSite()).isEqualTo("Strict");

            browser.clickId("session:logOut");
            browser.awaitPath("/login");
            browser.driver().manage().deleteAllCookies();
            browser.driver().manage().addCookie(session);
            browser.go("/hubs");
            browser.awaitPath("/login");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void wrongPassword_andUnknownUser_getTheSameAnswer() {
        try (Browser browser = Browser.open(hub)) {
            browser.go("/login").logIn("admin", "wrong");
            String wrongPassword = browser.text(MESSAGES);
            browser.logIn("nobody", "wrong");
            assertThat(browser.text(MESSAGES))
                    .isEqualTo(wrongPassword)
                    .isEqualTo("The user name or the password is wrong.");
            assertThat(browser.path()).isEqualTo("/login");

            browser.logIn("admin", hub.adminPassword());
            browser.awaitPath("/hubs");
        }
    }

    @Test
    void manyWrongPasswords_haveToWait_andTheRightOneOpensAfterwards() {
        try (Browser browser = Browser.open(hub)) {
            browser.go("/login");
            // Each failure after the fifth doubles the wait, so that one is refused soon, however slow this machine is.
            String answer = "";
            for (int i = 0; i < 12 && !answer.contains("Too many attempts"); i++) {
                answer = browser.logIn("admin", "guess " + i).text(MESSAGES);
            }
            assertThat(answer).matches("Too many attempts\\. Try again in (\\d+ s|1 min 0 s)\\.");

            Awaitility.await("the right password opens")
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> browser.logIn("admin", hub.adminPassword()).path(), "/hubs"::equals);
        }
    }

    @Test
    void pageAskedForWithoutALogin_comesAfterTheLogin() {
        String id = hub.fleet().hub().id();
        try (Browser browser = Browser.open(hub)) {
            browser.go("/hub?id=" + id);
            browser.awaitPath("/login\\?from=.*");
            browser.logIn("admin", hub.adminPassword());
            browser.awaitPath("/hub\\?id=" + id);
        }
    }

    @Test
    void loginThatIsToLeadElsewhere_leadsToTheHubs() {
        try (Browser browser = Browser.open(hub)) {
            browser.go("/login?from=https%3A%2F%2Fexample.org%2F").logIn("admin", hub.adminPassword());
            browser.awaitPath("/hubs");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/hubs", "/hubs.xhtml", "/hub?id=x", "/hub.xhtml", "/nothing/here", "/WEB-INF/web.xml"})
    void anonymous_isSentToTheLogin_andGetsNoSession(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getPath())
                .isEqualTo("/login");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void anonymous_learnsNothingFromWhatIsLive() throws Exception {
        String id = hub.fleet().hub().id();
        HttpResponse<String> answer = get("/live?hub=" + id);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(id);
    }

    @Test
    void formOfAPage_withoutALogin_changesNothing() throws Exception {
        HttpResponse<String> answer = post("/hubs", "newHub=newHub&newHub:name=x&newHub:create=");
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void formWithoutItsView_changesNothing() throws Exception {
        String session = sessionOf(logIn());
        String name = "forged" + System.nanoTime();
        HttpRequest forged = form(
                        "/hubs", "newHub=newHub&newHub:name=" + name + "&newHub:create=&newHub:product_plan=DEDICATED")
                .header("Cookie", session)
                .build();
        http.send(forged, HttpResponse.BodyHandlers.ofString());
        assertThat(hub.api()
                        .get("hubs?name=" + name)
                        .orThrow()
                        .json()
                        .path("total_count")
                        .asInt())
                .isZero();
    }

    @Test
    void tokenBesideASession_countsAtTheApi() throws Exception {
        hub.fleet().hub();
        String secret = hub.api()
                .post(
                        "/iot/v1/tokens",
                        "{\"name\":\"narrow\",\"scope\":\"project\",\"project_id\":\"" + Fleet.unique("project")
                                + "\"}")
                .orThrow()
                .json()
                .path("secret")
                .asText();
        HttpRequest both = HttpRequest.newBuilder(hub.http("/iot/v1/regions/fr-par/hubs"))
                .header("Cookie", sessionOf(logIn()))
                .header("X-Auth-Token", secret)
                .build();
        HttpResponse<String> answer = http.send(both, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"total_count\":0");
    }

    @Test
    void sessionKnownBeforeTheLogin_isNotTheOneAfter() throws Exception {
        String first = sessionOf(logIn());
        String second = sessionOf(logIn("Cookie", first));
        assertThat(second).isNotEqualTo(first);
        assertThat(hub.lastLog())
                .contains("admin logged in to the console from 127.0.0.1")
                .doesNotContain(first.replaceAll(".*=", ""));

        HttpRequest made = HttpRequest.newBuilder(hub.http("/hubs"))
                .header("Cookie", "axletree=0123456789abcdef0123456789ab")
                .build();
        assertThat(http.send(made, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(302);
    }

    /** OWASP ASVS 7.2.3 asks for 128 bits; those of the container alone would have a time and a number of an object in the same places. */
    @Test
    void sessionIds_are160Bits_ofWhichNoneTellsOfOthers() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(sessionOf(logIn()).replaceFirst("axletree=", ""));
        }
        assertThat(ids).allSatisfy(id -> assertThat(id).matches("[0-9a-f]{40}"));
        for (int i = 0; i < ids.size(); i++) {
            for (int j = 0; j < i; j++) {
                String one = ids.get(i);
                String other = ids.get(j);
                assertThat(IntStream.range(0, 40).filter(at -> one.charAt(at) == other.charAt(at)))
                        .as("digits that %s and %s share, of which chance makes two or three", one, other)
                        .hasSizeLessThan(16);
            }
        }
    }

    /** It is the sender's trouble: no error of the hub, and no line in its log that others could fill. */
    @Test
    void requestOfAStranger_asNoBrowserSendsIt_isRefusedAndNotLogged() throws Exception {
        String form = "login=login&login:user=stranger-in-the-log&jakarta.faces.ViewState=stateless";
        assertThat(post("/login", form).statusCode()).as("without a nonce").isEqualTo(400);
        assertThat(post("/login", form + "&primefaces.nonce=AAAA").statusCode())
                .as("with a wrong nonce")
                .isEqualTo(400);
        HttpRequest unreadableDate = HttpRequest.newBuilder(
                        hub.http("/jakarta.faces.resource/axletree.css.xhtml?ln=console"))
                .header("If-Modified-Since", "long ago")
                .build();
        assertThat(http.send(unreadableDate, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);

        assertThat(hub.lastLog())
                .doesNotContain("a page of the console failed", "CspException", "java.lang.IllegalArgumentException");
    }

    /** Behind {@code <!--<script>} no browser finds the end of the script that it stands in. */
    @Test
    void nameOfADevice_inThePage_opensNoScript() throws Exception {
        Fleet.Hub home = hub.fleet().hub();
        hub.fleet().device(home, "<!--<script>", "");

        HttpRequest request = HttpRequest.newBuilder(hub.http("/hub?id=" + home.id() + "&tab=devices"))
                .header("Cookie", sessionOf(logIn()))
                .build();
        String page = http.send(request, HttpResponse.BodyHandlers.ofString()).body();

        assertThat(page).contains(">&lt;!--&lt;script&gt;</a>").doesNotContain("<!--<script>");
    }

    @Test
    void pages_carryTheHeadersThatKeepABrowserSafe() throws Exception {
        HttpResponse<String> login = get("/login");
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(login.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(login.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(login.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(login.headers().firstValue("Cache-Control")).contains("no-store");
        String policy = login.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self' 'nonce-");
        assertThat(policy)
                .contains("style-src 'self';", "style-src-attr 'unsafe-hashes' 'sha256-")
                .doesNotContain("unsafe-inline", "unsafe-eval");
        assertThat(policy).contains("base-uri 'none'", "form-action 'self'");
        assertThat(login.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void cookies_whereThereIsTls_areForTlsOnly() throws Exception {
        String head = " /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String form = filledIn(withTls("GET" + head + "\r\n"));
        String answer = withTls("POST" + head + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form);

        assertThat(answer).startsWith("HTTP/1.1 302 ");
        assertThat(answer.lines().filter(line -> line.startsWith("Set-Cookie: ")))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("; Secure", "; HttpOnly")
                        .containsIgnoringCase("; SameSite=Strict"));
    }

    /** A page of another site gets none of it, and as a page of its own it shows and runs nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/iot/v1/regions/fr-par/hubs",
                "/ca/server.pem",
                "/jakarta.faces.resource/console.js.xhtml?ln=console",
                "/networks/none",
                "/firmware/none"
            })
    void whateverIsNoPage_isForTheConsoleOnly(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.http(path))
                .header("Origin", "https://example.org")
                .build();
        HttpHeaders headers =
                http.send(request, HttpResponse.BodyHandlers.discarding()).headers();
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    private HttpResponse<String> logIn(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = form("/login", filledIn(get("/login").body()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The form of the login page, as the administrator sends it. */
    private String filledIn(String page) {
        Matcher nonce = NONCE.matcher(page);
        assertThat(nonce.find()).isTrue();
        return "login=login&login:user=admin&login:logIn=&jakarta.faces.ViewState=stateless&login:password="
                + URLEncoder.encode(hub.adminPassword(), StandardCharsets.UTF_8) + "&primefaces.nonce="
                + URLEncoder.encode(nonce.group(1), StandardCharsets.UTF_8);
    }

    private String withTls(String request) throws IOException {
        try (RawHttp connection = RawHttp.withTls(hub)) {
            return connection.say(request).untilClosed();
        }
    }

    private static String sessionOf(HttpResponse<String> login) {
        assertThat(login.statusCode()).isEqualTo(302);
        return login.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(hub.http(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(form(path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(hub.http(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
