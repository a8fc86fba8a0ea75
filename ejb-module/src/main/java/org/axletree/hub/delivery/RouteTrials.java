package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.delivery.target.TargetTrial;
import org.axletree.hub.delivery.target.Targets;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.route.NewRoute;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteService;

/** Tries the target of a route, of one that there is or of one that might be made, without a message. */
@ApplicationScoped
public class RouteTrials {
    /** A target may take its time to not answer; whoever asks waits for that on a thread of the API. */
    private static final int MOST_AT_ONCE = 8;

    private static final String NOT_TRIED =
            "what is asked about a route that may be made, or about its target, is answered to those alone who"
                    + " may make routes (expected: the role of a person or token who may)";

    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    private RouteService routes;
    private Targets targets;

    /** For the container's proxy. */
    protected RouteTrials() {}

    @Inject
    public RouteTrials(RouteService routes, Targets targets) {
        this.routes = routes;
        this.targets = targets;
    }

    /** Tries the target of a route that there is. */
    public TargetTrial trialOf(String region, String routeId) {
        Caller.requireChange("route", NOT_TRIED);
        return trialOf(routes.get(region, routeId).configuration());
    }

    /**
     * Asks no target.
     *
     * @throws ProblemException if such a route could not be made
     */
    public void check(NewRoute route) {
        Caller.requireChange("route", NOT_TRIED);
        routes.check(route);
    }

    /**
     * Tries the target of a route that there may be.
     *
     * @throws ProblemException if such a route could not be made
     */
    public TargetTrial trialOf(NewRoute route) {
        Caller.requireChange("route", NOT_TRIED);
        routes.check(route);
        return trialOf(route.configuration());
    }

    private TargetTrial trialOf(RouteConfiguration configuration) {
        if (!room.tryAcquire()) {
            throw new ProblemException(
                    new Problem.Unavailable("as many targets are tried as may be at once: try again in a moment"));
        }
        try (TargetConnection connection = targets.of(configuration.kind()).openForTrial(configuration)) {
            return connection.trial();
        } finally {
            room.release();
        }
    }
}
