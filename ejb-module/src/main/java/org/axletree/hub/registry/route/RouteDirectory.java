package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axletree.hub.registry.Registry;

/** The routes, as the dispatcher and the delivery look them up. Reads only what is committed. */
@ApplicationScoped
public class RouteDirectory {
    private Registry registry;
    private RouteMapper mapper;

    /** For the container. */
    protected RouteDirectory() {}

    @Inject
    RouteDirectory(Registry registry, RouteMapper mapper) {
        this.registry = registry;
        this.mapper = mapper;
    }

    /** The routes of one hub. */
    public List<Route> routesOf(String hubId) {
        return registry.read(entities -> entities.createQuery(
                        "select r from RouteRow r where r.hubId = :hubId order by r.id", RouteRow.class)
                .setParameter("hubId", hubId)
                .getResultStream()
                .map(mapper::route)
                .toList());
    }

    /** The routes of all hubs, by hub. */
    public Map<String, List<Route>> routesByHub() {
        return registry.read(entities -> entities.createQuery("select r from RouteRow r order by r.id", RouteRow.class)
                .getResultStream()
                .map(mapper::route)
                .collect(Collectors.groupingBy(Route::hubId)));
    }
}
