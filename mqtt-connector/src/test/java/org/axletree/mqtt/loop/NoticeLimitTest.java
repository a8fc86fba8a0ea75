package org.axletree.mqtt.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;

class NoticeLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void happenings_aFewAreToldAtOnce_theOthersAreCountedAndToldLater() {
        NoticeLimit limit = new NoticeLimit(2, 0);
        assertThat(limit.due(Reason.BUSY, 1)).isEqualTo(1);
        assertThat(limit.due(Reason.BUSY, 1)).isEqualTo(1);
        assertThat(limit.due(Reason.BUSY, 1)).isZero();
        assertThat(limit.due(Reason.BUSY, 1)).isZero();
        assertThat(limit.due(Reason.INVALID_TOPIC, 1)).isZero();
        assertThat(limit.due(Reason.BUSY, SECOND)).isEqualTo(3);
        assertThat(limit.due(Reason.BUSY, SECOND)).isZero();
        assertThat(limit.overdue(SECOND)).isEmpty();
        assertThat(limit.overdue(2 * SECOND)).isEqualTo(Map.of(Reason.INVALID_TOPIC, 1L, Reason.BUSY, 1L));
        assertThat(limit.takeUntold()).isEmpty();
    }
}
