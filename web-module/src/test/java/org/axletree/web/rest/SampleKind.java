package org.axletree.web.rest;

import java.util.List;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteKind;

/** A kind of route with a field of each type. */
final class SampleKind implements RouteKind {
    @Override
    public String kind() {
        return "jms";
    }

    @Override
    public List<ConfigurationField> fields() {
        return List.of(
                ConfigurationField.text("queue_name"),
                ConfigurationField.choice("engine"),
                ConfigurationField.number("port"),
                ConfigurationField.flag("durable"),
                ConfigurationField.texts("headers"),
                ConfigurationField.text("password").sealed());
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        return List.of();
    }
}
