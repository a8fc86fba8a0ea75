package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.delivery.log.DeadLetter;
import org.axletree.hub.delivery.log.DeadLetters;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.route.RouteService;

/** What one can do with dead letters. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class DeadLetterService {
    private RouteService routes;
    private RouteDeliveries deliveries;

    /** For the container's proxy. */
    protected DeadLetterService() {}

    @Inject
    public DeadLetterService(RouteService routes, RouteDeliveries deliveries) {
        this.routes = routes;
        this.deliveries = deliveries;
    }

    /** In the order in which they died; a page's order is not asked for. */
    public Page<DeadLetter> list(String region, String routeId, PageRequest page) {
        page.check();
        return on(region, routeId, letters -> {
            long skip = (page.page() - 1L) * page.pageSize();
            return new Page<>(letters.messagesOf(routeId), letters.list(routeId, skip, page.pageSize()));
        });
    }

    /**
     * Puts them at the end of what waits for their route.
     *
     * @param chosen by their ids; empty for all
     * @return how many
     */
    public int replay(String region, String routeId, Optional<Set<String>> chosen) {
        Caller.requireChange("dead_letter");
        return on(
                region,
                routeId,
                letters -> letters.replay(
                        routeId, id -> chosen.map(ids -> ids.contains(id)).orElse(true)));
    }

    public void deleteAll(String region, String routeId) {
        Caller.requireChange("dead_letter");
        on(region, routeId, letters -> letters.delete(routeId, id -> true));
    }

    public void delete(String region, String routeId, String letterId) {
        Caller.requireChange("dead_letter");
        int deleted = on(region, routeId, letters -> letters.delete(routeId, letterId::equals));
        if (deleted == 0) {
            throw ProblemException.notFound("dead_letter", letterId);
        }
    }

    private interface Work<T> {
        T with(DeadLetters letters) throws IOException;
    }

    private <T> T on(String region, String routeId, Work<T> work) {
        routes.get(region, routeId); // throws where it is not the caller's
        try {
            return work.with(deliveries.log().deadLetters());
        } catch (IOException unwritable) {
            throw new ProblemException(
                    new Problem.Unavailable("the route log cannot be read or written now: " + unwritable.getMessage()));
        }
    }
}
