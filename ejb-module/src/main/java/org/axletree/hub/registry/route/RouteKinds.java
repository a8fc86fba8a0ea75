package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every kind of route there is: one bean each. */
@ApplicationScoped
public class RouteKinds {
    private final Map<String, RouteKind> kinds = new TreeMap<>();

    /** For the container's proxy. */
    protected RouteKinds() {}

    @Inject
    public RouteKinds(@Any Instance<RouteKind> kinds) {
        this((Iterable<RouteKind>) kinds);
    }

    public RouteKinds(Iterable<? extends RouteKind> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    }

    public Collection<RouteKind> all() {
        return kinds.values();
    }

    public Optional<RouteKind> find(String kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    /** @throws IllegalStateException if there is none: the database was written by a newer Axletree */
    RouteKind of(String kind) {
        return find(kind)
                .orElseThrow(() -> new IllegalStateException(
                        "route of the kind " + kind + " (expected: one of " + kinds.keySet() + ")"));
    }
}
