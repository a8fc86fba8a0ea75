package org.axletree.hub.registry.route;

import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.authority.TestSecrets;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.settings.HubSettings;

/** The routes' services over a registry, with one kind of route: queues, and a password. */
public final class TestRoutes {
    /** The names of queues in which something lies. */
    public static final Set<String> OCCUPIED = ConcurrentHashMap.newKeySet();

    private TestRoutes() {}

    public static RouteService service(Registry registry, HubSettings settings, Event<RegistryChange> events) {
        return new RouteService(
                registry,
                settings,
                new RouteArguments(kinds()),
                new RouteDestinations(kinds(), mapper()),
                kinds(),
                mapper(),
                events);
    }

    public static RouteDirectory directory(Registry registry) {
        return new RouteDirectory(registry, mapper());
    }

    private static RouteMapper mapper() {
        return new RouteMapper(kinds(), new SealedConfiguration(TestSecrets.box()));
    }

    public static RouteKinds kinds() {
        return new RouteKinds(List.of(new Queues()));
    }

    public static RouteConfiguration queue(String name) {
        return new RouteConfiguration("jms", Map.of("queue_name", name));
    }

    public static NewRoute newRoute(String region, String hubId, String name, String topic, String queueName) {
        return new NewRoute(region, hubId, name, TopicFilter.of(topic), queue(queueName), DeliveryPolicy.STANDARD);
    }

    /** A route to a queue. */
    public static Route route(String id, String hubId, String topic, String queueName) {
        return new Route(
                id,
                hubId,
                "fr-par",
                id,
                TopicFilter.of(topic),
                RouteSelection.ALL,
                RouteContent.AS_IS,
                queue(queueName),
                new Queues().destination(queue(queueName)),
                true,
                DeliveryPolicy.STANDARD,
                false,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static final class Queues implements RouteKind {
        @Override
        public String kind() {
            return "jms";
        }

        @Override
        public List<ConfigurationField> fields() {
            return List.of(
                    ConfigurationField.text("queue_name"),
                    ConfigurationField.text("password").sealed());
        }

        @Override
        public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
            return configuration.text("queue_name").isEmpty()
                    ? List.of(new Problem.ArgumentProblem("queue_name", "required", "is empty"))
                    : List.of();
        }

        @Override
        public Optional<RouteDestination> destination(RouteConfiguration configuration) {
            String name = configuration.text("queue_name");
            return Optional.of(new RouteDestination("jms:queue:" + name, name, "queue_name"));
        }

        @Override
        public boolean isVacant(RouteDestination destination) {
            return !OCCUPIED.contains(destination.label());
        }
    }
}
