package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;
import org.axletree.hub.enrichment.Enrichment;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.schema.PayloadSchema;

/** What routes demand of messages, and add to them. */
@ApplicationScoped
public class RouteContents {
    private TwinFields twins;

    /** For the container's proxy. */
    protected RouteContents() {}

    @Inject
    RouteContents(TwinFields twins) {
        this.twins = twins;
    }

    /** The same for all messages of a route. From any thread. */
    public interface Content {
        /** Leaves messages as they are. */
        Content AS_IS = message -> message;

        /**
         * What its target gets of a message. May block for a moment.
         *
         * @throws IllegalArgumentException if the payload is not what the route demands; its text says why
         */
        LoggedMessage of(LoggedMessage message);
    }

    /** What a route does to its messages. */
    public Content of(Route route) {
        Optional<PayloadSchema> schema = route.content().schema().map(PayloadSchema::of);
        Enrichment enrichment = route.content().enrichment();
        if (schema.isEmpty() && enrichment.texts().isEmpty()) {
            return Content.AS_IS;
        }
        return message -> {
            schema.flatMap(demands -> demands.problemOf(message.payload())).ifPresent(problem -> {
                throw new IllegalArgumentException("the payload is not as the schema of the route says: " + problem);
            });
            return enrichment.texts().isEmpty()
                    ? message
                    : message.enriched(enrichment.fill(place -> find(route, message.origin(), place)));
        };
    }

    private Optional<String> find(Route route, Origin origin, String place) {
        boolean device = origin.kind() == Origin.Kind.DEVICE || origin.kind() == Origin.Kind.HUB;
        if (Enrichment.isOfTwin(place)) {
            return device && !origin.id().isEmpty()
                    ? twins.find(route.region(), origin.id(), place.substring(place.indexOf('.') + 1))
                    : Optional.empty();
        }
        return Optional.of(
                        switch (place) {
                            case "hub.id" -> origin.hubId();
                            case "hub.name" -> origin.hubName();
                            case "device.id" -> device ? origin.id() : "";
                            case "device.name" -> device ? origin.name() : "";
                            default -> "";
                        })
                .filter(value -> !value.isEmpty());
    }
}
