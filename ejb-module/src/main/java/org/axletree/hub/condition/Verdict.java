package org.axletree.hub.condition;

import java.util.Objects;

/**
 * Whether a condition holds for a message.
 *
 * @param fault why it could not be told, in which case it does not hold; empty if it could be
 */
public record Verdict(boolean holds, String fault) {
    /** Of a message that no condition is asked about. */
    public static final Verdict NONE = new Verdict(false, "");

    static final Verdict HOLDS = new Verdict(true, "");
    static final Verdict DOES_NOT_HOLD = new Verdict(false, "");

    public Verdict {
        Objects.requireNonNull(fault, "fault");
    }

    static Verdict fault(String what) {
        return new Verdict(false, what);
    }

    /** Whether it could not be told. */
    public boolean isFault() {
        return !fault.isEmpty();
    }
}
