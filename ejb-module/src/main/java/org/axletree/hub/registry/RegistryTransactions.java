package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Function;

/** Where a transaction of the registry begins and ends. One attempt; {@link Registry} tries again where it helps. */
@ApplicationScoped
public class RegistryTransactions {

    @PersistenceContext(unitName = "registry")
    private EntityManager entities;

    /** Runs the work in a transaction of its own and commits it; whatever the work throws rolls it back. */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T commit(Function<EntityManager, T> work) {
        T result = work.apply(entities);
        entities.flush(); // so that a constraint speaks up here, as itself, and not inside a failed commit
        return result;
    }

    /** Runs the work outside of any transaction: each query sees what is committed. */
    @Transactional(TxType.NOT_SUPPORTED)
    public <T> T read(Function<EntityManager, T> work) {
        return work.apply(entities);
    }
}
