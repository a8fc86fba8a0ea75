package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.delivery.QueueWatch;
import org.axletree.hub.dispatch.RouteTables;

/** Looks how much waits in the queues of the routes. */
@ApplicationScoped
public class QueueChore implements Chore {
    @Inject
    private QueueWatch queues;

    @Inject
    private RouteTables routes;

    @Override
    public String complaint() {
        return "The queues of the routes could not be looked at";
    }

    @Override
    public int everySeconds() {
        return 5;
    }

    @Override
    public void run() {
        queues.look(routes.targetsByHub());
    }
}
