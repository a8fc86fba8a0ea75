package org.axletree.hub.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.core.message.Qos;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private final LiveNumbers numbers = new LiveNumbers(0);
    private final LiveFeed feed = new LiveFeed(System.currentTimeMillis());

    @Test
    void whoComesBack_getsWhatCameMeanwhile_andNothingTwice() {
        add(1_000, 10);
        add(2_000, 20);
        LiveMessage first = feed.since(0, 10).get(0);

        assertThat(feed.since(first.number(), 10)).extracting(LiveMessage::size).containsExactly(20);
    }

    @Test
    void tooManyInASecond_areCountedOnly() {
        for (int i = 0; i < LiveFeed.MOST_PER_SECOND + 7; i++) {
            add(1_000, 1);
        }
        add(2_000, 2);

        assertThat(feed.skipped()).isEqualTo(7);
        assertThat(feed.since(0, 1_000)).hasSize(LiveFeed.MOST_PER_SECOND + 1);
    }

    @Test
    void oldOnes_makeRoom_byNumberAndByBytes() {
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 100; i++) {
                add(1_000L * second, 1);
            }
        }
        assertThat(feed.since(0, 10_000)).hasSize(LiveFeed.MOST_KEPT);

        for (int i = 0; i < 30; i++) {
            add(20_000 + 1_000L * i, LiveMessages.MOST_PAYLOAD);
        }
        List<LiveMessage> kept = feed.since(0, 10_000);
        assertThat(kept.stream().mapToLong(LiveMessage::size).sum()).isLessThanOrEqualTo(LiveFeed.MOST_BYTES);
        assertThat(kept).isNotEmpty();
    }

    @Test
    void feedThatNobodyReads_isForgotten() {
        feed.since(0, 1);

        assertThat(feed.isForgotten(System.currentTimeMillis())).isFalse();
        assertThat(feed.isForgotten(System.currentTimeMillis() + LiveFeed.PATIENCE_MILLIS + 1))
                .isTrue();
    }

    private void add(long atMillis, int bytes) {
        feed.add(
                atMillis,
                numbers,
                number -> new LiveMessage(
                        number,
                        Instant.ofEpochMilli(atMillis),
                        "hub",
                        "device",
                        "",
                        "a",
                        Qos.AT_MOST_ONCE,
                        false,
                        bytes,
                        new byte[bytes],
                        Optional.empty()));
    }
}
