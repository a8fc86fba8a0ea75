package org.axletree.hub.delivery.target;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.route.Route;

/** Where a route publishes what it brings in from elsewhere. */
public interface Incoming {
    /**
     * Publishes a message in the hub of a route, as said by that route. Never blocks.
     *
     * @return answered when the message has committed, with nothing; else with why it was not taken. Never fails
     */
    CompletionStage<Optional<Reason>> publish(Route route, HubMessage message);
}
