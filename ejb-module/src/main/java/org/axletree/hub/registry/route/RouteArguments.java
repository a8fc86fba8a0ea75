package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.condition.Condition;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.schema.PayloadSchema;

/** What a request may say of a route alone. */
@ApplicationScoped
class RouteArguments {
    private RouteKinds kinds;

    /** For the container's proxy. */
    protected RouteArguments() {}

    @Inject
    RouteArguments(RouteKinds kinds) {
        this.kinds = kinds;
    }

    void configuration(ArgumentCheck check, RouteConfiguration configuration) {
        Optional<RouteKind> kind = kinds.find(configuration.kind());
        if (kind.isEmpty()) {
            check.add(
                    configuration.kind() + "_config",
                    "constraint",
                    "this kind of route is not served (expected: one of "
                            + String.join(
                                    ", ",
                                    kinds.all().stream().map(RouteKind::kind).toList()) + ")");
            return;
        }
        for (Problem.ArgumentProblem problem : kind.get().problems(configuration)) {
            check.add(
                    kind.get().configurationName() + "." + problem.argumentName(),
                    problem.reason(),
                    problem.helpMessage());
        }
    }

    void selection(ArgumentCheck check, RouteSelection selection) {
        Condition.problemWith(selection.condition()).ifPresent(problem -> check.add("condition", "format", problem));
    }

    void content(ArgumentCheck check, RouteContent content) {
        content.schema()
                .flatMap(PayloadSchema::problemWith)
                .ifPresent(problem -> check.add("schema", "format", problem));
        content.enrichment().problem().ifPresent(problem -> check.add("enrichment", "format", problem));
    }

    void delivery(ArgumentCheck check, DeliveryPolicy policy) {
        policy.problems(
                check.limit(HubLimit.ROUTE_BACKLOG_MESSAGES),
                (field, problem) -> check.add("delivery." + field, "constraint", problem));
    }
}
