package org.axletree.hub.registry.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Notice;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Row I1 of scaleway.md, as far as the API lists events. */
@ParameterizedClass
@EnumSource
class EventJournalTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;
    private Device pump;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("hub");
        pump = registry.device(hub.id(), "pump");
    }

    @Test
    void event_isListed_withEverythingThatWasNoted() {
        note(pump.id(), "PUBLISH a/b");

        RecordedEvent entry = events().get(0);
        assertThat(entry.severity()).isEqualTo("error");
        assertThat(entry.objectType()).isEqualTo("device");
        assertThat(entry.objectId()).isEqualTo(pump.id());
        assertThat(entry.reason()).isEqualTo("topic_unauthorized");
        assertThat(entry.message()).isEqualTo("unauthorized topic a/b");
        assertThat(entry.packet()).isEqualTo("PUBLISH a/b");
        assertThat(entry.sourceAddress()).isEqualTo("192.0.2.1:1");
    }

    @Test
    void events_surviveTheProcess() {
        note(pump.id(), "PUBLISH a/b");
        registry.journal.write();

        assertThat(registry.restarted()
                        .journal
                        .ofHub(REGION, hub.id(), RegistryFixture.ALL)
                        .items())
                .extracting(RecordedEvent::packet)
                .containsExactly("PUBLISH a/b");
    }

    @Test
    void events_areListedNewestFirst_byHubAndByDevice() {
        Device valve = registry.device(hub.id(), "valve");
        Hub other = registry.hub("other");
        note(pump.id(), "PUBLISH a");
        note(valve.id(), "PUBLISH b");
        registry.history.add(new Notice(other.id(), "", Reason.UNIDENTIFIED, "CONNECT", ""));

        assertThat(events()).extracting(RecordedEvent::packet).containsExactly("PUBLISH b", "PUBLISH a");
        assertThat(registry.journal
                        .ofDevice(REGION, pump.id(), RegistryFixture.ALL)
                        .items())
                .extracting(RecordedEvent::packet)
                .containsExactly("PUBLISH a");
        assertThat(registry.journal
                        .ofHub(REGION, other.id(), RegistryFixture.ALL)
                        .items())
                .extracting(RecordedEvent::objectId)
                .containsExactly("");
        assertThatThrownBy(() -> registry.journal.ofHub("nl-ams", hub.id(), RegistryFixture.ALL))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void eventsOfADevice_stayItsOwn_whereverItMoves() {
        Hub other = registry.hub("other");
        note(pump.id(), "PUBLISH a");
        move(other);
        registry.history.add(new Notice(other.id(), pump.id(), Reason.TOPIC_UNAUTHORIZED, "PUBLISH b", "192.0.2.1:1"));
        move(hub);

        assertThat(registry.journal
                        .ofDevice(REGION, pump.id(), RegistryFixture.ALL)
                        .items())
                .extracting(RecordedEvent::packet)
                .containsExactly("PUBLISH b", "PUBLISH a");
        assertThat(events()).extracting(RecordedEvent::packet).containsExactly("PUBLISH a");
    }

    private void move(Hub to) {
        registry.devices.update(REGION, pump.id(), DevicePatch.toHub(to.id()));
    }

    /** What happened is written before it is read. */
    @Test
    void whoeverMayOnlyLook_readsWhatHappenedAMomentAgo() {
        note(pump.id(), "PUBLISH a/b");

        Caller looker = Caller.person("ada", "1", Role.READ_ONLY, Optional.empty(), "192.0.2.1:5000");
        try (Caller.Asking asks = looker.asks()) {
            assertThat(events()).hasSize(1);
        }
    }

    @Test
    void lastRefusal_isNoWarning_andNothingThatADeviceDidWhichIsIn() {
        registry.history.add(notice(pump.id(), Reason.CLOCK_SKEWED, "CONNECT: the token ends in 9 s"));
        note(pump.id(), "PUBLISH a/b");
        assertThat(registry.journal.lastRefusal(REGION, pump.id())).isEmpty();

        registry.history.add(notice(pump.id(), Reason.SIGNATURE_WRONG, "CONNECT"));
        registry.history.add(notice(pump.id(), Reason.CREDENTIAL_EXPIRED, "CONNECT"));
        registry.history.add(notice(pump.id(), Reason.CLOCK_SKEWED, "CONNECT: the token ends in 8 s"));
        assertThat(registry.journal.lastRefusal(REGION, pump.id()))
                .map(RecordedEvent::reason)
                .contains("credential_expired");
    }

    private Notice notice(String deviceId, Reason reason, String packet) {
        return new Notice(hub.id(), deviceId, reason, packet, "192.0.2.1:1");
    }

    @Test
    void events_areBounded_andTheOldestGo() {
        registry.limits.put(HubLimit.EVENTS_PER_HUB, 20);
        for (int i = 0; i < 50; i++) {
            note("device " + i, "PUBLISH " + i);
            registry.journal.write();
        }

        List<RecordedEvent> events = events();
        assertThat(events).hasSizeBetween(20, 22);
        assertThat(events.get(0).packet()).isEqualTo("PUBLISH 49");
    }

    /** Issue 8, item 6. */
    @Test
    void strangers_pushOutOneAnotherOnly() {
        registry.limits.put(HubLimit.EVENTS_PER_HUB, 20);
        note(pump.id(), "PUBLISH a/b");
        for (int i = 0; i < 100; i++) {
            registry.history.add(
                    new Notice(hub.id(), "", Reason.UNIDENTIFIED, "CONNECT" + i + ": own text", "192.0.2.1:" + i));
            registry.journal.write();
        }

        List<RecordedEvent> events = events();
        assertThat(events).hasSizeLessThanOrEqualTo(8);
        assertThat(events.get(0).packet()).isEqualTo("CONNECT99: own text");
        assertThat(events).extracting(RecordedEvent::packet).contains("PUBLISH a/b");
    }

    @Test
    void textThatNoDatabaseCanHold_holdsNothingUp() {
        note(pump.id(), "PUBLISH a\u0000b\ud800");
        registry.history.add(new Notice(hub.id(), "", Reason.UNIDENTIFIED, "CONNECT", "x".repeat(500)));

        assertThat(events()).extracting(RecordedEvent::packet).containsExactly("CONNECT", "PUBLISH a\ufffdb\ufffd");
    }

    @Test
    void eventsOfADeletedHub_goWithIt_andHoldNothingUp() {
        Hub other = registry.hub("other");
        registry.history.add(new Notice(other.id(), "", Reason.UNIDENTIFIED, "CONNECT", ""));
        registry.journal.write();
        registry.history.add(new Notice(other.id(), "", Reason.BUSY, "CONNECT", ""));
        registry.hubs.delete(REGION, other.id(), true);
        note(pump.id(), "PUBLISH a");

        assertThat(events()).hasSize(1);
    }

    private void note(String deviceId, String packet) {
        registry.history.add(new Notice(hub.id(), deviceId, Reason.TOPIC_UNAUTHORIZED, packet, "192.0.2.1:1"));
    }

    private List<RecordedEvent> events() {
        return registry.journal.ofHub(REGION, hub.id(), RegistryFixture.ALL).items();
    }
}
