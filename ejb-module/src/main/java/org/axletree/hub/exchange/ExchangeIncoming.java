package org.axletree.hub.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.Sender;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.delivery.target.Incoming;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.hub.HubEventSettings;
import org.axletree.hub.registry.route.Route;

/** Publishes what routes bring in, as said by the route. */
@ApplicationScoped
public class ExchangeIncoming implements Incoming {
    /** So long a hub that was renamed is known by its former name. */
    private static final long KNOWN_NANOS = 10_000_000_000L;

    private final Map<String, Named> names = new ConcurrentHashMap<>();

    private record Named(String name, long at) {}

    private Exchange exchange;
    private HubDirectory hubs;

    /** For the container's proxy. */
    protected ExchangeIncoming() {}

    @Inject
    public ExchangeIncoming(Exchange exchange, HubDirectory hubs) {
        this.exchange = exchange;
        this.hubs = hubs;
    }

    @Override
    public CompletionStage<Optional<Reason>> publish(Route route, HubMessage message) {
        String hubName =
                hubs.eventsOf(route.hubId()).map(HubEventSettings::hubName).orElse("");
        Sender sender = new Sender.Bridge(route.hubId(), hubName, route.id(), route.name());
        return exchange.publish(sender, message)
                // What the routes have committed must not come again, even if it was not said to subscribers.
                .thenApply(outcome -> outcome.<Optional<Reason>>fold(
                        Optional::empty,
                        refused -> refused.partly() ? Optional.empty() : Optional.of(refused.reason())));
    }

    private String hubName(String hubId) {
        long now = System.nanoTime();
        return names.compute(
                        hubId,
                        (id, known) -> known != null && now - known.at() < KNOWN_NANOS
                                ? known
                                : new Named(
                                        hubs.eventsOf(id)
                                                .map(HubEventSettings::hubName)
                                                .orElse(""),
                                        now))
                .name();
    }
}
