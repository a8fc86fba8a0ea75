package org.axletree.hub.registry;

import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * Deletes the audited rows of a hub with one statement. It loads them first, some at a time, so that each leaves its entry in the
 * audit log as if it had been deleted alone: whoever looks for a device there finds its end.
 */
public final class BulkRemoval {
    private static final int BATCH = 500;

    private BulkRemoval() {}

    /**
     * @param rows name of the entity
     * @param key name of its key
     * @param condition which of them, in JPQL, of {@code x} and {@code :hubId}
     */
    public static void remove(EntityManager entities, String rows, String key, String condition, String hubId) {
        entities.flush();
        String last = "";
        List<?> batch;
        do {
            batch = entities.createQuery("select x from " + rows + " x where " + condition + " and x." + key
                            + " > :last order by x." + key)
                    .setParameter("hubId", hubId)
                    .setParameter("last", last)
                    .setMaxResults(BATCH)
                    .getResultList();
            for (Object each : batch) {
                AuditedRow row = (AuditedRow) each;
                row.noteRemoval();
                last = row.auditedId();
                entities.detach(row);
            }
            AuditTrail.write(entities, System.currentTimeMillis());
        } while (batch.size() == BATCH);
        entities.createQuery("delete from " + rows + " x where " + condition)
                .setParameter("hubId", hubId)
                .executeUpdate();
    }
}
