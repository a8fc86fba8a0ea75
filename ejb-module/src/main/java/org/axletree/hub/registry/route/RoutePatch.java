package org.axletree.hub.registry.route;

import java.util.Optional;
import org.axletree.core.topic.TopicFilter;

/** Changes to a route. What is empty stays. */
public record RoutePatch(Optional<String> name, Optional<TopicFilter> topic, Optional<String> queueName) {}
