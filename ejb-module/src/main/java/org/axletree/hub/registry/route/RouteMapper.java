package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.axletree.core.topic.TopicFilter;

/** Makes routes of rows, and puts what routes are told into rows. */
@ApplicationScoped
class RouteMapper {
    private RouteKinds kinds;
    private SealedConfiguration sealed;

    /** For the container's proxy. */
    protected RouteMapper() {}

    @Inject
    RouteMapper(RouteKinds kinds, SealedConfiguration sealed) {
        this.kinds = kinds;
        this.sealed = sealed;
    }

    Route route(RouteRow row) {
        RouteConfiguration configuration = configuration(row);
        return new Route(
                row.id,
                row.hubId,
                row.region,
                row.name,
                TopicFilter.of(row.topic),
                new RouteSelection(row.condition, row.fallback),
                RouteContent.read(row.content),
                configuration,
                kinds.of(row.kind).destination(configuration),
                kinds.of(row.kind).takes(configuration),
                DeliveryPolicyJson.read(row.delivery),
                row.paused,
                Instant.ofEpochMilli(row.createdAt),
                Instant.ofEpochMilli(row.updatedAt));
    }

    RouteConfiguration configuration(RouteRow row) {
        return sealed.open(row.id, row.kind, row.configuration);
    }

    void configure(RouteRow row, RouteConfiguration configuration) {
        row.configuration = sealed.seal(row.id, kinds.of(configuration.kind()), configuration);
    }
}
