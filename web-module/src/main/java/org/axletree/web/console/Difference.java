package org.axletree.web.console;

import java.util.Optional;

/** What somebody changed in a form. */
public final class Difference {
    private Difference() {}

    /** The value of a field now; empty if it is the one that was shown. */
    public static <T> Optional<T> of(T shown, T now) {
        return shown.equals(now) ? Optional.empty() : Optional.of(now);
    }
}
