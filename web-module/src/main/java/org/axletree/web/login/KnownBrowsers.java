package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.core.crypto.HmacSha256;
import org.axletree.hub.settings.HubSettings;

/**
 * Knows browsers again in which somebody has logged in, by a cookie that says nothing but that (OWASP's device cookies). It opens
 * nothing: a browser that has it still needs the password, and only has its attempts counted by itself.
 */
@ApplicationScoped
public class KnownBrowsers {
    static final String COOKIE = "axletree-known";
    static final Duration VALID = Duration.ofDays(180);

    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    /** For the container's proxy. */
    protected KnownBrowsers() {
        this.clock = Clock.systemUTC();
        this.key = null;
    }

    @Inject
    public KnownBrowsers(HubSettings settings) {
        this(settings.stateDirectory().secret("browser-key", 32), Clock.systemUTC());
    }

    KnownBrowsers(String secret, Clock clock) {
        this.clock = clock;
        this.key = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Who sent the request. */
    public Visitor visitor(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        Stream<Cookie> shown = cookies == null ? Stream.empty() : Arrays.stream(cookies);
        Optional<String> browser = shown.filter(cookie -> cookie.getName().equals(COOKIE))
                .findFirst()
                .flatMap(cookie -> recognise(cookie.getValue()));
        return new Visitor(request.getRemoteAddr(), browser);
    }

    /** Knows the browser again from now on. */
    public void remember(HttpServletRequest request, HttpServletResponse response) {
        String value = value(clock.instant().plus(VALID));
        response.addHeader(
                "Set-Cookie",
                COOKIE + "=" + value + "; Path=" + request.getContextPath() + "/login; Max-Age=" + VALID.toSeconds()
                        + "; HttpOnly; SameSite=Strict" + (request.isSecure() ? "; Secure" : ""));
    }

    String value(Instant until) {
        byte[] name = new byte[16];
        random.nextBytes(name);
        String said = BASE64.encodeToString(name) + "." + until.getEpochSecond();
        return said + "." + seal(said);
    }

    /** The name of the browser. */
    Optional<String> recognise(String value) {
        Matcher parts = VALUE.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String said = parts.group(1) + "." + parts.group(2);
        boolean ours = MessageDigest.isEqual(
                seal(said).getBytes(StandardCharsets.US_ASCII), parts.group(3).getBytes(StandardCharsets.US_ASCII));
        boolean inTime = clock.instant().getEpochSecond() < Long.parseLong(parts.group(2));
        return ours && inTime ? Optional.of(parts.group(1)) : Optional.empty();
    }

    private String seal(String said) {
        return BASE64.encodeToString(HmacSha256.of(key, said.getBytes(StandardCharsets.US_ASCII)));
    }
}
