package org.axletree.hub.dialect.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.enrollment.EnrollmentScope;
import org.axletree.hub.registry.enrollment.EnrollmentScopes;
import org.axletree.hub.registry.enrollment.ScopeKeys;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.policy.HubPolicy;
import org.axletree.hub.registry.policy.PolicyService;

/** Who may use the API of a hub: whoever has a token of one of its policies, or of a provisioning service (docs/reference/dialects/azure.md, 2). */
@ApplicationScoped
public class AzureAccess {
    private HubDirectory hubs;
    private PolicyService policies;
    private EnrollmentScopes scopes;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected AzureAccess() {}

    @Inject
    public AzureAccess(HubDirectory hubs, PolicyService policies, EnrollmentScopes scopes) {
        this.hubs = hubs;
        this.policies = policies;
        this.scopes = scopes;
    }

    /** The hub that a host name means. */
    public Optional<Hub> hubOf(String host) {
        return hubs.hubByHost(HostLabel.of(host));
    }

    /**
     * The policy whose token it is; empty where anything is wrong with it.
     *
     * @param path what is asked for, level by level
     */
    public Optional<HubPolicy> policy(Hub hub, String token, List<String> path) {
        return SasToken.parse(token)
                .filter(parsed -> hubs.idByHost(parsed.hostLabel())
                        .filter(hub.id()::equals)
                        .isPresent())
                .filter(parsed -> parsed.covers(path))
                .filter(this::isValid)
                .flatMap(parsed -> policies.find(hub.id(), parsed.policy())
                        .filter(policy ->
                                parsed.isSignedWith(policy.primary()) | parsed.isSignedWith(policy.secondary())));
    }

    /** The provisioning service of a host name, if the token opens all of it; empty where anything is wrong with it. */
    public Optional<EnrollmentScope> scope(String host, String token) {
        return SasToken.parse(token)
                .filter(parsed -> parsed.hostLabel().equalsIgnoreCase(HostLabel.of(host)))
                .filter(parsed -> parsed.covers(List.of()) && parsed.policy().equals(ScopeKeys.POLICY))
                .filter(this::isValid)
                .flatMap(parsed -> scopes.findKeys(parsed.hostLabel())
                        .filter(keys -> parsed.isSignedWith(keys.primary()) | parsed.isSignedWith(keys.secondary())))
                .map(ScopeKeys::scope);
    }

    private boolean isValid(SasToken token) {
        return token.expiresAtMillis() > clock.millis();
    }
}
