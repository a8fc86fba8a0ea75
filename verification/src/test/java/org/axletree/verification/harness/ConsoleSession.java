package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console without a browser: somebody is logged in, and asks for pages. */
public final class ConsoleSession {
    private static final Pattern NONCE = Pattern.compile("name=\"primefaces.nonce\" value=\"([^\"]*)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningHub hub;
    private final String session;

    /** The administrator logs in. */
    public ConsoleSession(RunningHub hub) {
        this(hub, "admin", hub.adminPassword());
    }

    /** Somebody logs in. */
    public ConsoleSession(RunningHub hub, String user, String password) {
        this.hub = hub;
        HttpResponse<String> answer = send(form(
                "/login",
                Map.of(
                        "login",
                        "login",
                        "login:user",
                        user,
                        "login:password",
                        password,
                        "login:logIn",
                        "",
                        "jakarta.faces.ViewState",
                        "stateless",
                        "primefaces.nonce",
                        nonce(send(request("/login")).body()))));
        this.session = answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IllegalStateException("no session: " + answer.statusCode()))
                .replaceAll(";.*", "");
    }

    /** Asks for a page; answers with what status it came. */
    public int status(String path) {
        return send(request(path).header("Cookie", session)).statusCode();
    }

    /** Asks for a page; answers it as HTML. */
    public String open(String path) {
        HttpResponse<String> answer = send(request(path).header("Cookie", session));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Opens the page of a hub, and answers the table of its devices. */
    public DeviceTable devices(String hubId) {
        return new DeviceTable(this, "/hub?tab=devices&id=" + hubId);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.http(path));
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String nonce(String html) {
        Matcher matcher = NONCE.matcher(html);
        if (!matcher.find()) {
            throw new IllegalStateException("no nonce in the login page");
        }
        return matcher.group(1);
    }
}
