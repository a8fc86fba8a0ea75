package org.axletree.hub.registry.network;

import java.util.Optional;
import org.axletree.core.topic.Topic;

/** The topics of what a network publishes: its prefix, and what the sender said. */
public final class NetworkTopic {
    private NetworkTopic() {}

    /** Prefix and topic with one slash between them, whatever slashes they bring there. */
    public static String join(String prefix, String topic) {
        if (prefix.isEmpty()) {
            return topic;
        }
        String begin = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        String end = topic.startsWith("/") ? topic.substring(1) : topic;
        return begin + "/" + end;
    }

    /** Why nobody may publish to a whole topic by a network; empty if one may. */
    public static Optional<String> problem(String topic) {
        return Topic.problemWith(topic)
                .or(() -> topic.startsWith("$")
                        ? Optional.of("begins with $ (expected: a topic of the hub's users)")
                        : Optional.empty());
    }
}
