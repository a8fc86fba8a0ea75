package org.axletree.hub.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How a route is.
 *
 * @param deadLetters how many it has
 * @param lastError what its target said last when it did not take a message
 */
public record RouteStatus(State state, long deadLetters, Optional<Failure> lastError) {
    /** Of nobody, or of a route that was made this moment. */
    public static final RouteStatus NEW = new RouteStatus(State.RUNNING, 0, Optional.empty());

    /** What it does. */
    public enum State {
        RUNNING,
        FAILING,
        PAUSED;

        /** As the API and the metrics have it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param message one sentence; never a secret */
    public record Failure(Instant at, String message) {
        public Failure {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(message, "message");
        }
    }

    public RouteStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(lastError, "lastError");
    }
}
