package org.axletree.core.door;

import java.util.Objects;
import org.axletree.core.route.RouteSet;

/** A publication on its way to the queues of its routes. */
public record RoutedPublication(Publication publication, RouteSet routes) {
    public RoutedPublication {
        Objects.requireNonNull(publication, "publication");
        Objects.requireNonNull(routes, "routes");
    }
}
