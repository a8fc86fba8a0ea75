package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.core.door.Durability;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.delivery.log.DeadLetter;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.Targets;
import org.axletree.hub.delivery.target.toy.ToyTarget;
import org.axletree.hub.enrichment.Enrichment;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteContent;
import org.axletree.hub.registry.route.RouteDirectory;
import org.axletree.hub.registry.route.RouteKinds;
import org.axletree.hub.registry.route.RouteSelection;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How messages come from the log to targets, with a kind of target that only tests know. */
class RouteDeliveriesTest {
    @TempDir
    private Path directory;

    private final ToyTarget toy = new ToyTarget();
    private final Heard heard = new Heard();
    private final List<Route> routes = new ArrayList<>();
    private final RouteDeliveries deliveries =
            new RouteDeliveries(
                    new Settings(),
                    new Directory(),
                    new Targets(List.of(toy)),
                    new RouteContents(new TwinFields(null)),
                    heard) {
                @Override
                ThreadFactory threadFactory() {
                    return Executors.defaultThreadFactory();
                }
            };

    @AfterEach
    void stop() {
        deliveries.stop();
    }

    @Test
    void newKind_isOneBean_knownToTheRegistry_andServed() throws InterruptedException {
        assertThat(new RouteKinds(List.of(toy)).find("toy")).contains(toy);
        start(route("one", policy("")));
        say("a/b");

        assertThat(next(toy.shelves)).isEqualTo("one/a/b");
    }

    @Test
    void targetThatFails_isAskedWithOneMessage_andGetsTheRestInOrderWhenItIsBack() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(3);
        toy.outcome =
                shelved -> failures.getAndDecrement() > 0 ? new Delivery.Retry("out of order") : Delivery.DELIVERED;
        start(route("one", policy("")));
        say("a/1", "a/2", "a/3", "a/4");

