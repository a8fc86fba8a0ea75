package org.axletree.hub.dispatch;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Screening;
import org.axletree.hub.registry.route.Route;

/**
 * What would become of a message.
 *
 * @param screening where it goes
 * @param routes every route of the hub
 * @param choices what each route does whose topic matches, of the message as the hub has it
 */
public record Rehearsal(
        Screening screening, List<Route> routes, Function<? super Publication, List<RouteChoice>> choices) {
    public Rehearsal {
        Objects.requireNonNull(screening, "screening");
        routes = List.copyOf(routes);
        Objects.requireNonNull(choices, "choices");
    }
}
