package org.axletree.hub.explain;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.route.Route;

/**
 * What would become of a message, now.
 *
 * @param subscribers who would hear it, a thousand at most
 * @param routes every route of the hub, and what it would do
 */
public record MessageExplanation(
        Publishing publish, Retaining retained, List<Subscriber> subscribers, List<RouteAnswer> routes) {
    public MessageExplanation {
        subscribers = List.copyOf(subscribers);
        routes = List.copyOf(routes);
    }

    /**
     * Whether the device may publish it.
     *
     * @param reason why not; empty if it may
     * @param message the same, or why it may, as a sentence
     * @param filter the entry of the device's publish filter that decided, filled in; empty if none did
     * @param topic as the hub has it, after the device's dialect
     * @param cut whether the connection would end
     * @param request whether it is a request to the hub itself, which nobody else gets
     */
    public record Publishing(
            Optional<Reason> reason,
            String message,
            String filter,
            String topic,
            String dialect,
            boolean cut,
            boolean request) {
        public boolean allowed() {
            return reason.isEmpty();
        }
    }

    /** Whether the hub would keep it for those who subscribe later. */
    public record Retaining(boolean kept, String why) {}

    /**
     * Somebody who would hear it.
     *
     * @param qos at which
     * @param shared whether one of those who share the filter would
     */
    public record Subscriber(String deviceId, String clientId, String filter, Qos qos, boolean shared) {}

    /**
     * What a route would do.
     *
     * @param matches whether it takes the message
     * @param why a sentence
     * @param wouldSend what it would send; empty if it takes nothing, or could not send it
     */
    public record RouteAnswer(Route route, boolean matches, String why, Optional<JsonObject> wouldSend) {}
}
