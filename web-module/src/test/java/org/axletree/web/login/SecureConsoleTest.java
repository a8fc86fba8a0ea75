package org.axletree.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axletree.core.setting.Settings;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is asked for its path, its address and its name, and for nothing else: the fake knows no more. */
class SecureConsoleTest {
    private static final Path WEB = Path.of("src/main/webapp");
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "192.0.2.7";

    private final Map<String, String> settings = new HashMap<>(
            Map.of("axletree.host", "hub.example.org", "axletree.https.port", "9443", "axletree.http.port", "9080"));
    private final Map<String, String> headers = new HashMap<>();
    private final StringWriter body = new StringWriter();
    private int status = HttpServletResponse.SC_OK;
    private boolean passedOn;

    static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(WEB)) {
            List<String> views = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xhtml"))
                    .toList();
            return Stream.of(
                            List.of("", "/", "/login/provider", "/login/provider/out", "/login/callback"),
                            views.stream().map(name -> "/" + name).toList(),
                            views.stream()
                                    .map(name -> "/" + name.replace(".xhtml", ""))
                                    .toList())
                    .flatMap(List::stream);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_ofAnotherMachine_leadsToHttps_withoutAFormAndASession(String path) throws Exception {
        ask("GET", path, ELSEWHERE, "hub.example.org", false);
        assertThat(passedOn).isFalse();
        assertThat(status).isEqualTo(403);
        assertThat(body.toString())
                .contains("served over HTTPS", "data-port=\"9443\"", "port <code>9443</code>", "/ca/server.pem")
                .doesNotContain("<form", "<input", "{port}", "hub.example.org");
        assertThat(headers)
                .containsEntry("Content-Type", "text/html")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .doesNotContainKeys("Location", "Set-Cookie", "Strict-Transport-Security");
        assertThat(headers.get("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "0:0:0:0:0:0:0:1"})
    void page_ofThisMachine_isServed_alsoToAProxyOnIt(String address) throws Exception {
        ask("GET", "/hubs", address, "hub.example.org", false);
        assertServed();
    }

    /** The password is not looked at: whoever could read it on its way has it already. */
    @ParameterizedTest
    @ValueSource(strings = {"remote", "required"})
    void formOfTheLogin_inPlainFromElsewhere_isRefusedUnread(String mode) throws Exception {
        settings.put("axletree.console.https", mode);
        ask("POST", "/login", ELSEWHERE, "hub.example.org", false);
        assertThat(passedOn).isFalse();
        assertThat(status).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/live",
                "/ca/server.pem",
                "/crl/x.crl",
                "/iot/v1/regions/fr-par/hubs",
                "/v5/iot/x/devices",
                "/networks/x",
                "/ingest",
                "/metrics",
                "/jakarta.faces.resource/axletree.css.xhtml"
            })
    void whatIsNoPage_isServedAsBefore(String path) throws Exception {
        for (String mode : List.of("remote", "required", "offered")) {
            settings.put("axletree.console.https", mode);
            ask("GET", path, ELSEWHERE, "hub.example.org", false);
            assertServed();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "offered, 192.0.2.7, false, served",
        "offered, 127.0.0.1, false, served",
        "offered, 192.0.2.7, true, served",
        "remote, 192.0.2.7, false, refused",
        "remote, 127.0.0.1, false, served",
        "remote, 192.0.2.7, true, served",
        "required, 192.0.2.7, false, refused",
        "required, 127.0.0.1, false, refused",
        "required, 192.0.2.7, true, remembered",
        "required, 127.0.0.1, true, remembered"
    })
    void setting_saysOfWhomTlsIsRequired(String mode, String address, boolean secure, String outcome) throws Exception {
        settings.put("axletree.console.https", mode);
        ask("GET", "/login", address, "name-of-nobody.example.net", secure);
        assertThat(passedOn).isEqualTo(!outcome.equals("refused"));
        assertThat(headers.get("Strict-Transport-Security"))
                .isEqualTo(outcome.equals("remembered") ? "max-age=31536000" : null);
    }

    @ParameterizedTest
    @CsvSource({"hub.example.org, true", "elsewhere.example.net, false"})
    void required_redirectsToAName_thatTheOwnerGave(String host, boolean redirected) throws Exception {
        settings.put("axletree.console.https", "required");
        ask("GET", "/hub", ELSEWHERE, host, false);
        assertThat(passedOn).isFalse();
        assertThat(status).isEqualTo(redirected ? 307 : 403);
        assertThat(headers.get("Location")).isEqualTo(redirected ? "https://hub.example.org:9443/hub?id=1" : null);
    }

    private void assertServed() {
        assertThat(passedOn).isTrue();
        assertThat(status).isEqualTo(200);
        assertThat(headers).doesNotContainKey("Strict-Transport-Security");
    }

    private void ask(String method, String path, String address, String host, boolean secure) throws Exception {
        passedOn = false;
        ServletContext context = fake(
                ServletContext.class,
                (proxy, called, arguments) ->
                        answering(Map.of("getResourceAsStream", () -> open((String) arguments[0])), called.getName()));
        HttpServletRequest request = fake(
                HttpServletRequest.class,
                (proxy, called, arguments) -> answering(
                        Map.of(
                                "getServletPath", () -> path,
                                "getMethod", () -> method,
                                "getRemoteAddr", () -> address,
                                "getServerName", () -> host,
                                "isSecure", () -> secure,
                                "getQueryString", () -> "id=1",
                                "getServletContext", () -> context),
                        called.getName()));
        HttpServletResponse response =
                fake(HttpServletResponse.class, (proxy, called, arguments) -> switch (called.getName()) {
                    case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                    case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                    case "setCharacterEncoding" -> null;
                    case "setStatus" -> {
                        status = (int) arguments[0];
                        yield null;
                    }
                    case "getWriter" -> new PrintWriter(body);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
        FilterChain chain = (passed, to) -> passedOn = true;
        SecureConsole console = new SecureConsole(new HubSettings(Settings.of(settings)));
        new SecurityHeaders()
                .doFilter(request, response, (passed, to) -> console.doFilter(passed, to, chain)); // as in web.xml
    }

    private interface Answer {
        Object get();
    }

    private static Object answering(Map<String, Answer> known, String asked) {
        if (!known.containsKey(asked)) {
            throw new UnsupportedOperationException(asked);
        }
        return known.get(asked).get();
    }

    private static InputStream open(String path) {
        try {
            return Files.newInputStream(WEB.resolve(path.substring(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
