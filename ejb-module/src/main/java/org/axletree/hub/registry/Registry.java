package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * Reads and changes the database. A change that lost a race (another one committed in between, or the database chose it to
 * end a deadlock) is tried again from the start: it then sees what the winner did, and either fits or has its own problem.
 */
@ApplicationScoped
public class Registry {
    private static final int ATTEMPTS = 5;

    private RegistryTransactions transactions;

    /** For the container. */
    protected Registry() {}

    @Inject
    public Registry(RegistryTransactions transactions) {
        this.transactions = transactions;
    }

    <T> T read(Function<EntityManager, T> work) {
        return transactions.read(work);
    }

    /**
     * @param resource what is changed, for the error
     * @throws ProblemException with {@link Problem.TransientState} if it lost every race
     */
    <T> T change(String resource, String resourceId, Function<EntityManager, T> work) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return transactions.commit(work);
            } catch (ProblemException e) {
                throw e;
            } catch (RuntimeException e) {
                if (!lostRace(e)) {
                    throw e;
                }
            }
        }
        throw new ProblemException(
                new Problem.TransientState(resource, resourceId, "changed by others at the same time"));
    }

    private static boolean lostRace(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException) {
                return true;
            }
            if (cause instanceof SQLException failure && raceState(failure)) {
                return true;
            }
        }
        return thrown instanceof jakarta.persistence.PessimisticLockException
                || thrown instanceof jakarta.persistence.LockTimeoutException;
    }

    /** SQL states: 23 a constraint, 40 a deadlock or serialisation failure, HYT00 and 55P03 a lock not had in time. */
    private static boolean raceState(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && (state.startsWith("23")
                        || state.startsWith("40")
                        || state.equals("HYT00")
                        || state.equals("55P03")
                        || state.equals("90131"));
    }
}
