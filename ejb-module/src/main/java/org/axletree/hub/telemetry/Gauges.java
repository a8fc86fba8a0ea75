package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What takes too long to look up when somebody asks: it is looked up from time to time, and shown until the next time. */
@ApplicationScoped
public class Gauges {
    private volatile Map<String, Backlog> backlogs = Map.of();
    private volatile Map<String, RouteState> routeStates = Map.of();
    private volatile Map<String, Instant> authorityEnds = Map.of();

    /** @param byRoute of every route whose queue could be looked at; those of before are forgotten */
    public void backlogs(Map<String, Backlog> byRoute) {
        backlogs = Map.copyOf(byRoute);
    }

    /** @param byRoute of every route; those of before are forgotten */
    public void routeStates(Map<String, RouteState> byRoute) {
        routeStates = Map.copyOf(byRoute);
    }

    /** @param byHub when the certificate of the authority that vouches for the devices of a hub ends */
    public void authorityEnds(Map<String, Instant> byHub) {
        authorityEnds = Map.copyOf(byHub);
    }

    /** Empty of a route that is new, or whose broker does not tell. */
    public Optional<Backlog> backlogOf(String routeId) {
        return Optional.ofNullable(backlogs.get(routeId));
    }

    /** When the authority of a hub ends; empty of a hub that is new. */
    public Optional<Instant> authorityEndOf(String hubId) {
        return Optional.ofNullable(authorityEnds.get(hubId));
    }

    Map<String, Backlog> backlogs() {
        return backlogs;
    }

    Map<String, RouteState> routeStates() {
        return routeStates;
    }

    Map<String, Instant> authorityEnds() {
        return authorityEnds;
    }
}
