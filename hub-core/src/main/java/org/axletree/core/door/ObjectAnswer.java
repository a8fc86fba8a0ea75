package org.axletree.core.door;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of an {@link ObjectRequest}.
 *
 * @param kind whether the device did it
 * @param code the device's response code, as {@code 2.05}; empty where it gave none
 * @param value what it answered, as JSON; empty if nothing
 * @param problem what was wrong, for people; empty if nothing was
 */
public record ObjectAnswer(Kind kind, String code, Optional<String> value, String problem) {
    /** The device is not at this door. */
    public static final ObjectAnswer ABSENT = failed(Kind.ABSENT, "the device is not registered");

    /** How it ended. */
    public enum Kind {
        DONE,
        /** The device said no. */
        REFUSED,
        /** The device did not answer. */
        TIMED_OUT,
        /** The device is not at this door. */
        ABSENT,
        /** The request makes no sense. */
        INVALID,
        /** Too much waits for the device. */
        BUSY
    }

    public ObjectAnswer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(problem, "problem");
    }

    /** The device did not do it. */
    public static ObjectAnswer failed(Kind kind, String problem) {
        return new ObjectAnswer(kind, "", Optional.empty(), problem);
    }

    /** Of two doors, what the one says where the device is. */
    public ObjectAnswer orOf(ObjectAnswer other) {
        return kind == Kind.ABSENT ? other : this;
    }
}
