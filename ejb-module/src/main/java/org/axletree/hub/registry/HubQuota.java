package org.axletree.hub.registry;

import jakarta.persistence.EntityManager;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.settings.HubSettings;

/** How much there is of what, and how much there may be (clouds.md K). To be asked under the lock of what is counted. */
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
        require("hubs_" + plan.apiName(), settings.limit(limit), current);
    }

    static void requireRoomForDevice(HubSettings settings, HubRow hub) {
        require("devices", settings.limit(HubLimit.DEVICES_PER_HUB), hub.deviceCount);
    }

    static void requireRoomForRoute(EntityManager entities, HubSettings settings, String hubId) {
        require("routes", settings.limit(HubLimit.ROUTES_PER_HUB), countRoutes(entities, hubId));
    }

    static void requireRoomForToken(EntityManager entities, HubSettings settings) {
        long current = entities.createQuery("select count(t) from ApiTokenRow t", Long.class)
                .getSingleResult();
        require("tokens", settings.limit(HubLimit.API_TOKENS), current);
    }

    static void requireRoomForDocument(HubSettings settings, long documents) {
        require("documents", settings.limit(HubLimit.TWIN_DOCUMENTS), documents);
    }

    private static long countRoutes(EntityManager entities, String hubId) {
        return entities.createQuery("select count(r) from RouteRow r where r.hubId = :hubId", Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
    }

    private static void require(String resource, long quota, long current) {
        if (current >= quota) {
            throw new ProblemException(new Problem.QuotaExceeded(resource, quota, current));
        }
    }
}
