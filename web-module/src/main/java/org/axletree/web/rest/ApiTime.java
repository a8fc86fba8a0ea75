package org.axletree.web.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

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
}
