package org.axletree.hub.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Screening;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.registry.ProblemException;
import org.junit.jupiter.api.Test;

final class LiveFeedTest {
    private static final Optional<String> NEW = Optional.empty();
    private static final Optional<Instant> FROM_NOW = Optional.empty();

    private final LiveFeed feed = TestLive.of(2, 2_000);

    @Test
    void watcher_seesTheMessagesOfItsHubFromThenOn_andNoOthers() throws Exception {
        say("hub", "before");
        try (Watch<LiveMessage> watch = feed.watchMessages("hub", NEW, FROM_NOW, any -> true)) {
            say("hub", "a");
            say("other", "b");
            say("hub", "c");
            assertThat(topics(watch.next(0))).containsExactly("a", "c");
            assertThat(topics(watch.next(0))).isEmpty();
        }
    }

    @Test
    void message_thatWasDropped_tellsWhy_andARequestIsNotShown() throws Exception {
        try (Watch<LiveMessage> watch = feed.watchMessages("hub", NEW, FROM_NOW, any -> true)) {
            say("hub", "a", new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED));
            say("hub", "b", Screening.ASKED);
            assertThat(watch.next(0).found())
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.value().dropped()).contains(Reason.TOPIC_UNAUTHORIZED));
        }
    }

    /** A page is made, and opens its stream a moment later. */
    @Test
    void watcher_whoIsExpected_seesWhatWasSaidMeanwhile() throws Exception {
        Instant begin = Instant.ofEpochMilli(PublishedMessage.AT);
        say("hub", "nobody expects it");
        feed.expectWatch("hub");
        say("hub", "meanwhile");
        try (Watch<LiveMessage> watch = feed.watchMessages("hub", NEW, Optional.of(begin), any -> true)) {
            say("hub", "then");
            assertThat(topics(watch.next(0))).containsExactly("meanwhile", "then");
        }
    }

    @Test
    void watcher_thatComesBack_goesOnWhereItWas() throws Exception {
        String last;
        try (Watch<LiveMessage> watch = feed.watchMessages("hub", NEW, FROM_NOW, any -> true)) {
            say("hub", "a");
            last = watch.next(0).found().get(0).id();
        }
        say("hub", "b");
        try (Watch<LiveMessage> watch = feed.watchMessages("hub", Optional.of(last), FROM_NOW, any -> true)) {
            Glimpse<LiveMessage> glimpse = watch.next(0);
            assertThat(topics(glimpse)).containsExactly("b");
            assertThat(glimpse.missed()).isFalse();
        }
    }

    @Test
    void watcher_ofWhomNothingIsKnown_isToldThatItMissedSomething() throws Exception {
        for (String id : List.of("1-1", "x", "-", "1-", "-1", "99999999999999999999-1")) {
            try (Watch<LiveMessage> watch = feed.watchMessages("hub", Optional.of(id), FROM_NOW, any -> true)) {
                assertThat(watch.next(60_000).missed()).as(id).isTrue();
                assertThat(watch.next(0).missed()).as(id).isFalse();
            }
        }
    }

    @Test
    void watcher_thatIsTooSlow_costsABoundedMemory_andIsToldThatItMissedSomething() throws Exception {
        try (Watch<LiveMessage> watch = feed.watchMessages("hub", NEW, FROM_NOW, any -> true)) {
            for (int i = 0; i < 1_000; i++) {
                say("hub", "t" + i);
            }
            Glimpse<LiveMessage> glimpse = watch.next(0);
            assertThat(glimpse.missed()).isTrue();
            assertThat(topics(glimpse)).hasSizeLessThan(6).last().isEqualTo("t999");
            assertThat(watch.next(0).missed()).isFalse();
        }
    }

    @Test
    void since_showsWhatIsStillKnown() throws Exception {
        try (Watch<LiveMessage> first = feed.watchMessages("hub", NEW, FROM_NOW, any -> true)) {
            say("hub", "a");
            try (Watch<LiveMessage> second = feed.watchMessages("hub", NEW, Optional.of(Instant.EPOCH), any -> true)) {
                assertThat(topics(second.next(0))).containsExactly("a");
            }
        }
        try (Watch<LiveMessage> later =
                feed.watchMessages("hub", NEW, Optional.of(Instant.now().plusSeconds(60)), any -> true)) {
            assertThat(topics(later.next(0))).isEmpty();
        }
    }

    @Test
    void watcher_onlySeesWhatItWants() throws Exception {
        try (Watch<LiveMessage> watch = feed.watchMessages(
                "hub", NEW, FROM_NOW, message -> message.topic().equals("b"))) {
            say("hub", "a");
            say("hub", "b");
            assertThat(topics(watch.next(0))).containsExactly("b");
        }
    }

    @Test
    void hubThatIsGone_endsWhatIsWatched() throws Exception {
        try (Watch<LiveMessage> watch = feed.watchMessages("hub", NEW, FROM_NOW, any -> true)) {
            say("hub", "a");
            feed.end("hub", Reason.HUB_DELETED);
            Glimpse<LiveMessage> glimpse = watch.next(60_000);
            assertThat(topics(glimpse)).containsExactly("a");
            assertThat(glimpse.ended()).contains(Reason.HUB_DELETED);
        }
    }

    @Test
    void oneWatcherTooMany_isRefused_untilAnotherGoes() {
        Watch<LiveMessage> one = feed.watchMessages("hub", NEW, FROM_NOW, any -> true);
        feed.watchEvents("hub", NEW, FROM_NOW, any -> true);
        assertThatThrownBy(() -> feed.watchMessages("third", NEW, FROM_NOW, any -> true))
                .isInstanceOf(ProblemException.class);
        one.close();
        feed.watchMessages("third", NEW, FROM_NOW, any -> true).close();
    }

    @Test
    void tapesThatNobodyWatches_areNoMoreThanMayBeWatched() {
        Tapes<String> tapes = new Tapes<>(3, 1_000, Clock.systemUTC());
        for (int i = 0; i < 100; i++) {
            tapes.enter("hub " + i).leave(System.nanoTime());
        }
        assertThat(java.util.stream.IntStream.range(0, 100)
                        .filter(i -> tapes.find("hub " + i).isPresent())
                        .count())
                .isLessThanOrEqualTo(3);
    }

    private void say(String hubId, String topic) {
        say(hubId, topic, Screening.UNROUTED);
    }

    private void say(String hubId, String topic, Screening screening) {
        feed.show(
                List.of(PublishedMessage.of(PublishedMessage.sender(hubId, "pump"), topic)),
                new Screening[] {screening});
    }

    private static List<String> topics(Glimpse<LiveMessage> glimpse) {
        return glimpse.found().stream().map(seen -> seen.value().topic()).toList();
    }
}
