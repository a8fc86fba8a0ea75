package org.axletree.web.provider;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.core.crypto.HmacSha256;
import org.axletree.web.login.LoginTarget;

/**
 * One login by the identity provider, from its beginning to the provider's answer. It is kept by the browser that began it, in a
 * cookie, so that strangers who begin many cost no memory. The values that bind the answer to it are made of one secret.
 *
 * @param secret at random, 32 bytes in Base64
 * @param target the page that is wanted
 */
record Attempt(String secret, String target) {
    /** How long somebody may take at the provider. */
    private static final Duration VALID = Duration.ofMinutes(15);

    private static final String COOKIE = "axletree-provider";
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{0,200})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Attempt begin(String target) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return new Attempt(BASE64.encodeToString(random), LoginTarget.of(target));
    }

    /** The one that the browser began; empty if it began none, or too long ago. */
    static Optional<Attempt> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        Stream<Cookie> shown = cookies == null ? Stream.empty() : Arrays.stream(cookies);
        return shown.filter(cookie -> cookie.getName().equals(COOKIE))
                .map(cookie -> VALUE.matcher(cookie.getValue()))
                .filter(Matcher::matches)
                .findFirst()
                .map(parts -> new Attempt(parts.group(1), LoginTarget.of(decoded(parts.group(2)))));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /**
     * The cookie that keeps it. It has to come back with the provider's answer, which is another site's doing: it is the only one of
     * the console's that is not {@code Strict}.
     */
    String cookie(HttpServletRequest request) {
        String kept = secret + "." + BASE64.encodeToString(target.getBytes(StandardCharsets.UTF_8));
        return cookie(request, kept, VALID.toSeconds());
    }

    /** An attempt has one answer. */
    static String noCookie(HttpServletRequest request) {
        return cookie(request, "", 0);
    }

    private static String cookie(HttpServletRequest request, String value, long seconds) {
        return COOKIE + "=" + value + "; Path=" + request.getContextPath() + "/login/; Max-Age=" + seconds
                + "; HttpOnly; SameSite=Lax" + (request.isSecure() ? "; Secure" : "");
    }

    /** What comes back in the address. */
    String state() {
        return derived("state");
    }

    boolean isAnsweredBy(String state) {
        return MessageDigest.isEqual(
                state().getBytes(StandardCharsets.US_ASCII), state.getBytes(StandardCharsets.UTF_8));
    }

    /** What comes back in what the provider signs. */
    String nonce() {
        return derived("nonce");
    }

    /** What only whoever began it can show to the provider (RFC 7636). */
    String verifier() {
        return derived("verifier");
    }

    /** What the provider is told of it before. */
    String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String derived(String use) {
        return BASE64.encodeToString(
                HmacSha256.of(secret.getBytes(StandardCharsets.US_ASCII), use.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "an attempt to reach " + target;
    }
}
