package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads and changes the database. A change that lost a race (another one committed in between, or the database chose it to
 * end a deadlock) is tried again from the start: it then sees what the winner did, and either fits or has its own problem.
 */
@ApplicationScoped
public class Registry {
    private static final int ATTEMPTS = 5;

    private static final String RACE_LOST =
            "changed by others at the same time (expected: the same once more in a moment; nothing of it was done)";

    /** No attempt begins later than this; each waits for others as long as the database lets it (RegistryDataSource). */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(4);

    private RegistryTransactions transactions;

    /** For the container. */
    protected Registry() {}

    @Inject
    public Registry(RegistryTransactions transactions) {
        this.transactions = transactions;
    }

    /** Runs the work outside of any transaction: each query sees what is committed. */
    public <T> T read(Function<EntityManager, T> work) {
        return transactions.read(work);
    }

    /** Runs the work in a transaction that is rolled back, whatever it does: for who wants to know what a change would do. */
    public <T> T rehearse(Function<EntityManager, T> work) {
        return transactions.rollBack(work);
    }

    /**
     * Runs the work in a transaction and commits it.
     *
     * @param resource what is changed, for the error
     * @throws ProblemException with {@link Problem.TransientState} if it lost every race, or because the caller may not
     */
    public <T> T change(String resource, String resourceId, Function<EntityManager, T> work) {
        return change(resource, resource, resourceId, work);
    }

    /**
     * The same of things that are told of by what they belong to: they are many, or have no identifier yet.
     *
     * @param kind what the caller has to be allowed to change
     * @param resource what others change at the same time, for the error
     */
    public <T> T change(String kind, String resource, String resourceId, Function<EntityManager, T> work) {
        Caller.requireChange(kind);
        long begun = System.nanoTime();
        for (int attempt = 1; attempt <= ATTEMPTS && System.nanoTime() - begun < LONGEST_NANOS; attempt++) {
            try {
                return transactions.commit(work);
            } catch (ProblemException e) {
                throw e;
            } catch (RuntimeException e) {
                AuditTrail.undo();
                if (!LostRaceException.explains(e)) { // a commit, too, may find out
                    throw e;
                }
            }
        }
        throw new ProblemException(new Problem.TransientState(resource, resourceId, RACE_LOST));
    }
}
