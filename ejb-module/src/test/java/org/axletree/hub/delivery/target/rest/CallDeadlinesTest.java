package org.axletree.hub.delivery.target.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallDeadlinesTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final CallDeadlines deadlines = new CallDeadlines();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Cancellable request = () -> !cancelled.getAndSet(true);

    @AfterEach
    void close() {
        deadlines.close();
    }

    @Test
    void call_isCancelled_onceItsTimeIsUp() {
        try (CallDeadlines.Call call = deadlines.begin(request, Duration.ZERO)) {
            await().untilTrue(cancelled);
        }
    }

    @Test
    void call_isLeftAlone_whileItHasTime_whateverBecomesOfOthers() {
        AtomicBoolean other = new AtomicBoolean();
        try (CallDeadlines.Call call = deadlines.begin(request, LONG);
                CallDeadlines.Call late = deadlines.begin(() -> !other.getAndSet(true), Duration.ZERO)) {
            await().untilTrue(other);

            assertThat(cancelled).isFalse();
        }
    }

    @Test
    void nothing_isRemembered_ofACallThatIsOver() {
        for (int i = 0; i < 1_000; i++) {
            deadlines.begin(request, LONG).close();
        }

        assertThat(deadlines.size()).isZero();
    }
}
