package org.axletree.web.console;

import java.util.Optional;
import org.axletree.core.topic.Topic;
import org.axletree.hub.registry.ProblemException;

/** What somebody typed, as the registry wants it. */
public final class Typed {
    private Typed() {}

    public static String stripped(String text) {
        return text == null ? "" : text.strip();
    }

    /** @throws ProblemException of the field {@code topic} if nobody can publish on it */
    public static String topic(String text) {
        Optional<String> problem =
                text.isEmpty() ? Optional.of("is empty (expected: a topic)") : Topic.problemWith(text);
        problem.ifPresent(what -> {
            throw ProblemException.invalid("topic", "format", what);
        });
        return text;
    }

    /** As OpenSSL prints it, with colons, or without. */
    public static String fingerprint(String text) {
        return stripped(text).replaceAll("[:\\s]", "");
    }
}
