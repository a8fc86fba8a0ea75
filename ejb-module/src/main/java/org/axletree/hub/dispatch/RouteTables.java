package org.axletree.hub.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteDirectory;

/** The route table of every hub that has routes. Reading takes no lock; loading excludes loading. */
@ApplicationScoped
public class RouteTables {
    private final ConcurrentHashMap<String, RouteTable> tables = new ConcurrentHashMap<>();
    private RouteDirectory directory;

    /** For the container's proxy. */
    protected RouteTables() {}

    @Inject
    public RouteTables(RouteDirectory directory) {
        this.directory = directory;
    }

    RouteTable of(String hubId) {
        RouteTable table = tables.get(hubId);
        return table == null ? RouteTable.EMPTY : table;
    }

    /** Loads the tables of all hubs. */
    public synchronized void load() {
        directory.routesByHub().forEach(this::put);
    }

    /** Loads the table of one hub; messages that come after this call meet the new routes. */
    public synchronized void reload(String hubId) {
        // Read under the lock: of two changes at once the later one to load sees both.
        put(hubId, directory.routesOf(hubId));
    }

    private void put(String hubId, List<Route> routes) {
        if (routes.isEmpty()) {
            tables.remove(hubId);
        } else {
            tables.put(hubId, new RouteTable(hubId, routes, Optional.ofNullable(tables.get(hubId))));
        }
    }
}
