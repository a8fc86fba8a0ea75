package org.axletree.hub.registry.route;

import java.util.Objects;

/**
 * What a route leads to and belongs to one hub.
 *
 * @param name unique among all kinds, as {@code jms:queue:orders}; at most 512 characters
 * @param label as people know it, as {@code orders}
 * @param field of the configuration that names it
 */
public record RouteDestination(String name, String label, String field) {
    public RouteDestination {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(field, "field");
    }
}
