package org.axletree.hub.delivery.target.database;

import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.axletree.fence.ClosedAddressException;
import org.axletree.hub.delivery.target.Delivery;

/** Whose fault a failure of a database is, and what is said of it: in Scaleway's words. */
final class DatabaseFailures {
    /** Data that does not fit, and constraints: of the message. Everything else is of the route (ISO 9075, SQLSTATE). */
    private static final Set<String> OF_THE_MESSAGE = Set.of("22", "23");

    private static final int QUERY_SHOWN = 200;

    /** A syntax that is none, a table that is missing, a right that one has not. */
    private static final String WRONG_STATEMENT = "42";

    private static final String NO_CONNECTION = "08";

    /** PostgreSQL: what was said does not fit, as a parameter of its own that the statement has. */
    private static final String WRONG_WORD = "08P01";

    private DatabaseFailures() {}

    static Delivery outcome(SQLException failure, DatabaseStep step, DatabaseConfiguration configuration) {
        String sentence = sentence(failure, step, configuration);
        String state = state(cause(failure));
        if (step == DatabaseStep.EXECUTE && state.length() == 5 && OF_THE_MESSAGE.contains(state.substring(0, 2))) {
            return new Delivery.Dead(sentence);
        }
        return new Delivery.Retry(sentence, Duration.ZERO, step == DatabaseStep.COMMIT);
    }

    /** In Scaleway's words (docs/reference/dialects/scaleway.md section 2). */
    static String sentence(SQLException failure, DatabaseStep step, DatabaseConfiguration configuration) {
        SQLException cause = cause(failure);
        String state = state(cause);
        String error =
                "Error " + (state.isEmpty() ? Integer.toString(cause.getErrorCode()) : state) + ": " + firstLine(cause);
        if (step == DatabaseStep.CONNECT
                || state.startsWith(NO_CONNECTION) && !state.equals(WRONG_WORD) && step != DatabaseStep.COMMIT) {
            return "failed to connect to database. " + connectError(failure, error, configuration);
        }
        // Drivers prepare when they execute first.
        if (step == DatabaseStep.PREPARE || step == DatabaseStep.EXECUTE && state.startsWith(WRONG_STATEMENT)) {
            return "failed to prepare '" + shortened(configuration.statement().text()) + "' query. " + error;
        }
        return "failed to execute query. " + error;
    }

    private static String state(SQLException cause) {
        return Optional.ofNullable(cause.getSQLState()).orElse("");
    }

    /** Drivers wrap: the first one with a state of its own tells most. */
    private static SQLException cause(SQLException failure) {
        if (failure instanceof BatchUpdateException && failure.getNextException() != null) {
            return failure.getNextException();
        }
        return failure;
    }

    private static String connectError(SQLException failure, String error, DatabaseConfiguration configuration) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedAddressException closed) {
                return closed.getMessage();
            }
            if (cause instanceof UnknownHostException) {
                return "unknown host " + configuration.host(); // drivers say no more than that they failed
            }
        }
        return error;
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static String shortened(String sql) {
        return sql.length() <= QUERY_SHOWN ? sql : sql.substring(0, QUERY_SHOWN) + "…";
    }
}
