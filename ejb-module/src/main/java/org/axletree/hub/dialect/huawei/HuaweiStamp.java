package org.axletree.hub.dialect.huawei;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The hour that a password was made in, as the device's clock had it: {@code YYYYMMDDHH} in UTC.
 *
 * @param hour when that hour began
 */
public record HuaweiStamp(Instant hour) {
    /** How far the hour may be from the hub's, in hours, either way. */
    private static final long TOLERANCE = 1;

    /**
     * @param text ten digits
     * @return empty where there is no such hour
     */
    public static Optional<HuaweiStamp> of(String text) {
        try {
            return Optional.of(new HuaweiStamp(
                    LocalDateTime.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8), number(text, 8, 10), 0)
                            .toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException noSuchHour) {
            return Optional.empty();
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** Whether it is the hub's hour, the one before or the one after. */
    public boolean isNear(Instant now) {
        return Math.abs(hoursBehind(now)) <= TOLERANCE;
    }

    /** By how many whole hours the device's clock is behind the hub's; negative where it is ahead. */
    public long hoursBehind(Instant now) {
        Instant hourNow = now.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        return Duration.between(hour, hourNow).toHours();
    }

    /**
     * By how many seconds the device's clock is off at least: the hour is all that it shows. Positive where it is ahead of the
     * hub's, 0 where it may be right.
     */
    public long secondsOff(Instant now) {
        Instant end = hour.plus(Duration.ofHours(1));
        if (now.isBefore(hour)) {
            return Duration.between(now, hour).toSeconds();
        }
        return now.isBefore(end) ? 0 : -Duration.between(end, now).toSeconds();
    }
}
