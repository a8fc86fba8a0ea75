package org.axletree.web.rest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.axletree.hub.registry.Problem;

/** Times as the API writes them: RFC 3339, UTC, milliseconds. */
final class ApiTime {
    private static final String NEVER = "1970-01-01T00:00:00Z";
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ApiTime() {}

    static String of(Instant time) {
        return FORMAT.format(time);
    }

    /** What has never happened is the beginning of the epoch, as in Scaleway's answers. */
    static String of(Optional<Instant> time) {
        return time.map(ApiTime::of).orElse(NEVER);
    }

    /** A time as of RFC 3339, with any offset, in the years from 1 to 9999; empty if it is none. */
    static Optional<Instant> read(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= 1 && time.getYear() <= 9_999)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String problemWith(String text) {
        return Problem.shown(text) + " (expected: a time as 2030-01-02T03:04:05Z)";
    }
}
