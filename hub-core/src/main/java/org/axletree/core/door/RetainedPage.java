package org.axletree.core.door;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.axletree.core.message.Qos;

/**
 * Some of the retained messages of a hub, for people who ask.
 *
 * @param total how many match
 * @param messages in the order of their topics
 */
public record RetainedPage(long total, List<Entry> messages) {
    /** Of a payload no more than this is shown. */
    public static final int MOST_PAYLOAD = 4_096;

    /** Nothing is there. */
    public static final RetainedPage EMPTY = new RetainedPage(0, List.of());

    /**
     * A retained message.
     *
     * @param receivedAt milliseconds since 1970
     * @param expirySeconds until it expires; empty if it does not
     * @param size of the payload, in bytes
     * @param payload its beginning, at most {@link #MOST_PAYLOAD} bytes
     */
    public record Entry(String topic, Qos qos, long receivedAt, OptionalLong expirySeconds, int size, byte[] payload) {
        public Entry {
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(qos, "qos");
            Objects.requireNonNull(expirySeconds, "expirySeconds");
            Objects.requireNonNull(payload, "payload");
        }

        /** Whether there is more of the payload. */
        public boolean isCut() {
            return payload.length < size;
        }
    }

    public RetainedPage {
        messages = List.copyOf(messages);
    }
}
