package org.axletree.hub.registry.route;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axletree.core.topic.TopicFilter;

/**
 * Changes to a route. What is empty stays.
 *
 * @param kind whose configuration is meant; a route keeps its kind
 * @param configuration fields that change
 */
public record RoutePatch(
        Optional<String> name,
        Optional<TopicFilter> topic,
        UnaryOperator<RouteSelection> selection,
        UnaryOperator<RouteContent> content,
        Optional<String> kind,
        Map<String, Object> configuration,
        UnaryOperator<DeliveryPolicy> delivery) {
    /** Nothing changes. */
    public static final RoutePatch NOTHING = new RoutePatch(
            Optional.empty(),
            Optional.empty(),
            selection -> selection,
            content -> content,
            Optional.empty(),
            Map.of(),
            policy -> policy);
}
