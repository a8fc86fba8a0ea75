package org.axletree.core.topic;

import java.util.Optional;

/**
 * What a client subscribes to: a topic filter, or a share of one, written {@code $share/group/filter} (MQTT 5 section
 * 4.8.2). Rights are asked of the topic filter alone.
 *
 * @param group name of the group that shares the messages; empty where nothing is shared
 * @param filter the topic filter
 */
public record SubscriptionFilter(String group, TopicFilter filter) {
    private static final String SHARE = "$share/";

    /** @throws IllegalArgumentException where {@link #problemWith(String)} finds a problem */
    public static SubscriptionFilter of(String text) {
        problemWith(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (!text.startsWith(SHARE)) {
            return new SubscriptionFilter("", TopicFilter.of(text));
        }
        int end = text.indexOf('/', SHARE.length());
        return new SubscriptionFilter(text.substring(SHARE.length(), end), TopicFilter.of(text.substring(end + 1)));
    }

    /** What is wrong with it, as {@code topic filter: … (expected: …)}; empty if it is right. */
    public static Optional<String> problemWith(String text) {
        if (!text.startsWith(SHARE)) {
            return TopicFilter.problemWith(text);
        }
        int end = text.indexOf('/', SHARE.length());
        if (end < 0) {
            return Optional.of("topic filter: $share without a filter (expected: $share/group/filter)");
        }
        if (end == SHARE.length()) {
            // MQTT-4.8.2-1
            return Optional.of("topic filter: $share// (expected: a group of at least one character)");
        }
        for (int i = SHARE.length(); i < end; i++) {
            char c = text.charAt(i);
            if (c == '+' || c == '#') {
                // MQTT-4.8.2-2
                return Optional.of("topic filter: " + c + " at position " + i + " (expected: no wildcard in a group)");
            }
        }
        Optional<String> asText = Topic.problemWithText("topic filter", text);
        return asText.isPresent() ? asText : TopicFilter.problemWith(text.substring(end + 1));
    }

    /** Whether several clients share the messages. */
    public boolean isShared() {
        return !group.isEmpty();
    }

    /** As the client wrote it. */
    @Override
    public String toString() {
        return isShared() ? SHARE + group + "/" + filter : filter.toString();
    }
}
