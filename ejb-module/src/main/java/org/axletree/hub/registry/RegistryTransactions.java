package org.axletree.hub.registry;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.function.Function;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.settings.HubSettings;

/**
 * Where a transaction of the registry begins and ends. One attempt; {@link Registry} tries again where it helps.
 *
 * <p>An enterprise bean and no plain CDI bean: the container finds the persistence unit by the module whose component is
 * being called, so that a call out of the web module would find none.
 */
@Stateless
public class RegistryTransactions {

    @Inject
    private HubSettings settings;

    @Resource
    private SessionContext context;

    @PersistenceContext(unitName = "registry")
    private EntityManager entities;

    /**
     * Runs the work in a transaction of its own and commits it; whatever the work throws rolls it back.
     *
     * @throws LostRaceException if the same work may succeed when it is tried again
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T commit(Function<EntityManager, T> work) {
        return attempt(entities, work, settings.limit(HubLimit.AUDIT_ENTRIES));
    }

    static <T> T attempt(EntityManager entities, Function<EntityManager, T> work, int mostAuditEntries) {
        try {
            T result = work.apply(entities);
            entities.flush(); // so that a constraint speaks up here, as itself, and not inside a failed commit
            AuditTrail.write(entities, System.currentTimeMillis());
            AuditTrail.trim(entities, mostAuditEntries);
            return result;
        } catch (PersistenceException e) {
            if (LostRaceException.explains(e)) {
                throw new LostRaceException(e);
            }
            throw e;
        } finally {
            AuditTrail.forget();
        }
    }

    /** Runs the work in a transaction of its own and rolls it back. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T rollBack(Function<EntityManager, T> work) {
        try {
            return work.apply(entities);
        } finally {
            context.setRollbackOnly();
        }
    }

    /** Runs the work outside of any transaction: each query sees what is committed. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public <T> T read(Function<EntityManager, T> work) {
        return work.apply(entities);
    }
}
