package org.axletree.hub.registry.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Policies without a database, for tests of those who look them up. */
public final class PoliciesInMemory extends PolicyService {
    private final Map<String, HubPolicy> policies = new HashMap<>();

    public void put(String hubId, HubPolicy policy) {
        policies.put(hubId + "/" + policy.name(), policy);
    }

    @Override
    public Optional<HubPolicy> find(String hubId, String name) {
        return Optional.ofNullable(policies.get(hubId + "/" + name));
    }
}
