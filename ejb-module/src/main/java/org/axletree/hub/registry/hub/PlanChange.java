package org.axletree.hub.registry.hub;

import jakarta.persistence.EntityManager;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.settings.HubSettings;

/** The rules for moving a hub to another plan (scaleway.md A4, A11). */
public final class PlanChange {
    private PlanChange() {}

    static void apply(EntityManager entities, HubSettings settings, HubRow hub, ProductPlan plan) {
        if (hub.enabled) {
            throw ProblemException.invalid(
                    "product_plan",
                    "constraint",
                    "the hub is enabled (expected: disable it first, then change its plan)");
        }
        if (plan == ProductPlan.SHARED) {
            requireSingleConnections(entities, hub.id);
        }
        HubQuota.requireRoomFor(entities, settings, hub.projectId, plan);
        hub.productPlan = plan;
    }

    private static void requireSingleConnections(EntityManager entities, String hubId) {
        long several = entities.createQuery(
                        "select count(d) from DeviceRow d where d.hubId = :hubId and d.allowMultipleConnections = true",
                        Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
        if (several > 0) {
            throw ProblemException.invalid(
                    "product_plan",
                    "constraint",
                    several + " devices may have several connections (expected: none on the shared plan)");
        }
    }

    /** A device of a hub on the shared plan has one connection (scaleway.md B6). */
    public static void requireSeveralConnectionsAllowed(HubRow hub) {
        if (hub.productPlan == ProductPlan.SHARED) {
            throw ProblemException.invalid(
                    "allow_multiple_connections", "constraint", "true (expected: false on the shared plan)");
        }
    }
}
