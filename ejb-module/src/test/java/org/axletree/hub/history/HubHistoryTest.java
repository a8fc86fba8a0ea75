package org.axletree.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axletree.core.door.Notice;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.HubEvent.Severity;
import org.junit.jupiter.api.Test;

final class HubHistoryTest {
    private final HandMovedClock clock = new HandMovedClock();
    private final HubHistory history = new HubHistory(5, clock);

    @Test
    void notices_areListedNewestFirst_byHub() {
        add("hub", "pump", "PUBLISH a");
        clock.forward(Duration.ofSeconds(2));
        add("hub", "pump", "PUBLISH b");
        add("other", "valve", "PUBLISH c");

        assertThat(history.newestFirst("hub")).extracting(HubEvent::packet).containsExactly("PUBLISH b", "PUBLISH a");
        assertThat(history.newestFirst("other")).extracting(HubEvent::deviceId).containsExactly("valve");
        assertThat(history.newestFirst("third")).isEmpty();
    }

    @Test
    void notices_areBounded_andTheOldestGo() {
        for (int i = 0; i < 12; i++) {
            add("hub", "pump", "PUBLISH " + i);
            clock.forward(Duration.ofSeconds(2));
        }

        assertThat(history.newestFirst("hub"))
                .extracting(HubEvent::packet)
                .containsExactly("PUBLISH 11", "PUBLISH 10", "PUBLISH 9", "PUBLISH 8", "PUBLISH 7");
    }

    @Test
    void flood_ofOneDevice_isKeptOnceASecond_andLeavesOthersTheirPlace() {
        add("hub", "valve", "SUBSCRIBE x");
        for (int i = 0; i < 1_000; i++) {
            add("hub", "pump", "PUBLISH " + i);
        }

        assertThat(history.newestFirst("hub")).extracting(HubEvent::packet).containsExactly("PUBLISH 0", "SUBSCRIBE x");
    }

    /** Contract of issue 10: each refusal is told of, if not one by one. */
    @Test
    void wrongLogins_thatAreNotKept_areCountedByTheNextOne() {
        for (int i = 0; i < 3; i++) {
            history.add(new Notice("hub", "pump", Reason.SIGNATURE_WRONG, "CONNECT", "192.0.2.1:1"));
            history.add(new Notice("hub", "valve", Reason.SIGNATURE_WRONG, "CONNECT", "192.0.2.1:1"));
            clock.forward(Duration.ofMillis(100));
        }
        clock.forward(Duration.ofSeconds(2));
        history.add(new Notice("hub", "pump", Reason.SIGNATURE_WRONG, "CONNECT", "192.0.2.1:1"));
        clock.forward(Duration.ofSeconds(2));
        history.add(new Notice("hub", "pump", Reason.SIGNATURE_WRONG, "CONNECT", "192.0.2.1:1"));

        assertThat(history.newestFirst("hub"))
                .filteredOn(event -> event.deviceId().equals("pump"))
                .extracting(HubEvent::packet)
                .containsExactly("CONNECT", "CONNECT (and 2 more like it before)", "CONNECT");
    }

    /** Issue 8, item 6. */
    @Test
    void strangers_haveARingAndARateOfTheirOwn() {
        add("hub", "valve", "SUBSCRIBE x");
        int kept = 0;
        for (int i = 0; i < 2 * StrangerRate.AT_ONCE; i++) {
            clock.forward(Duration.ofMillis(100));
            Notice notice = new Notice("hub", "", Reason.UNIDENTIFIED, "CONNECT" + i + ": own text", "192.0.2.1:1");
            kept += history.add(notice).isPresent() ? 1 : 0;
        }

        assertThat(kept).isBetween(StrangerRate.AT_ONCE, StrangerRate.AT_ONCE + 2 * StrangerRate.PER_MINUTE);
        assertThat(history.newestFirst("hub"))
                .hasSize(6)
                .extracting(HubEvent::packet)
                .contains("SUBSCRIBE x");
        assertThat(history.unlistedByHub().get("hub")).isEqualTo(2L * StrangerRate.AT_ONCE - kept);
    }

    /** Whatever their ids: so many devices that something happens to at once are all found. */
    @Test
    void differentDevices_doNotHideOneAnother() {
        HubHistory large = new HubHistory(100, clock);
        for (int round = 0; round < 100; round++) {
            clock.forward(Duration.ofSeconds(2));
            for (int device = 0; device < 32; device++) {
                large.add(new Notice("hub", round + "/" + device, Reason.BUSY, "CONNECT", ""));
            }
            int current = round;
            assertThat(large.newestFirst("hub"))
                    .filteredOn(notice -> notice.deviceId().startsWith(current + "/"))
                    .hasSize(32);
        }
    }

    @Test
    void severity_dependsOnTheReason() {
        history.add(new Notice("hub", "a", Reason.TAKEN_OVER, "CONNECT", ""));
        history.add(new Notice("hub", "b", Reason.BUSY, "CONNECT", ""));
        history.add(new Notice("hub", "c", Reason.MUTUAL_TLS_REQUIRED, "CONNECT", ""));

        assertThat(history.newestFirst("hub"))
                .extracting(HubEvent::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING, Severity.INFO);
    }

    @Test
    void noticesBeyondTheBound_areCounted_andTheirHubIsTold() {
        for (int i = 0; i < 10_002; i++) {
            clock.forward(Duration.ofSeconds(2));
            add("hub", "pump", "PUBLISH " + i);
        }
        List<HubEvent> taken = new ArrayList<>();

        history.takeUnwritten(taken, 10_000);
        assertThat(taken).hasSize(10_000).allMatch(event -> event.reason() == Reason.TOPIC_UNAUTHORIZED);
        taken.clear();
        history.takeUnwritten(taken, 10_000);
        assertThat(taken).singleElement().satisfies(told -> {
            assertThat(told.hubId()).isEqualTo("hub");
            assertThat(told.reason()).isEqualTo(Reason.BUSY);
            assertThat(told.packet()).startsWith("EVENTS 2 ");
        });
        assertThat(history.unlistedByHub()).isEqualTo(Map.of("hub", 2L));
        taken.clear();
        history.takeUnwritten(taken, 10_000);
        assertThat(taken).isEmpty();
    }

    @Test
    void forgottenHub_hasNone() {
        add("hub", "pump", "PUBLISH a");
        history.forget("hub");

        assertThat(history.newestFirst("hub")).isEmpty();
    }

    @Test
    void manyThreads_neverExceedTheBound() {
        HubHistory busy = new HubHistory(5, Clock.systemUTC());

        IntStream.range(0, 20_000)
                .parallel()
                .forEach(i -> busy.add(new Notice("hub", "device " + i, Reason.BUSY, "CONNECT", "")));

        assertThat(busy.newestFirst("hub")).hasSize(5);
    }

    private void add(String hubId, String deviceId, String packet) {
        history.add(new Notice(hubId, deviceId, Reason.TOPIC_UNAUTHORIZED, packet, "192.0.2.1:1"));
    }

    /** Stands still until it is moved. */
    private static final class HandMovedClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
