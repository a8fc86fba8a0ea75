package org.axletree.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.door.Admission.Admitted;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.dialect.ShoutingDialect;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.history.LocalPresence;
import org.axletree.hub.history.Presence;
import org.axletree.hub.live.TestLive;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RoutesInMemory;
import org.axletree.hub.telemetry.HubMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DispatcherTest {
    private static final Admitted PUMP = PublishedMessage.sender("hub", "pump");
    private static final Admitted OTHER_HUBS_PUMP = PublishedMessage.sender("other hub", "pump 2");

    private static final Sender NETWORK = new Sender.Network("hub", "My hub", "n", "rest");
    private static final Screening UNAUTHORIZED = new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED);
    private static final SessionRules CUTTING = new SessionRules(
            SessionRules.Retention.KEPT,
            true,
            Qos.EXACTLY_ONCE,
            Qos.EXACTLY_ONCE,
            1,
            SessionRules.KeepAlive.ANY,
            List.of(),
            true,
            true,
            OptionalLong.empty(),
            OptionalInt.empty(),
            SessionRules.ForeignTopic.CUT,
            1);

    private final RoutesInMemory directory = new RoutesInMemory();
    private final RouteTables routes = new RouteTables(directory);
    private final Presence presence = new LocalPresence();
    private final Dispatcher dispatcher =
            new Dispatcher(routes, presence, new HubMetrics(), TestDialects.all(), TestLive.nobodyWatches());

    @Test
    void message_ofARoutedTopic_goesToEveryRouteThatWantsIt() {
        directory.put("hub", "r2", "a/#", "queue 2");
        directory.put("hub", "r1", "a/+", "queue 1");
        directory.put("hub", "r3", "b", "queue 3");
        routes.load();

        assertThat(targets(screen(PUMP, "a/b"))).containsExactly("r1", "r2");
        assertThat(targets(screen(PUMP, "a/b/c"))).containsExactly("r2");
        assertThat(screen(PUMP, "c")).isEqualTo(Screening.UNROUTED);
    }

    @Test
    void message_ofAnotherHub_meetsThatHubsRoutesOnly() {
        directory.put("hub", "r1", "#", "queue 1");
        routes.load();

        assertThat(screen(OTHER_HUBS_PUMP, "a")).isEqualTo(Screening.UNROUTED);
        assertThat(screen(PUMP, "a")).isInstanceOf(Screening.Routed.class);
    }

    @Test
    void topicOfTheSystem_isRoutedOnlyIfTheRouteSaysSo() {
        directory.put("hub", "r1", "#", "queue 1");
        directory.put("hub", "r2", "$plant/#", "queue 2");
        routes.load();

        assertThat(targets(screen(PUMP, "$plant/events"))).containsExactly("r2");
    }

    @Test
    void forbiddenTopic_isDropped_andTheRestOfTheBatchGoesOn() {
        Admitted restricted = PublishedMessage.sender(
                "hub",
                "valve",
                new MessageFilters(
                        new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("ok/#"))),
                        MessageFilter.EVERYTHING));

        assertThat(dispatcher.screen(List.of(
                        PublishedMessage.of(restricted, "ok/1"),
                        PublishedMessage.of(restricted, "bad"),
                        PublishedMessage.of(PUMP, "bad"))))
                .containsExactly(
                        Screening.UNROUTED, new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED), Screening.UNROUTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$SCW/twins/me/state/get", "$SCW/twins/pump/state/put", "$SCW/twins/valve/a/b"})
    void l3_requestToATwin_isTheHubsOwn_whateverTheRoutes(String topic) {
        directory.put("hub", "r1", "$SCW/#", "queue 1");
        routes.load();

        assertThat(screen(PUMP, topic)).isEqualTo(Screening.ASKED);
    }

    /** Whoever subscribed to events or answers would take it for one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$SCW",
                "$SCW/",
                "$SCW/events/error/device/pump",
                "$SCW/twinset/me/state/get",
                "$SCW/twins",
                "$SCW/twins/me",
                "$SCW/twins/me/state",
                "$SCW/twins/me/state/get/response/success",
                "$SCW/twins/me/state/get/"
            })
    void i1_l3_whatIsNoRequestToATwin_isDropped_belowTheHubsOwnLevel(String topic) {
        assertThat(screen(PUMP, topic)).isEqualTo(new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED));
    }

    @Test
    void l3_topicOfARequest_isNotTooLong() {
        String topic = "$SCW/twins/me/" + "x".repeat(2_000) + "/get";

        assertThat(screen(PUMP, topic)).isEqualTo(new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED));
    }

    @Test
    void e6_filterThatAcceptsEverything_doesNotAcceptTwins_unlessItNamesThem() {
        assertThat(screen(restricted(FilterPolicy.ACCEPT, "#"), "$SCW/twins/me/state/get"))
                .isInstanceOf(Screening.Dropped.class);
        assertThat(screen(restricted(FilterPolicy.ACCEPT, "$SCW/twins/me/+/get"), "$SCW/twins/me/state/get"))
                .isEqualTo(Screening.ASKED);
        assertThat(screen(restricted(FilterPolicy.ACCEPT, "$SCW/twins/me/+/get"), "$SCW/twins/me/state/put"))
                .isInstanceOf(Screening.Dropped.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$SCW/twins/me/state/put", "$SCW/twins/valve/state/put"})
    void l3_whatIsRejectedUnderOneNameOfTheTwin_isRejectedUnderTheOther(String rejected) {
        Admitted valve = restricted(FilterPolicy.REJECT, rejected);

        assertThat(screen(valve, "$SCW/twins/me/state/put")).isInstanceOf(Screening.Dropped.class);
        assertThat(screen(valve, "$SCW/twins/valve/state/put")).isInstanceOf(Screening.Dropped.class);
        assertThat(screen(valve, "$SCW/twins/me/state/get")).isEqualTo(Screening.ASKED);
    }

    private static Admitted restricted(FilterPolicy policy, String topic) {
        MessageFilter filter = new MessageFilter(policy, List.of(TopicFilter.of(topic)));
        return PublishedMessage.sender("hub", "valve", new MessageFilters(filter, MessageFilter.EVERYTHING));
    }

    @Test
    void newRoute_isLiveAfterReload_alsoForTopicsSeenBefore() {
        routes.load();
        assertThat(screen(PUMP, "a")).isEqualTo(Screening.UNROUTED);

        Route route = directory.put("hub", "r1", "a", "queue 1");
        routes.reload("hub");
        assertThat(targets(screen(PUMP, "a"))).containsExactly("r1");

        directory.remove(route);
        routes.reload("hub");
        assertThat(screen(PUMP, "a")).isEqualTo(Screening.UNROUTED);
    }

    @Test
    void answer_forAKnownTopic_isTheSameObject() {
        directory.put("hub", "r1", "#", "queue 1");
        routes.load();

        assertThat(screen(PUMP, "a")).isSameAs(screen(PUMP, "a"));
    }

    @Test
    void rememberedTopics_areBounded() {
        directory.put("hub", "r1", "#", "queue 1");
        routes.load();

        for (int i = 0; i < 3 * RouteTable.REMEMBERED_TOPICS; i++) {
            screen(PUMP, "topic/" + i);
        }
        screen(PUMP, "x".repeat(RouteTable.REMEMBERED_TOPIC_LENGTH + 1));

        assertThat(routes.of("hub").rememberedTopics()).isBetween(1, RouteTable.REMEMBERED_TOPICS);
    }

    @Test
    void sender_isHeard() {
        presence.arrived("hub", "pump", 1, Instant.ofEpochMilli(5));

        screen(PUMP, "a");

        assertThat(presence.takeActivity(Duration.ZERO))
                .isEqualTo(Map.of("pump", Instant.ofEpochMilli(PublishedMessage.AT)));
    }

    @Test
    void answers_areOneForEachMessage_ofWhateverHubs() {
        directory.put("hub", "r1", "a", "queue 1");
        routes.load();

        Screening[] answers = dispatcher.screen(List.of(
                PublishedMessage.of(PUMP, "a"),
                PublishedMessage.of(OTHER_HUBS_PUMP, "a"),
                PublishedMessage.of(PUMP, "a")));

        assertThat(Arrays.stream(answers).map(answer -> answer instanceof Screening.Routed))
                .containsExactly(true, false, true);
    }

    /** scaleway.md G4: filters are a device's. */
    @Test
    void message_ofANetworkOrOfTheHub_isNotFiltered_andGoesToItsRoutes() {
        directory.put("hub", "r1", "a/#", "queue 1");
        directory.put("hub", "r2", "$SCW/#", "queue 2");
        routes.load();

        assertThat(targets(screen(NETWORK, "a/b"))).containsExactly("r1");
        assertThat(targets(screen(new Sender.Hub("hub", "My hub"), "$SCW/events/x")))
                .containsExactly("r2");
    }

    /** Nobody speaks for the hub with a network's secret. */
    @Test
    void message_ofANetwork_toATopicOfTheHub_isForbidden() {
        assertThat(screen(NETWORK, "$SCW/events/x")).isEqualTo(UNAUTHORIZED);
        assertThat(screen(NETWORK, "$plant/events")).isEqualTo(Screening.UNROUTED);
    }

    @Test
    void messageOfADialect_goesOnAsTheHubHasIt() {
        directory.put("hub", "r1", "tell/+", "queue 1");
        routes.load();

        Screening routed = screen(shouting(MessageFilters.EVERYTHING), "tell/all!now");
        Screening unrouted = screen(shouting(MessageFilters.EVERYTHING), "other!now");

        assertThat(routed).isInstanceOfSatisfying(Screening.Rewritten.class, rewritten -> {
            assertThat(rewritten.canonical().topic()).isEqualTo("tell/all");
            assertThat(rewritten.canonical().payload()).containsExactly('!');
            assertThat(targets(rewritten.then())).containsExactly("r1");
        });
        assertThat(((Screening.Rewritten) unrouted).then()).isEqualTo(Screening.UNROUTED);
        assertThat(screen(shouting(MessageFilters.EVERYTHING), "plain")).isEqualTo(Screening.UNROUTED);
    }

    @Test
    void filter_isAskedAboutTheCanonicalTopic() {
        MessageFilters onlyAll = new MessageFilters(
                new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("tell/all"))), MessageFilter.EVERYTHING);

        assertThat(screen(shouting(onlyAll), "tell/all!now")).isInstanceOf(Screening.Rewritten.class);
        assertThat(screen(shouting(onlyAll), "tell/one!now")).isEqualTo(UNAUTHORIZED);
        assertThat(screen(shouting(onlyAll), "$shout/ask/x")).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void requestAndRefusal_areTheDialects() {
        assertThat(screen(shouting(MessageFilters.EVERYTHING), "$shout/ask/x")).isEqualTo(Screening.ASKED);
        assertThat(screen(shouting(MessageFilters.EVERYTHING), "far/away"))
                .isEqualTo(new Screening.Dropped(Reason.INVALID_TOPIC, true));
    }

    /** Whoever hears it would take it for the hub's, whatever dialect its sender speaks. */
    @Test
    void topicOfTheHub_inOneDialect_isForbiddenInEveryOther() {
        assertThat(screen(PUMP, "$shout/answer")).isEqualTo(UNAUTHORIZED);
        assertThat(screen(PUMP, "$shout/ask/x")).isEqualTo(UNAUTHORIZED);
        assertThat(screen(shouting(MessageFilters.EVERYTHING), "$SCW/events/error/device/a"))
                .isEqualTo(UNAUTHORIZED);
        assertThat(screen(shouting(MessageFilters.EVERYTHING), "$SCW/events!x")).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void foreignTopic_endsTheConnection_whereTheDialectSaysSo() {
        assertThat(screen(strict(MessageFilters.EVERYTHING), "$SCW/events"))
                .isEqualTo(new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED, true));
    }

    @Test
    void messageFilter_dropsTheMessage_andEndsNoConnection_whateverTheDialectDoesToForeignTopics() {
        MessageFilters nothing =
                new MessageFilters(new MessageFilter(FilterPolicy.ACCEPT, List.of()), MessageFilter.EVERYTHING);

        assertThat(screen(strict(nothing), "plain")).isEqualTo(UNAUTHORIZED);
        assertThat(screen(strict(nothing), "$shout/ask/x")).isEqualTo(UNAUTHORIZED);
    }

    private static Admitted strict(MessageFilters filters) {
        return new Admitted(
                PUMP.identity(), filters, PUMP.limits(), PUMP.plan(), false, 0, ShoutingDialect.NAME, CUTTING);
    }

    private static Admitted shouting(MessageFilters filters) {
        return new Admitted(
                PUMP.identity(),
                filters,
                PUMP.limits(),
                PUMP.plan(),
                false,
                0,
                ShoutingDialect.NAME,
                SessionRules.MQTT);
    }

    private Screening screen(Sender sender, String topic) {
        return dispatcher.screen(List.of(PublishedMessage.of(sender, topic)))[0];
    }

    private static List<String> targets(Screening screening) {
        assertThat(screening).isInstanceOf(Screening.Routed.class);
        return ((Screening.Routed) screening).routes().routeIds();
    }

    /** Contract B2: a message that matches several routes with the same queue is in it once. */
    @Test
    void routes_toTheSameDestination_getAMessageOnce() {
        directory.put("hub", "r1", "a/#", "queue");
        directory.put("hub", "r2", "a/+", "queue");
        directory.put("hub", "r3", "a/b", "other");
        routes.load();

        assertThat(targets(screen(PUMP, "a/b"))).containsExactly("r1", "r3");
    }
}
