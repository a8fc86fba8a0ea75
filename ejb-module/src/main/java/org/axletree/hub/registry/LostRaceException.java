package org.axletree.hub.registry;

import jakarta.ejb.ApplicationException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;

/** Another change came in between, or the database chose this one to end a deadlock; nothing was changed. */
@ApplicationException(rollback = true)
public class LostRaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostRaceException(Throwable cause) {
        super("a change was overtaken by another", cause);
    }

    /**
     * Whether a failure tells of a lost race, at whatever depth. EclipseLink says of every query that locks and fails that it did not get
     * the lock, also where the database is away.
     */
    static boolean explains(Throwable failure) {
        if (RegistryOutage.of(failure).isPresent()) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LostRaceException
                    || cause instanceof OptimisticLockException
                    || cause instanceof PessimisticLockException
                    || cause instanceof LockTimeoutException
                    || cause instanceof SQLException refused && tellsOfRace(refused)) {
                return true;
            }
        }
        return false;
    }

    /** SQL states: 23 a constraint, 40 a deadlock or serialisation failure, the others a lock that was not had in time. */
    private static boolean tellsOfRace(SQLException refused) {
        String state = refused.getSQLState();
        return state != null
                && (state.startsWith("23")
                        || state.startsWith("40")
                        || state.equals("HYT00")
                        || state.equals("55P03")
                        || state.equals("90131"));
    }
}
