package org.axletree.hub.registry.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.SecretHash;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** The tokens of the management API, beside the administrator's own. Only an administrator handles them. */
@ApplicationScoped
public class TokenService {
    /** Scaleway's tools take nothing but a UUID for a secret; a random one has 122 bits, which nobody guesses. */
    private static final Pattern SECRET =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Registry registry;
    private HubSettings settings;
    private Clock clock;

    /** For the container. */
    protected TokenService() {}

    @Inject
    public TokenService(Registry registry, HubSettings settings) {
        this(registry, settings, Clock.systemUTC());
    }

    public TokenService(Registry registry, HubSettings settings, Clock clock) {
        this.registry = registry;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a secret turned out to be. */
    public sealed interface Proof {
        /** A token that is good. */
        record Known(Caller caller) implements Proof {}

        /** A token that was good once. */
        record Expired() implements Proof {}

        /** No token. */
        record Unknown() implements Proof {}
    }

    /** Whose secret this is. */
    public Proof prove(String secret, String sourceAddress) {
        if (!SECRET.matcher(secret).matches()) {
            return new Proof.Unknown();
        }
        // Looked up by its hash: what the time of the look-up tells is of a hash, from which nobody finds a secret.
        Optional<ApiTokenRow> found = registry.read(entities -> entities.createQuery(
                        "select t from ApiTokenRow t where t.secretHash = :hash", ApiTokenRow.class)
                .setParameter("hash", SecretHash.of(secret))
                .getResultStream()
                .findFirst());
        if (found.isEmpty()) {
            return new Proof.Unknown();
        }
        ApiToken token = found.get().toToken();
        if (token.expiresAt().filter(expiry -> !expiry.isAfter(clock.instant())).isPresent()) {
            return new Proof.Expired();
        }
        return new Proof.Known(new Caller(
                Caller.Kind.TOKEN,
                token.name(),
                token.id(),
                token.scope(),
                token.projectId().map(Set::of),
                sourceAddress));
    }

    /** Creates a token; its secret is in the answer and nowhere else. */
    public CreatedToken create(NewToken token) {
        requireAdministrator("write");
        Instant now = clock.instant();
        ArgumentCheck check = new ArgumentCheck(settings).name("name", token.name());
        token.projectId().ifPresent(project -> check.project("project_id", project));
        TokenArguments.reach(check, token.scope(), token.projectId());
        token.expiresAt().ifPresent(expiry -> TokenArguments.expiry(check, expiry, now));
        check.done();
        String secret = UUID.randomUUID().toString(); // of a SecureRandom
        String id = UUID.randomUUID().toString();
        return registry.change("token", id, entities -> {
            RegistryLock.take(entities);
            requireRoom(entities);
            ApiTokenRow row = new ApiTokenRow();
            row.id = id;
            row.name = token.name();
            row.secretHash = SecretHash.of(secret);
            row.scope = token.scope();
            row.projectId = token.projectId().orElse(null);
            row.expiresAt = token.expiresAt().map(Instant::toEpochMilli).orElse(null);
            row.createdAt = now.toEpochMilli();
            entities.persist(row);
            return new CreatedToken(row.toToken(), secret);
        });
    }

    /** The tokens, oldest first. */
    public Page<ApiToken> list(PageRequest page) {
        requireAdministrator("read");
        page.check();
        return registry.read(entities -> new Listing<>(ApiTokenRow.class)
                .page(entities, page, "x.createdAt asc, x.id asc")
                .map(ApiTokenRow::toToken));
    }

    public ApiToken get(String tokenId) {
        requireAdministrator("read");
        return registry.read(entities -> find(entities, tokenId).toToken());
    }

    /** Makes a token good no more, from the next request on. */
    public void delete(String tokenId) {
        requireAdministrator("write");
        registry.change("token", tokenId, entities -> {
            entities.remove(find(entities, tokenId));
            return null;
        });
    }

    private static ApiTokenRow find(EntityManager entities, String tokenId) {
        return Optional.of(tokenId)
                .filter(StoredText::isPossible)
                .map(id -> entities.find(ApiTokenRow.class, id))
                .orElseThrow(() -> ProblemException.notFound("token", tokenId));
    }

    private void requireRoom(EntityManager entities) {
        long tokens = entities.createQuery("select count(t) from ApiTokenRow t", Long.class)
                .getSingleResult();
        Quota.requireRoom("tokens", settings.limit(HubLimit.API_TOKENS), tokens);
    }

    private static void requireAdministrator(String action) {
        if (!Caller.current().isAdministrator()) {
            throw new ProblemException(new Problem.PermissionsDenied("token", action));
        }
    }
}
