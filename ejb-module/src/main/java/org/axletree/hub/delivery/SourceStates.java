package org.axletree.hub.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.SourceReports;
import org.axletree.hub.registry.route.Route;

/** How those routes are that bring messages in. */
final class SourceStates implements SourceReports {
    private final DeliveryListener listener;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    private record State(Route route, FailureState failure) {}

    SourceStates(DeliveryListener listener) {
        this.listener = listener;
    }

    /** These there are, and no others. */
    void know(List<Route> routes) {
        Set<String> ids = routes.stream().map(Route::id).collect(Collectors.toSet());
        states.keySet().retainAll(ids);
        routes.forEach(route -> states.compute(route.id(), (id, before) -> {
            FailureState failure = before == null ? new FailureState(listener) : before.failure();
            failure.settings(List.of(route));
            return new State(route, failure);
        }));
    }

    /** What keeps a route from bringing messages in; empty if nothing does. */
    Optional<FailureState> failureOf(String routeId) {
        return Optional.ofNullable(states.get(routeId)).map(State::failure).filter(FailureState::fails);
    }

    @Override
    public void fails(String routeId, String sentence) {
        State state = states.get(routeId);
        if (state != null) {
            state.failure().fails(new Delivery.Retry(sentence), state.route().delivery(), false, false);
        }
    }

    @Override
    public void works(String routeId) {
        State state = states.get(routeId);
        if (state != null) {
            state.failure().works();
        }
    }

    @Override
    public void refused(String routeId, Reason reason, String topic) {
        State state = states.get(routeId);
        if (state != null) {
            listener.refused(state.route(), reason, topic);
        }
    }
}
