package org.axletree.core.topic;

import java.util.Optional;

/**
 * The rules of topic names (MQTT 3.1.1 section 4.7). On the message path a topic name is a plain string that has passed
 * {@link #problemWith(String)} once, at the door where it came in.
 */
public final class Topic {
    /** Longest topic name or filter, in bytes of UTF-8 (MQTT-4.7.3-3). */
    public static final int MAX_BYTES = 65_535;

    private static final String OF_THE_SERVER = "$SYS";

    private Topic() {}

    /** What is wrong with a topic name, as {@code topic: … (expected: …)}; empty if it is right. */
    public static Optional<String> problemWith(String topic) {
        if (topic.isEmpty()) {
            return Optional.of("topic: empty (expected: at least one character)");
        }
        for (int i = 0; i < topic.length(); i++) {
            char c = topic.charAt(i);
            if (c == '+' || c == '#') {
                return Optional.of("topic: " + c + " at position " + i + " (expected: no wildcard)");
            }
        }
        return problemWithText("topic", topic);
    }

    /** @throws IllegalArgumentException where {@link #problemWith(String)} finds a problem */
    public static String requireValid(String topic) {
        problemWith(topic).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return topic;
    }

    /** Whether only the server itself speaks there, about itself. The level itself, too: {@code $SYS/#} hears it. */
    public static boolean isOfTheServer(String topic) {
        int level = OF_THE_SERVER.length();
        return topic.startsWith(OF_THE_SERVER) && (topic.length() == level || topic.charAt(level) == '/');
    }

    /** Number of levels: one more than there are slashes. */
    public static int levels(String topicOrFilter) {
        int levels = 1;
        for (int i = topicOrFilter.indexOf('/'); i >= 0; i = topicOrFilter.indexOf('/', i + 1)) {
            levels++;
        }
        return levels;
    }

    /** The rules that names and filters share: no NUL, well-formed, not too long (MQTT-4.7.3-2, MQTT-1.5.3-1). */
    static Optional<String> problemWithText(String what, String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of(what + ": NUL at position " + i + " (expected: none)");
            }
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return Optional.of(what + ": unpaired surrogate at position " + i + " (expected: well-formed UTF-8)");
            }
        }
        return bytes <= MAX_BYTES
                ? Optional.empty()
                : Optional.of(what + ": " + bytes + " bytes (expected: at most " + MAX_BYTES + ")");
    }
}
