package org.axletree.hub.registry;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Failures that are not of what was asked but of the database: it is away, or cannot write. It is well again by itself. */
public final class RegistryOutage {
    /** H2: input and output, closed, corrupted by a write that failed half-way, connection broken. */
    private static final Set<Integer> H2 = Set.of(90028, 90030, 90031, 90067, 90098, 90121);

    private static final int H2_GENERAL = 50_000;

    /** PostgreSQL: out of disk, memory or connections, input and output, shutting down or starting. */
    private static final Set<String> POSTGRESQL = Set.of("53100", "53200", "53300", "58030", "57P01", "57P02", "57P03");

    private static final String DISK_FULL = "53100";
    private static final String CONNECTION = "08";

    private RegistryOutage() {}

    /** What a failure tells of the database, at whatever depth; empty if it is of another kind. */
    public static Optional<Problem> of(Throwable failure) {
        boolean outage = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isFull(cause)) {
                return Optional.of(new Problem.Unavailable(
                        "the registry cannot be written now: the disk is full (it goes on when there is room)"));
            }
            outage |= cause instanceof SQLException refused && isOutage(refused);
        }
        return outage ? Optional.of(new Problem.Unavailable("the registry does not answer now")) : Optional.empty();
    }

    private static boolean isFull(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof SQLException refused && DISK_FULL.equals(refused.getSQLState())
                || (cause instanceof IOException || cause instanceof SQLException)
                        && (message.contains("no space left") || message.contains("disk quota exceeded"));
    }

    private static boolean isOutage(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.startsWith(CONNECTION)
                || POSTGRESQL.contains(state)
                || H2.contains(refused.getErrorCode())
                || refused.getErrorCode() == H2_GENERAL && hasInputOutput(refused);
    }

    private static boolean hasInputOutput(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause.getClass().getSimpleName().equals("MVStoreException")) {
                return true;
            }
        }
        return false;
    }
}
