package org.axletree.hub.delivery.target.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.axletree.hub.delivery.log.LoggedMessage;

/**
 * Under which key a message is stored: {@code prefix/topic}, or {@code prefix/topic/<time of receipt>}, RFC 3339 with
 * nanoseconds and without the zeros at their end.
 */
final class ObjectKey {
    /** Bytes of UTF-8, at Amazon and at others. */
    static final int LONGEST = 1_024;

    private static final int NANOS_OF_A_MILLISECOND = 1_000_000;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private ObjectKey() {}

    static String ofTopic(String prefix, LoggedMessage message) {
        return prefix.isEmpty() ? message.topic() : prefix + "/" + message.topic();
    }

    /**
     * A step up, or none, is a level like any other to a topic and to Amazon, but not to a proxy or a store that takes a key for a
     * path.
     *
     * @throws IllegalArgumentException if the topic has one
     */
    static void check(String topic) {
        for (String level : topic.split("/", -1)) {
            if (level.equals(".") || level.equals("..")) {
                throw new IllegalArgumentException(
                        "key: has the level " + level + " (expected: none that is a step of a path)");
            }
        }
    }

    /** The hub takes the time in milliseconds: the rest is the message's own, and the same at each try. */
    static String ofMessage(String prefix, LoggedMessage message) {
        long own = Long.remainderUnsigned(message.idLow(), NANOS_OF_A_MILLISECOND);
        return ofTopic(prefix, message) + "/"
                + TIME.format(Instant.ofEpochMilli(message.receivedAt()).plusNanos(own));
    }
}
