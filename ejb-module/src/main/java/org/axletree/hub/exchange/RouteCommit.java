package org.axletree.hub.exchange;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.hub.delivery.RouteQueues;

/** Puts messages of one set of routes where the routes find them, in one transaction. */
@Stateless
public class RouteCommit {
    @Resource
    private SessionContext context;

    @Inject
    private RouteQueues queues;

    /** All of the messages have committed when it returns {@link Enqueueing.Enqueued}, and none of them otherwise. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Enqueueing commit(List<RoutedPublication> batch) {
        Enqueueing enqueueing = queues.enqueue(batch);
        if (enqueueing instanceof Enqueueing.Postponed) {
            context.setRollbackOnly();
        }
        return enqueueing;
    }
}
