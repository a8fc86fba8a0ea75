package org.axletree.hub.explain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.door.Publication;
import org.axletree.hub.delivery.RouteContents;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.delivery.RouteStatus;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Targets;
import org.axletree.hub.dispatch.Rehearsal;
import org.axletree.hub.dispatch.RouteChoice;
import org.axletree.hub.registry.route.Route;

/** What each route of a hub would do with a message, and why. */
@ApplicationScoped
public class RouteAnswers {
    private Targets targets;
    private RouteContents contents;
    private RouteDeliveries deliveries;

    /** For the container's proxy. */
    protected RouteAnswers() {}

    @Inject
    public RouteAnswers(Targets targets, RouteContents contents, RouteDeliveries deliveries) {
        this.targets = targets;
        this.contents = contents;
        this.deliveries = deliveries;
    }

    /** None takes it, for one and the same reason. */
    List<MessageExplanation.RouteAnswer> none(List<Route> routes, String why) {
        return routes.stream()
                .map(route -> new MessageExplanation.RouteAnswer(route, false, why, Optional.empty()))
                .toList();
    }

    List<MessageExplanation.RouteAnswer> of(Rehearsal rehearsal, Publication message) {
        List<RouteChoice> choices = rehearsal.choices().apply(message);
        Map<String, RouteChoice> byRoute = new HashMap<>();
        choices.forEach(choice -> byRoute.put(choice.route().id(), choice));
        return rehearsal.routes().stream()
                .map(route -> Optional.ofNullable(byRoute.get(route.id()))
                        .map(choice -> answer(choice, choices, message))
                        .orElseGet(() -> new MessageExplanation.RouteAnswer(
                                route,
                                false,
                                route.takes()
                                        ? "its topic filter " + route.topic() + " does not match " + message.topic()
                                        : "it brings messages in, and takes none",
                                Optional.empty())))
                .toList();
    }

    private MessageExplanation.RouteAnswer answer(RouteChoice choice, List<RouteChoice> all, Publication message) {
        Route route = choice.route();
        String why = why(choice, all);
        if (!choice.takes()) {
            return new MessageExplanation.RouteAnswer(route, false, why, Optional.empty());
        }
        try {
            LoggedMessage delivered = contents.of(route).of(LoggedMessage.of(0, 0, message));
            JsonObject wouldSend = targets.of(route.kind()).preview(route.configuration(), delivered);
            return new MessageExplanation.RouteAnswer(route, true, why + state(route), Optional.of(wouldSend));
        } catch (IllegalArgumentException unfit) {
            return new MessageExplanation.RouteAnswer(
                    route,
                    true,
                    why + "; but the message would become a dead letter: " + unfit.getMessage(),
                    Optional.empty());
        }
    }

    private static String why(RouteChoice choice, List<RouteChoice> all) {
        Route route = choice.route();
        String condition = route.selection().condition();
        return switch (choice.why()) {
            case TOPIC -> "its topic filter " + route.topic() + " matches";
            case CONDITION_HOLDS ->
                "its topic filter " + route.topic() + " matches, and its condition " + condition + " is true";
            case NO_OTHER -> "it is a fallback route, and no other route of the hub takes the message";
            case CONDITION_DOES_NOT_HOLD -> "its condition " + condition + " is false for this message";
            case CONDITION_FAULTY ->
                "its condition " + condition + " cannot be judged for this message, which counts as false: "
                        + choice.fault();
            case ANOTHER_TAKES_IT -> "it is a fallback route, and " + another(all) + " takes the message";
            case SAME_DESTINATION -> "another route takes the message to the same destination";
        };
    }

    private static String another(List<RouteChoice> all) {
        return all.stream()
                .filter(choice -> choice.takes() && !choice.route().selection().fallback())
                .map(choice -> choice.route().name())
                .findFirst()
                .orElse("another");
    }

    private String state(Route route) {
        RouteStatus status = deliveries.statusOf(route);
        return switch (status.state()) {
            case RUNNING -> "";
            case PAUSED -> "; it is paused, so the message waits";
            case FAILING ->
                "; it is failing, so the message waits: "
                        + status.lastError().map(RouteStatus.Failure::message).orElse("");
        };
    }
}
