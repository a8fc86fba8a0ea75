package org.axletree.hub.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.delivery.log.DeadLetter;
import org.axletree.hub.delivery.log.DeadLetters;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.registry.route.Route;

/**
 * Hands dead letters over to the route that their own route names for them, with what was wrong. What dies there as well stays there:
 * routes that name one another do not play with it.
 */
final class Inheritance {
    /** What the other route tells of such a message besides. */
    static final String ROUTE = "dead_route_id";

    static final String ERROR = "dead_error";

    private static final Logger LOG = Logger.getLogger(Inheritance.class.getName());

    private final DeadLetters letters;

    Inheritance(DeadLetters letters) {
        this.letters = letters;
    }

    /** @param isThere whether there is a route of an id: else the letters stay */
    synchronized void handOver(Route route, Predicate<String> isThere) {
        String heir = route.delivery().onDead();
        if (heir.isEmpty() || !isThere.test(heir)) {
            return;
        }
        try {
            letters.handOver(route.id(), heir, letter -> !isInherited(letter), letter -> inherited(letter, route.id()));
        } catch (IOException unwritable) {
            LOG.log(Level.WARNING, "Dead letters cannot be handed over now; they stay where they are", unwritable);
        }
    }

    private static boolean isInherited(DeadLetter letter) {
        return letter.message().annotations().stream()
                .anyMatch(property -> property.name().equals(ROUTE));
    }

    private static LoggedMessage inherited(DeadLetter letter, String routeId) {
        List<UserProperty> annotations = new ArrayList<>(letter.message().annotations());
        annotations.add(new UserProperty(ROUTE, routeId));
        annotations.add(new UserProperty(ERROR, letter.error()));
        return letter.message().annotated(annotations);
    }
}
