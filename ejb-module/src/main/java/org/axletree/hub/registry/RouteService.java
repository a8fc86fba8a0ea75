package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;

/** What one can do with routes. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class RouteService {

    public Route create(NewRoute route) {
        throw new UnsupportedOperationException();
    }

    public Page<Route> list(RouteQuery query, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    public Route get(String region, String routeId) {
        throw new UnsupportedOperationException();
    }

    public Route update(String region, String routeId, RoutePatch patch) {
        throw new UnsupportedOperationException();
    }

    public void delete(String region, String routeId) {
        throw new UnsupportedOperationException();
    }
}
