package org.axletree.hub.registry.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.Problem;

/** A kind of route, as far as the registry and the API need to know it: what it is told, and what is wrong with that. */
public interface RouteKind {
    /** What stands for a secret where it is shown, and for a secret that stays as it is where it is changed. */
    String MASK = "********";

    /** Its name in the API: the {@code type} of a route. Lower case, at most 16 letters. */
    String kind();

    /** The field of a route in the API that holds what it is told. */
    default String configurationName() {
        return kind() + "_config";
    }

    /** What it is told. */
    List<ConfigurationField> fields();

    /**
     * What is wrong with a configuration: with each problem the field's name and what would be right. Must not block for long,
     * and must not show a secret.
     */
    List<Problem.ArgumentProblem> problems(RouteConfiguration configuration);

    /**
     * What it leads to, where that is somebody's: messages of one hub never get into another's. Routes of a hub with the same
     * destination get a message once. Empty where no such thing can be told.
     */
    default Optional<RouteDestination> destination(RouteConfiguration configuration) {
        return Optional.empty();
    }

    /** Whether messages of the hub go there. Else it only brings messages in. */
    default boolean takes(RouteConfiguration configuration) {
        return true;
    }

    /** Whether nothing of the hub that had it lies in a destination any more. May block for a moment. */
    default boolean isVacant(RouteDestination destination) {
        return true;
    }

    /** What was configured, as it may be shown: without secrets. */
    default Map<String, Object> shown(RouteConfiguration configuration) {
        Map<String, Object> shown = new LinkedHashMap<>(configuration.values());
        fields().stream().filter(ConfigurationField::secret).forEach(field -> shown.remove(field.name()));
        return shown;
    }

    /** What a change makes of it: what is absent stays, and so does a secret whose mask is given. */
    default RouteConfiguration changed(RouteConfiguration before, Map<String, Object> changes) {
        Map<String, Object> values = new LinkedHashMap<>(before.values());
        changes.forEach((name, value) -> {
            if (!MASK.equals(value)) {
                values.put(name, value);
            }
        });
        return new RouteConfiguration(before.kind(), values);
    }
}
