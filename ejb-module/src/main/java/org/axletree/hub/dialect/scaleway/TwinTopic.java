package org.axletree.hub.dialect.scaleway;

import java.util.Objects;
import java.util.Optional;

/**
 * The topic of a request to a twin: {@code $SCW/twins/<id|me>/<document>/<method>} (scaleway.md section 2, Twins).
 *
 * @param twinId as the device wrote it: a device's id, or {@code me}
 */
public record TwinTopic(String twinId, String document, String method) {
    private static final String SELF = "me";
    private static final int LEVELS = 5;

    /** Longer than any that means something; the answer's topic has to be one too. */
    private static final int MOST_CHARACTERS = 1_024;

    public TwinTopic {
        Objects.requireNonNull(twinId, "twinId");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(method, "method");
    }

    /** Takes the topic apart; empty if it is not that of a request. */
    public static Optional<TwinTopic> of(String topic) {
        if (!topic.startsWith(ScalewayTopics.TWINS) || topic.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        String[] levels = topic.split("/", -1);
        return levels.length == LEVELS ? Optional.of(new TwinTopic(levels[2], levels[3], levels[4])) : Optional.empty();
    }

    /** Whether the device asks for its own twin: there is no other that it may ask for. */
    boolean isOwnOf(String deviceId) {
        return twinId.equals(SELF) || twinId.equals(deviceId);
    }

    /** The other way to write the topic of a request to one's own twin: what is forbidden by one name must not be had by the other. */
    public String alias(String deviceId) {
        return topic(twinId.equals(SELF) ? deviceId : SELF);
    }

    /** Where the answer goes. */
    String answer(boolean success) {
        return topic(twinId) + (success ? "/response/success" : "/response/error");
    }

    private String topic(String twin) {
        return ScalewayTopics.TWINS + twin + "/" + document + "/" + method;
    }
}
