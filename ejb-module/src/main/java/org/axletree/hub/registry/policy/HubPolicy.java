package org.axletree.hub.registry.policy;

import java.util.Set;

/**
 * A policy of a hub, with its keys in the open. Never logged: {@link #toString} has the name alone.
 *
 * @param primary the first key, as bytes
 * @param secondary the second one, which is as good
 */
public record HubPolicy(String name, Set<AccessRight> rights, byte[] primary, byte[] secondary) {
    public HubPolicy {
        rights = Set.copyOf(rights);
    }

    public boolean has(AccessRight right) {
        // Who may change devices may look at them.
        return rights.contains(right)
                || right == AccessRight.REGISTRY_READ && rights.contains(AccessRight.REGISTRY_WRITE);
    }

    @Override
    public String toString() {
        return "HubPolicy[" + name + "]";
    }
}
