package org.axletree.hub.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.dispatch.Dispatcher;

/** Commits messages to the route log, where their routes find them. */
@ApplicationScoped
public class RouteCommit {
    @Inject
    private Dispatcher dispatcher;

    @Inject
    private RouteDeliveries deliveries;

    /** All of the messages have committed when it returns {@link Enqueueing.Enqueued}, and none of them otherwise. */
    public Enqueueing commit(List<RoutedPublication> batch) {
        return deliveries.offer(dispatcher.choose(batch));
    }
}
