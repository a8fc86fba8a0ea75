package org.axletree.hub.delivery;

import java.util.List;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.route.Route;

/** Hears how routes fare. Must not block. */
interface DeliveryListener {
    /** Messages are in the log. Called by whoever brought them. */
    void committed(List<RoutedPublication> messages);

    /** Messages are delivered, and others are dead: why each. */
    void settled(Route route, int delivered, List<Death> dead);

    /** The oldest messages of a full backlog were dropped. */
    void givenUp(Route route, int messages);

    /**
     * A target does not take what it is given; told once, and then once a minute.
     *
     * @param times how often it began, with what was not told because it was too often
     */
    void fails(Route route, String error, long times);

    /** It takes messages again. */
    void works(Route route);

    /** A message that a route brought in could not be published here, and is gone. */
    void refused(Route route, Reason reason, String topic);
}