        for (int i = 1; i <= 4; i++) {
            assertThat(next(toy.shelves)).isEqualTo("one/a/" + i);
        }
        next(toy.calls);
        assertThat(List.of(next(toy.calls), next(toy.calls), next(toy.calls)))
                .as("two more failures, and the one that finds it well")
                .containsOnly(1);
        assertThat(next(heard.said)).isEqualTo("fails: out of order");
        assertThat(next(heard.said)).isEqualTo("works");
        assertThat(deliveries.statusOf(routes.get(0)).state()).isEqualTo(RouteStatus.State.RUNNING);
    }

    @Test
    void messageThatExpiredWhileItWaited_isDead_andTheNextIsDelivered() throws InterruptedException, IOException {
        start(route("one", policy("")));
        deliveries.append(List.of(routed(PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "old")
                .with(new MessageProperties(false, "", "", new byte[0], OptionalLong.of(60), List.of())))));
        say("new");

        assertThat(next(toy.shelves)).isEqualTo("one/new");
        assertThat(next(heard.said)).isEqualTo("dead on one");
        assertThat(letters("one")).extracting(DeadLetter::error).containsExactly("expired after 60 s");
    }

    @Test
    void payload_thatIsNotAsTheSchemaOfItsRouteSays_goesToTheRouteForWhatIsDead() throws InterruptedException {
        RouteContent content = new RouteContent(
                Optional.of(Json.createObjectBuilder().add("type", "number").build()),
                new Enrichment(Map.of("of", "{{ hub.name }}/{{ device.name }}")));
        start(route("one", policy("two"), content), route("two", policy("")));
        deliveries.append(List.of(
                routed(PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "bad")
                        .with("x".getBytes())),
                routed(PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "good")
                        .with("7".getBytes()))));

        Set<String> shelves = Set.of(next(toy.shelves), next(toy.shelves));
        assertThat(shelves).containsExactlyInAnyOrder("one/good", "two/bad");
        Map<String, LoggedMessage> byTopic = Stream.of(next(toy.messages), next(toy.messages))
                .collect(Collectors.toMap(LoggedMessage::topic, Function.identity()));
        LoggedMessage good = byTopic.get("good");
        assertThat(good.enrichment())
                .isEqualTo(Map.of(
                        "of", good.origin().hubName() + "/" + good.origin().name()));
        assertThat(byTopic.get("bad").enrichment()).isEmpty();
        assertThat(byTopic.get("bad").annotations().get(1).value())
                .isEqualTo("the payload is not as the schema of the route says: is no JSON");
        assertThat(next(heard.said)).isEqualTo("dead on one");
        assertThat(next(heard.reasons)).isEqualTo(Reason.ROUTE_PAYLOAD_INVALID);
    }

    @Test
    void deadLetter_isForgotten_whenItIsOld() throws InterruptedException, IOException {
        toy.outcome = shelved -> new Delivery.Dead("does not fit");
        start(route("one", policy("")), route("two", policy("")));
        say("bad", "worse");
        while (letters("one").size() < 2) {
            assertThat(next(heard.said)).isEqualTo("dead on one");
            assertThat(next(heard.reasons)).isEqualTo(Reason.ROUTE_MESSAGE_DEAD);
        }

        deliveries.forgetDeadLetters(Instant.now().plus(Duration.ofDays(29)));
        assertThat(letters("one")).hasSize(2);
        deliveries.forgetDeadLetters(Instant.now().plus(Duration.ofDays(31)));
        assertThat(letters("one")).isEmpty();
        assertThat(deliveries.log().deadLetters().messagesOf("one")).isZero();
    }

    @Test
    void deadMessage_goesToTheRouteThatIsNamedForIt_andNoFurther() throws InterruptedException, IOException {
        toy.outcome = shelved -> shelved.endsWith("bad") && shelved.startsWith("one") || shelved.endsWith("worse")
                ? new Delivery.Dead("does not fit " + shelved)
                : Delivery.DELIVERED;
        start(route("one", policy("two")), route("two", policy("one")));
        say("bad", "worse");

        assertThat(next(toy.shelves)).isEqualTo("two/bad");
        assertThat(next(toy.messages).annotations())
                .extracting(property -> property.name() + "=" + property.value())
                .containsExactly("dead_route_id=one", "dead_error=does not fit one/bad");
        assertThat(next(heard.said)).isEqualTo("dead on one");
        while (letters("two").isEmpty()) {
            assertThat(next(heard.said)).startsWith("dead on");
        }
        assertThat(letters("two")).extracting(DeadLetter::error).containsExactly("does not fit two/worse");
        assertThat(letters("one")).isEmpty();
    }

    private List<DeadLetter> letters(String routeId) throws IOException {
        return deliveries.log().deadLetters().list(routeId, 0, 10);
    }

    private void start(Route... all) {
        routes.addAll(List.of(all));
        deliveries.start();
    }

    private void say(String... topics) {
        List<RoutedPublication> batch = new ArrayList<>();
        for (String topic : topics) {
            batch.add(routed(PublishedMessage.of(PublishedMessage.sender("hub", "pump"), topic)));
        }
        deliveries.append(batch);
    }

    /** To the first route. */
    private RoutedPublication routed(PublishedMessage message) {
        return new RoutedPublication(
                message, RouteSet.of("hub", List.of(routes.get(0).id())));
    }

    static Route route(String id, DeliveryPolicy policy) {
        return route(id, policy, RouteContent.AS_IS);
    }

    private static Route route(String id, DeliveryPolicy policy, RouteContent content) {
        return new Route(
                id,
                "hub",
                "fr-par",
                id,
                TopicFilter.of("#"),
                RouteSelection.ALL,
                content,
                new RouteConfiguration("toy", Map.of(ToyTarget.SHELF, id)),
                Optional.empty(),
                true,
                policy,
                false,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static DeliveryPolicy policy(String onDead) {
        return new DeliveryPolicy(1, 5, 0, 0, 1_000, DeliveryPolicy.WhenFull.HOLD, 256, onDead);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    /** What the owner would be told. */
    private static final class Heard implements DeliveryListener {
        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        private final BlockingQueue<Reason> reasons = new LinkedBlockingQueue<>();

        @Override
        public void committed(List<RoutedPublication> messages) {}

        @Override
        public void settled(Route route, int delivered, List<Death> dead) {
            dead.forEach(death -> {
                said.add("dead on " + route.id());
                reasons.add(death.reason());
            });
        }

        @Override
        public void givenUp(Route route, int messages) {
            said.add("given up " + messages);
        }

        @Override
        public void fails(Route route, String error, long times) {
            said.add("fails: " + error);
        }

        @Override
        public void works(Route route) {
            said.add("works");
        }

        @Override
        public void refused(Route route, Reason reason, String topic) {
            said.add("refused " + reason);
        }
    }

    private final class Settings extends HubSettings {
        @Override
        public boolean areRoutesOnHold() {
            return false;
        }

        @Override
        public Path routeLogDirectory() {
            return directory;
        }

        @Override
        public Durability durability() {
            return Durability.PROCESS;
        }

        @Override
        public int limit(HubLimit limit) {
            return limit.standard();
        }
    }

    private final class Directory extends RouteDirectory {
        @Override
        public Map<String, List<Route>> routesByHub() {
            return Map.of("hub", routes);
        }
    }
}
