package org.axletree.web.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.axletree.core.time.SteadyClock;
import org.axletree.hub.settings.HubSettings;
import org.axletree.hub.settings.IdentityProvider;

/** The identity provider by which people may log in, if there is one. It is asked when somebody wants to, and not before. */
@ApplicationScoped
public class Provider {
    /** What the provider says of itself is believed for so long. */
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** It is not asked for it more often than that, whatever strangers send. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock = new SteadyClock();
    private final ReentrantLock asking = new ReentrantLock();
    private HubSettings settings;
    private volatile ProviderCalls calls;
    private volatile Known known;
    private volatile long lastAsked = -PAUSE.toMillis();

    /** For the container. */
    protected Provider() {}

    @Inject
    public Provider(HubSettings settings) {
        this.settings = settings;
    }

    /** Which one it is. */
    public Optional<IdentityProvider> configured() {
        return settings.identityProvider();
    }

    /** Where a browser is sent to begin a login. */
    URI beginning(Attempt attempt) throws SetbackException {
        IdentityProvider provider = one();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.clientId());
        query.put("redirect_uri", provider.redirect().toString());
        query.put("scope", provider.scopes());
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        return with(known(FRESH).document().authorization(), query);
    }

    /** Where a browser is sent to log out there as well; empty if the provider has no such place. */
    Optional<URI> end() throws SetbackException {
        IdentityProvider provider = one();
        URI login = provider.redirect().resolve("../login");
        return known(FRESH)
                .document()
                .endSession()
                .map(place -> with(
                        place, Map.of("client_id", provider.clientId(), "post_logout_redirect_uri", login.toString())));
    }

    /** What the provider says of whom it sent back with that code. */
    Claims claims(Attempt attempt, String code) throws SetbackException {
        IdentityProvider provider = one();
        ProviderDocument document = known(FRESH).document();
        Map<String, Object> tokens = exchanged(provider, document, attempt, code);
        if (!(tokens.get("id_token") instanceof String idToken)) {
            throw new SetbackException(Setback.UNPROVEN, "the provider sends no ID token");
        }
        Claims claims = new Claims(proven(provider, idToken, attempt.nonce()));
        if (document.userInfo().isPresent()
                && tokens.get("access_token") instanceof String accessToken
                && !claims.saysAll(provider)) {
            claims = claims.and(connection()
                    .json(HttpRequest.newBuilder(document.userInfo().get())
                            .header("Authorization", "Bearer " + accessToken)));
        }
        return claims;
    }

    private Map<String, Object> exchanged(
            IdentityProvider provider, ProviderDocument document, Attempt attempt, String code)
            throws SetbackException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", provider.redirect().toString());
        form.put("code_verifier", attempt.verifier());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(document.token()).header("Content-Type", "application/x-www-form-urlencoded");
        Optional<String> secret = provider.clientSecret();
        if (secret.isPresent() && !document.secretInBody()) {
            String login = encoded(provider.clientId()) + ":" + encoded(secret.get());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.put("client_id", provider.clientId());
            secret.ifPresent(value -> form.put("client_secret", value));
        }
        return connection().json(request.POST(HttpRequest.BodyPublishers.ofString(joined(form))));
    }

    /** With keys of a moment ago where those that are known do: providers change them. */
    private Map<String, Object> proven(IdentityProvider provider, String idToken, String nonce)
            throws SetbackException {
        IdTokens tokens = new IdTokens(provider.issuer(), provider.clientId());
        try {
            return tokens.claims(idToken, known(FRESH).keys(), nonce);
        } catch (SetbackException unproven) {
            if (clock.millis() - lastAsked < PAUSE.toMillis()) {
                throw unproven;
            }
            return tokens.claims(idToken, known(PAUSE).keys(), nonce);
        }
    }

    private Known known(Duration oldest) throws SetbackException {
        Known now = known;
        if (now != null && clock.millis() - now.since() < oldest.toMillis()) {
            return now;
        }
        try {
            if (!asking.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new SetbackException(Setback.BUSY, "others ask the identity provider for its document");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SetbackException(Setback.BUSY, "the hub is stopping");
        }
        try {
            Known meanwhile = known;
            long since = clock.millis();
            if (meanwhile != null && since - meanwhile.since() < oldest.toMillis()) {
                return meanwhile;
            }
            if (since - lastAsked < PAUSE.toMillis()) {
                throw new SetbackException(Setback.AWAY, "the identity provider did not answer a moment ago");
            }
            lastAsked = since;
            known = asked(since);
            return known;
        } finally {
            asking.unlock();
        }
    }

    private Known asked(long since) throws SetbackException {
        String issuer = one().issuer();
        ProviderDocument document = ProviderDocument.of(issuer, connection().get(ProviderDocument.address(issuer)));
        return new Known(document, connection().get(document.keys()), since);
    }

    IdentityProvider one() throws SetbackException {
        return configured().orElseThrow(() -> new SetbackException(Setback.NOT_BEGUN, "there is no identity provider"));
    }

    private ProviderCalls connection() throws SetbackException {
        ProviderCalls open = calls;
        if (open == null) {
            try {
                open = new ProviderCalls(one().authorities());
                calls = open;
            } catch (IOException e) {
                throw new SetbackException(Setback.AWAY, "AXLETREE_OIDC_CA: " + e.getMessage());
            }
        }
        return open;
    }

    private static URI with(URI place, Map<String, String> query) {
        return URI.create(place + (place.getRawQuery() == null ? "?" : "&") + joined(query));
    }

    private static String joined(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @param since when it was asked for */
    private record Known(ProviderDocument document, Map<String, Object> keys, long since) {}
}
