package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuaweiStampTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026022822, 2, false",
        "2026022823, 1, true",
        "2026030100, 0, true",
        "2026030101, -1, true",
        "2026030102, -2, false"
    })
    void stamp_anHourAway_isNear(String text, long behind, boolean near) {
        HuaweiStamp stamp = HuaweiStamp.of(text).orElseThrow();

        assertThat(stamp.hoursBehind(NOW)).isEqualTo(behind);
        assertThat(stamp.isNear(NOW)).isEqualTo(near);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026022901", "2026130101", "2026010124", "2026010001"})
    void stamp_ofNoHour_isNone(String text) {
        assertThat(HuaweiStamp.of(text)).isEmpty();
    }

    /** The hour is all that a stamp shows: within it the clock may be right. */
    @Test
    void secondsOff_areThoseToTheNearerEndOfTheHour() {
        HuaweiStamp ten = HuaweiStamp.of("2026010110").orElseThrow();

        assertThat(ten.secondsOff(Instant.parse("2026-01-01T10:00:00Z"))).isZero();
        assertThat(ten.secondsOff(Instant.parse("2026-01-01T10:59:59Z"))).isZero();
        assertThat(ten.secondsOff(Instant.parse("2026-01-01T11:10:00Z"))).isEqualTo(-600);
        assertThat(ten.secondsOff(Instant.parse("2026-01-01T09:50:00Z"))).isEqualTo(600);
    }
}
