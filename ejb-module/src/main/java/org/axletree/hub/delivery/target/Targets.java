package org.axletree.hub.delivery.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Every target there is, by its kind. */
@ApplicationScoped
public class Targets {
    private final Map<String, RouteTarget> targets = new TreeMap<>();

    /** For the container's proxy. */
    protected Targets() {}

    @Inject
    public Targets(@Any Instance<RouteTarget> targets) {
        this((Iterable<RouteTarget>) targets);
    }

    public Targets(Iterable<? extends RouteTarget> targets) {
        targets.forEach(target -> this.targets.put(target.kind(), target));
    }

    public Collection<RouteTarget> all() {
        return targets.values();
    }

    /** @throws IllegalArgumentException if there is none of this kind */
    public RouteTarget of(String kind) {
        RouteTarget target = targets.get(kind);
        if (target == null) {
            throw new IllegalArgumentException(
                    "route of the kind " + kind + " (expected: one of " + targets.keySet() + ")");
        }
        return target;
    }
}
