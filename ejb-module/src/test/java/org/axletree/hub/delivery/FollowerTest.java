package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axletree.core.door.Durability;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Sender;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.delivery.log.BacklogBound;
import org.axletree.hub.delivery.log.LogBounds;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.RouteCursor;
import org.axletree.hub.delivery.log.RouteLog;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteContent;
import org.axletree.hub.registry.route.RouteSelection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages between the log and a target. */
class FollowerTest {
    private static final int MANY = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private volatile int gatheringMillis;

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final DeliveryThreads threads = new DeliveryThreads(2, Executors.defaultThreadFactory());
    private volatile Function<LoggedMessage, Delivery> target = message -> Delivery.DELIVERED;
    private RouteLog log;
    private RouteCursor cursor;

    @BeforeEach
    void open() throws IOException {
        log = RouteLog.open(
                directory.resolve("log"), Durability.PROCESS, new LogBounds(1 << 30, 1 << 30, 1 << 20, 10, 1 << 20));
        cursor = log.cursor("hub", "route");
    }

    @AfterEach
    void close() throws IOException {
        threads.close();
        log.close();
    }

    @Test
    void expiredMessage_isADeadLetter_andOthersAreDelivered() {
        append("one", OptionalLong.of(60));
        append("two", OptionalLong.empty());
        append("three", OptionalLong.of(1_000_000_000_000L));

        follow(DeliveryPolicy.STANDARD);

        await().atMost(Duration.ofMinutes(1)).until(() -> cursor.size().messages() == 0);
        assertThat(delivered).containsExactly("two", "three");
        assertThat(log.deadLetters().messagesOf("route")).isEqualTo(1);
    }

    @Test
    void messageThatIsDelivered_isNotOverAgedAfterwards_norIsOneThatIsDead() {
        DeliveryPolicy policy =
                new DeliveryPolicy(1, 1, 0, Integer.MAX_VALUE, 100, DeliveryPolicy.WhenFull.HOLD, 10, "");
        target = message -> text(message).equals("bad") ? new Delivery.Dead("no") : Delivery.DELIVERED;
        append("good", OptionalLong.empty());
        append("bad", OptionalLong.empty());

        follow(policy);

        await().atMost(Duration.ofMinutes(1)).until(() -> cursor.size().messages() == 0);
        assertThat(delivered).containsExactly("good");
        assertThat(log.deadLetters().messagesOf("route")).isEqualTo(1);
    }

    @Test
    void targetThatFails_isToldOnce_andEverythingComesInOrderWhenItIsWell() {
        List<Boolean> answers = new CopyOnWriteArrayList<>(List.of(false, false, false));
        target = message -> answers.isEmpty() || answers.remove(0) ? Delivery.DELIVERED : new Delivery.Retry("away");
        for (int i = 0; i < 20; i++) {
            append(Integer.toString(i), OptionalLong.empty());
        }

        follow(new DeliveryPolicy(1, 1, 0, 0, 100, DeliveryPolicy.WhenFull.HOLD, 10, ""));

        await().atMost(Duration.ofMinutes(1)).until(() -> cursor.size().messages() == 0);
        assertThat(delivered).hasSize(20).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
        assertThat(told).containsSubsequence("fails away", "works");
        assertThat(told.stream().filter("fails away"::equals)).hasSize(1);
    }

    /** Or two routes that fail would tell each other of it without an end. */
    @Test
    void targetThatFailsWithAnEventOfAnotherRoute_isNotToldOf_butFails() {
        List<Boolean> answers = new CopyOnWriteArrayList<>(List.of(false));
        target = message -> answers.isEmpty() || answers.remove(0) ? Delivery.DELIVERED : new Delivery.Retry("away");
        append(Sender.Hub.aboutRoute("hub", "Hub", "other", "Other"), "event", OptionalLong.empty());

        follow(new DeliveryPolicy(1, 1, 0, 0, 100, DeliveryPolicy.WhenFull.HOLD, 10, ""));

        await().atMost(Duration.ofMinutes(1)).until(() -> cursor.size().messages() == 0);
        assertThat(delivered).containsExactly("event");
        assertThat(told).containsExactly("delivered 1");
    }

