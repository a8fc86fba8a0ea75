package org.axletree.hub.registry.hub;

import jakarta.persistence.EntityManager;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.settings.HubSettings;

/** How many hubs of a plan a project has, and may have. To be asked under {@link RegistryLock}. */
final class HubQuota {
    private HubQuota() {}

    static void requireRoomFor(EntityManager entities, HubSettings settings, String projectId, ProductPlan plan) {
        HubLimit limit =
                switch (plan) {
                    case SHARED -> HubLimit.HUBS_ON_SHARED_PLAN;
                    case DEDICATED -> HubLimit.HUBS_ON_DEDICATED_PLAN;
                    case HA -> HubLimit.HUBS_ON_HA_PLAN;
                };
        long current = entities.createQuery(
                        "select count(h) from HubRow h where h.projectId = :projectId and h.productPlan = :plan",
                        Long.class)
                .setParameter("projectId", projectId)
                .setParameter("plan", plan)
                .getSingleResult();
        Quota.requireRoom("hubs_" + plan.apiName(), settings.limit(limit), current);
    }
}
