package org.axletree.hub.event;

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

/** Puts an event into the queues of the routes that want it, in one transaction. */
@Stateless
public class EventRoutes {
    @Resource
    private SessionContext context;

    @Inject
    private RouteQueues queues;

    /** Answers false if a queue cannot take it now; then none has it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean enqueue(RoutedPublication event) {
        if (queues.enqueue(List.of(event)) instanceof Enqueueing.Enqueued) {
            return true;
        }
        context.setRollbackOnly();
        return false;
    }
}