    @Test
    void pauseThatIsOverBeforeTheTurnIs_endsAllTheSame() {
        AtomicBoolean away = new AtomicBoolean(true);
        target = message -> away.getAndSet(false) ? new Delivery.Retry("away") : Delivery.DELIVERED;
        append("at last", OptionalLong.empty());
        try (DeliveryThreads hasty = new DeliveryThreads(2, Executors.defaultThreadFactory()) {
            @Override
            void later(long millis, Runnable task) {
                task.run();
            }
        }) {
            follow(DeliveryPolicy.STANDARD, hasty);

            await().atMost(PATIENCE).until(() -> cursor.size().messages() == 0);
            assertThat(delivered).containsExactly("at last");
        }
    }

    @Test
    void targetThatGathers_getsWhateverComesMeanwhile_inOrder() {
        gatheringMillis = 1;
        follow(new DeliveryPolicy(1, 1, 0, 0, 1_000, DeliveryPolicy.WhenFull.HOLD, 10, ""));

        for (int i = 0; i < MANY; i++) {
            append(Integer.toString(i), OptionalLong.empty());
        }

        await().atMost(PATIENCE).until(() -> cursor.size().messages() == 0);
        assertThat(delivered)
                .containsExactlyElementsOf(
                        IntStream.range(0, MANY).mapToObj(Integer::toString).toList());
    }

    private void follow(DeliveryPolicy policy) {
        follow(policy, threads);
    }

    private void follow(DeliveryPolicy policy, DeliveryThreads by) {
        Instant now = Instant.EPOCH;
        Route route = new Route(
                "route",
                "hub",
                "fr-par",
                "r",
                TopicFilter.of("#"),
                RouteSelection.ALL,
                RouteContent.AS_IS,
                new RouteConfiguration("test", Map.of()),
                Optional.empty(),
                true,
                policy,
                false,
                now,
                now);
        Follower follower = new Follower((id, configuration) -> new Target(), by, new Told(), buried -> {});
        cursor.follow(new BacklogBound(1_000, true), follower::wake);
        follower.follow(List.of(new Member(route, cursor, RouteContents.Content.AS_IS)));
    }

    private final class Target implements TargetConnection {
        @Override
        public List<Delivery> deliver(List<LoggedMessage> batch) {
            return FollowerTest.this.deliver(batch);
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public int gatheringMillis() {
            return gatheringMillis;
        }
    }

    private List<Delivery> deliver(List<LoggedMessage> batch) {
        List<Delivery> outcomes = new ArrayList<>();
        for (LoggedMessage message : batch) {
            Delivery outcome = target.apply(message);
            outcomes.add(outcome);
            if (outcome == Delivery.DELIVERED) {
                delivered.add(text(message));
            }
            if (outcome instanceof Delivery.Retry) {
                return outcomes;
            }
        }
        return outcomes;
    }

    private static String text(LoggedMessage message) {
        return new String(message.payload());
    }

    private void append(String text, OptionalLong expirySeconds) {
        append(PublishedMessage.sender("hub", "pump"), text, expirySeconds);
    }

    private void append(Sender sender, String text, OptionalLong expirySeconds) {
        MessageProperties properties = new MessageProperties(false, "", "", new byte[0], expirySeconds, List.of());
        log.append(List.of(new RoutedPublication(
                PublishedMessage.of(sender, "a").with(text.getBytes()).with(properties),
                RouteSet.of("hub", List.of("route")))));
    }

    private final class Told implements DeliveryListener {
        @Override
        public void committed(List<RoutedPublication> messages) {}

        @Override
        public void settled(Route route, int count, List<Death> dead) {
            if (count > 0) {
                told.add("delivered " + count);
            }
        }

        @Override
        public void givenUp(Route route, int messages) {
            told.add("given up " + messages);
        }

        @Override
        public void fails(Route route, String error, long times) {
            told.add("fails " + error);
        }

        @Override
        public void refused(Route route, Reason reason, String topic) {
            told.add("refused " + reason.label());
        }

        @Override
        public void works(Route route) {
            told.add("works");
        }
    }
}
