package org.axletree.web.console.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a list looks back. */
final class Lately {
    private static final Map<String, Duration> REACHES =
            Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1), "week", Duration.ofDays(7));

    private Lately() {}

    /** The words that an address may have, shortest first. */
    static List<String> words() {
        return List.of("hour", "day", "week");
    }

    /** Since when; empty for all time, as for a word that there is not. */
    static Optional<Instant> since(String word) {
        return Optional.ofNullable(word).map(REACHES::get).map(reach -> Instant.now()
                .minus(reach));
    }
}
