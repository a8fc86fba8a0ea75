package org.axletree.hub.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Sender;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.TestDialects;
import org.axletree.hub.dispatch.Dispatcher;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.HubNotice;
import org.axletree.hub.history.HubNotice.Severity;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.hub.HubEvents;
import org.axletree.hub.registry.hub.HubsInMemory;
import org.axletree.hub.registry.route.RoutesInMemory;
import org.axletree.hub.settings.HubSettings;
import org.axletree.hub.telemetry.HubMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventVoiceTest {
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
    private final Line line = new Line();
    private final Queues queues = new Queues();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final EventVoice voice =
            new EventVoice(
                    hubs,
                    history,
                    new Dispatcher(tables, new Presence(), new HubMetrics(), TestDialects.all()),
                    queues,
                    STANDARD) {
                @Override
                DeviceLine line() {
                    return line;
                }

                @Override
                void execute(Runnable task) {
                    tasks.add(task);
                }
            };

    @BeforeEach
    void open() {
        hubs.put("h", new HubEvents("My hub", true, "$SCW/events"));
    }

    @Test
    void events_areSaidByOneTask_inOrder() {
        voice.tell("h", notice("a", Reason.UNIDENTIFIED));
        voice.tell("h", notice("b", Reason.UNIDENTIFIED));

        assertThat(tasks).hasSize(1);
        speak();

        assertThat(line.said).containsExactly("h $SCW/events/error/device/a", "h $SCW/events/error/device/b");
        voice.tell("h", notice("c", Reason.UNIDENTIFIED));
        assertThat(tasks).hasSize(1);
    }

    @Test
    void hubThatWantsNoEvents_hearsNone_fromTheChangeOn() {
        say("a");
        hubs.put("h", new HubEvents("My hub", false, "$SCW/events"));
        voice.forget("h");
        say("b");
        hubs.put("h", new HubEvents("My hub", true, "plant/e"));
        voice.forget("h");
        say("c");

        assertThat(line.said).containsExactly("h $SCW/events/error/device/a", "h plant/e/error/device/c");
    }

    @Test
    void eventOfNoHub_orOfOneThatIsGone_isSaidToNobody() {
        voice.tell(HubHistory.UNKNOWN_HUB, notice("a", Reason.UNIDENTIFIED));
        voice.tell("gone", notice("b", Reason.UNIDENTIFIED));
        speak();

        assertThat(line.said).isEmpty();
    }

    @Test
    void route_getsTheEvent_withTheDeviceItIsAbout() {
        routes.put("h", "route", "$SCW/events/#", "queue");
        tables.reload("h");
        say("a");

        assertThat(queues.enqueued).singleElement().satisfies(event -> {
            assertThat(event.routes().targets().get(0).queueName()).isEqualTo("queue");
            assertThat(event.publication().sender()).isEqualTo(new Sender.Hub("h", "My hub", "a", ""));
        });
    }

    /** A queue that is full must not be filled with complaints about that. */
    @Test
    void event_aboutAQueueThatIsFull_isSaid_butNotRouted() {
        routes.put("h", "route", "$SCW/events/#", "queue");
        tables.reload("h");
        voice.tell("h", notice("a", Reason.ROUTE_UNAVAILABLE));
        speak();

        assertThat(line.said).hasSize(1);
        assertThat(queues.enqueued).isEmpty();
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
            voice.tell("h", notice("a", Reason.UNIDENTIFIED));
        }

        assertThat(history.newestFirst("h")).extracting(HubNotice::reason).containsExactly(Reason.BUSY);
        assertThat(history.unsaidByHub()).isEqualTo(Map.of("h", 1L));
    }

    private void say(String deviceId) {
        voice.tell("h", notice(deviceId, Reason.UNIDENTIFIED));
        speak();
    }

    private void speak() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static HubNotice notice(String deviceId, Reason reason) {
        return new HubNotice(Instant.EPOCH, Severity.ERROR, deviceId, "", reason, "CONNECT", "192.0.2.1:1");
    }

    /** Queues that take everything. */
    private static final class Queues extends EventRoutes {
        private final List<RoutedPublication> enqueued = new ArrayList<>();

        @Override
        public boolean enqueue(RoutedPublication event) {
            enqueued.add(event);
            return true;
        }
    }

    /** A door that remembers what it was told to say. */
    private static final class Line implements DeviceLine {
        private final List<String> said = new ArrayList<>();
        private boolean takes = true;

        @Override
        public boolean publish(String hubId, Message message) {
            if (takes) {
                said.add(hubId + " " + message.topic());
            }
            return takes;
        }

        @Override
        public void open(DoorSettings settings) {}

        @Override
        public void renew(ServerIdentity identity) {}

        @Override
        public void expect(KeyKind kind) {}

        @Override
        public void refresh(Admission.Admitted admitted) {}

        @Override
        public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {}

        @Override
        public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {}

        @Override
        public void disconnectHub(String hubId, Reason reason, long revision) {}

        @Override
        public void redirectHub(String hubId, String serverReference, long revision) {}

        @Override
        public void settle() {}

        @Override
        public DoorStatus status() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
