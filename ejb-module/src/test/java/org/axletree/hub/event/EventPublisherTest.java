package org.axletree.hub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.axletree.core.door.Sender;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.door.Doors;
import org.axletree.hub.door.RecordingLine;
import org.axletree.hub.door.TestDoors;
import org.axletree.hub.exchange.RecordingCommit;
import org.axletree.hub.exchange.TestExchange;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.history.HubEvent.Severity;
import org.axletree.hub.history.HubEvent.Subject;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.registry.hub.HubEventSettings;
import org.axletree.hub.registry.hub.HubsInMemory;
import org.axletree.hub.registry.route.RoutesInMemory;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventPublisherTest {
    private static final HubSettings STANDARD = new HubSettings() {
        @Override
        public int limit(HubLimit limit) {
            return limit.standard();
        }

        @Override
        public boolean eventTopicsSourceFirst() {
            return false;
        }
    };

    private final HubsInMemory hubs = new HubsInMemory();
    private final RoutesInMemory routes = new RoutesInMemory();
    private final HubHistory history = new HubHistory(STANDARD);
    private final RouteTables tables = new RouteTables(routes);
    private final RecordingLine line = new RecordingLine();
    private final RecordingCommit routeCommit = new RecordingCommit();
    private final Doors doors = new TestDoors(line);
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final EventPublisher publisher =
            new EventPublisher(hubs, history, doors, new TestExchange(tables, routeCommit, doors), STANDARD) {
                @Override
                void execute(Runnable task) {
                    tasks.add(task);
                }
            };

    @BeforeEach
    void open() {
        hubs.put("h", new HubEventSettings("My hub", true, "$SCW/events"));
    }

    @Test
    void events_areSaidByOneTask_inOrder() {
        publisher.tell(event("a", Reason.UNIDENTIFIED));
        publisher.tell(event("b", Reason.UNIDENTIFIED));

        assertThat(tasks).hasSize(1);
        speak();

        assertThat(line.told)
                .containsExactly("publish h $SCW/events/error/device/a", "publish h $SCW/events/error/device/b");
        publisher.tell(event("c", Reason.UNIDENTIFIED));
        assertThat(tasks).hasSize(1);
    }

    @Test
    void hubThatWantsNoEvents_hearsNone_fromTheChangeOn() {
        say("a");
        hubs.put("h", new HubEventSettings("My hub", false, "$SCW/events"));
        publisher.forget("h");
        say("b");
        hubs.put("h", new HubEventSettings("My hub", true, "plant/e"));
        publisher.forget("h");
        say("c");

        assertThat(line.told)
                .containsExactly("publish h $SCW/events/error/device/a", "publish h plant/e/error/device/c");
    }

    @Test
    void eventOfNoHub_orOfOneThatIsGone_isSaidToNobody() {
        publisher.tell(event(HubHistory.UNKNOWN_HUB, "a", Reason.UNIDENTIFIED));
        publisher.tell(event("gone", "b", Reason.UNIDENTIFIED));
        speak();

        assertThat(line.told).isEmpty();
    }

    @Test
    void route_getsTheEvent_withTheDeviceItIsAbout() {
        routes.put("h", "route", "$SCW/events/#", "queue");
        tables.reload("h");
        say("a");

        assertThat(routeCommit.committed).singleElement().satisfies(event -> {
            assertThat(event.routes().routeIds()).containsExactly("route");
            assertThat(event.publication().sender()).isEqualTo(new Sender.Hub("h", "My hub", "a", ""));
        });
    }

    /** A queue that is full must not be filled with complaints about that. */
    @Test
    void event_aboutAQueueThatIsFull_isSaid_butNotRouted() {
        routes.put("h", "route", "$SCW/events/#", "queue");
        tables.reload("h");
        publisher.tell(event("a", Reason.ROUTE_UNAVAILABLE));
        speak();

        assertThat(line.told).hasSize(1);
        assertThat(routeCommit.committed).isEmpty();
    }

    @Test
    void event_aboutARoute_isForTheOthers() {
        routes.put("h", "failing", "$SCW/events/#", "queue");
        routes.put("h", "other", "$SCW/events/#", "another");
        tables.reload("h");
        publisher.tell(new HubEvent(
                "h",
                Instant.EPOCH,
                Severity.ERROR,
                Subject.route("failing", "Shop"),
                Reason.ROUTE_UNAVAILABLE,
                "away",
                ""));
        speak();

        assertThat(routeCommit.committed)
                .singleElement()
                .satisfies(event -> assertThat(event.routes().routeIds()).containsExactly("other"));
    }

    /** Whoever listens is not to suffer from a route. */
    @Test
    void eventThatItsRouteCannotTake_isSaidAllTheSame_andToldInTheList() {
        routes.put("h", "route", "$SCW/events/#", "queue");
        tables.reload("h");
        routeCommit.takes = false;
        say("a");

        assertThat(line.told).containsExactly("publish h $SCW/events/error/device/a");
        assertThat(history.newestFirst("h")).extracting(HubEvent::packet).containsExactly("EVENT unidentified");
    }

    @Test
    void eventThatIsNotSaid_isToldInTheList_andNotByAnotherEvent() {
        line.takes = false;
        say("a");

        assertThat(history.newestFirst("h")).singleElement().satisfies(told -> {
            assertThat(told.reason()).isEqualTo(Reason.BUSY);
            assertThat(told.packet()).isEqualTo("EVENT unidentified");
        });
        assertThat(tasks).isEmpty();
    }

    @Test
    void eventsBeyondTheBound_areToldInTheList() {
        for (int i = 0; i < 10_001; i++) {
            publisher.tell(event("a", Reason.UNIDENTIFIED));
        }

        assertThat(history.newestFirst("h")).extracting(HubEvent::reason).containsExactly(Reason.BUSY);
        assertThat(history.unsaidByHub()).isEqualTo(Map.of("h", 1L));
    }

    private void say(String deviceId) {
        publisher.tell(event(deviceId, Reason.UNIDENTIFIED));
        speak();
    }

    private void speak() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static HubEvent event(String deviceId, Reason reason) {
        return event("h", deviceId, reason);
    }

    private static HubEvent event(String hubId, String deviceId, Reason reason) {
        return new HubEvent(
                hubId, Instant.EPOCH, Severity.ERROR, Subject.device(deviceId, ""), reason, "CONNECT", "192.0.2.1:1");
    }
}
