package org.axletree.hub.delivery.target.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.axletree.hub.delivery.target.Delivery;

/** What the status of an answer says: whether a message is delivered, is dead, or is to be tried again. */
final class RestAnswers {
    /** Of the client's errors, those that are not of one message: who one is, how much one sends, when one comes. */
    private static final Set<Integer> OF_THE_ROUTE = Set.of(401, 402, 403, 407, 408, 421, 423, 425, 429);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private RestAnswers() {}

    static Delivery outcome(HttpResponse response) {
        int status = response.getCode();
        if (status / 100 == 2) {
            return Delivery.DELIVERED;
        }
        if (status / 100 == 3) {
            return new Delivery.Retry("HTTP " + status + ": redirects are not followed (expected: the final address)");
        }
        if (status / 100 == 4 && !OF_THE_ROUTE.contains(status)) {
            return new Delivery.Dead("HTTP " + status);
        }
        return new Delivery.Retry(
                "HTTP " + status, after(response.getFirstHeader("Retry-After"), Instant.now()), status >= 500);
    }

    /** Seconds, or a date (RFC 9110 section 10.2.3). */
    static Duration after(Header header, Instant now) {
        if (header == null || header.getValue() == null) {
            return Duration.ZERO;
        }
        String value = header.getValue().strip();
        Duration after = Duration.ZERO;
        if (value.matches("[0-9]{1,9}")) {
            after = Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                after = Duration.between(
                        now,
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeException nothingUsable) {
                return Duration.ZERO;
            }
        }
        if (after.isNegative()) {
            return Duration.ZERO;
        }
        return after.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : after;
    }
}
