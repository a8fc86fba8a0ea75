package org.axletree.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.axletree.core.door.Admission.Admitted;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.history.LocalPresence;
import org.axletree.hub.live.TestLive;
import org.axletree.hub.registry.route.RouteSelection;
import org.axletree.hub.registry.route.RoutesInMemory;
import org.axletree.hub.telemetry.HubMetrics;
import org.junit.jupiter.api.Test;

/** Conditions and fallback routes. */
final class RouteConditionsTest {
    private static final Admitted PUMP = PublishedMessage.sender("hub", "pump");

    private final RoutesInMemory directory = new RoutesInMemory();
    private final RouteTables routes = new RouteTables(directory);
    private final Dispatcher dispatcher =
            new Dispatcher(routes, new LocalPresence(), new HubMetrics(), TestDialects.all(), TestLive.nobodyWatches());

    @Test
    void messageOfATopic_whereConditionsHaveASay_goesToCandidates_andEachIsAskedLater() {
        directory.put("hub", "all", "a/#", "queue 1");
        directory.put("hub", "hot", "a/+", "queue 2", new RouteSelection("json.t > 30", false));
        directory.put("hub", "rest", "#", "queue 3", new RouteSelection("", true));
        directory.put("hub", "cold", "b", "queue 4", new RouteSelection("json.t < 0", false));
        routes.load();

        assertThat(chosen("a/b", "{\"t\":31}")).containsExactly("all", "hot");
        assertThat(chosen("a/b", "{\"t\":29}")).containsExactly("all");
        assertThat(chosen("a/b", "no JSON")).containsExactly("all");
        assertThat(chosen("b", "{\"t\":-1}")).containsExactly("cold");
        assertThat(chosen("b", "{\"t\":1}")).containsExactly("rest");
        assertThat(chosen("b", "")).containsExactly("rest");
        assertThat(((Screening.Routed) screen(PUMP, "a/b")).routes().candidates())
                .isTrue();
    }

    @Test
    void fallbackRoute_takesWhatNoOtherTakes_withoutBeingAskedForEach() {
        directory.put("hub", "all", "a/#", "queue 1");
        directory.put("hub", "rest", "#", "queue 2", new RouteSelection("", true));
        routes.load();

        assertThat(targets(screen(PUMP, "a/b"))).containsExactly("all");
        assertThat(targets(screen(PUMP, "b"))).containsExactly("rest");
        assertThat(((Screening.Routed) screen(PUMP, "b")).routes().candidates()).isFalse();
    }

    @Test
    void message_thatNoConditionTakes_goesNowhere() {
        directory.put("hub", "hot", "a", "queue 1", new RouteSelection("json.t > 30", false));
        directory.put("hub", "rest", "a", "queue 2", new RouteSelection("qos == 2", true));
        routes.load();

        assertThat(chosen("a", "{\"t\":1}")).isEmpty();
    }

    /** The one that would have been chosen for both may be the one whose condition does not hold. */
    @Test
    void routesOfOneQueue_areOne_amongThoseThatTakeTheMessage() {
        directory.put("hub", "r1", "a", "one queue", new RouteSelection("json.t > 30", false));
        directory.put("hub", "r2", "a", "one queue");
        routes.load();

        assertThat(chosen("a", "{\"t\":31}")).containsExactly("r1");
        assertThat(chosen("a", "{\"t\":1}")).containsExactly("r2");
    }

    private Screening screen(Sender sender, String topic) {
        return dispatcher.screen(List.of(PublishedMessage.of(sender, topic)))[0];
    }

    private static List<String> targets(Screening screening) {
        return ((Screening.Routed) screening).routes().routeIds();
    }

    private List<String> chosen(String topic, String json) {
        PublishedMessage message = PublishedMessage.of(PUMP, topic).with(json.getBytes(StandardCharsets.UTF_8));
        Screening.Routed routed = (Screening.Routed) dispatcher.screen(List.of(message))[0];
        return dispatcher.choose(List.of(new RoutedPublication(message, routed.routes()))).stream()
                .flatMap(one -> one.routes().routeIds().stream())
                .toList();
    }
}
