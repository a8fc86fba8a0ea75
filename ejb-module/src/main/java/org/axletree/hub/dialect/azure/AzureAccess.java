package org.axletree.hub.dialect.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.policy.HubPolicy;
import org.axletree.hub.registry.policy.PolicyService;

/** Who may use the API of a hub: whoever has a token of one of its policies (docs/reference/dialects/azure.md, 2). */
@ApplicationScoped
public class AzureAccess {
    private HubDirectory hubs;
    private PolicyService policies;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected AzureAccess() {}

    @Inject
    public AzureAccess(HubDirectory hubs, PolicyService policies) {
        this.hubs = hubs;
        this.policies = policies;
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
                .filter(parsed -> hubOf(parsed.hostLabel()).filter(hub::equals).isPresent())
                .filter(parsed -> parsed.covers(path))
                .filter(parsed -> parsed.expiresAtMillis() > clock.millis())
                .flatMap(parsed -> policies.find(hub.id(), parsed.policy())
                        .filter(policy ->
                                parsed.isSignedWith(policy.primary()) | parsed.isSignedWith(policy.secondary())));
    }
}
