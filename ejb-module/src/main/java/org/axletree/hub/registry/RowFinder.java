package org.axletree.hub.registry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Finds rows by id, in the region where they are looked for; or says which thing is not there. */
final class RowFinder {
    private RowFinder() {}

    static HubRow hub(EntityManager entities, String region, String hubId) {
        return hubIfThere(entities, region, hubId).orElseThrow(() -> notFound("hub", hubId));
    }

    static Optional<HubRow> hubIfThere(EntityManager entities, String region, String hubId) {
        return stored(hubId).map(id -> entities.find(HubRow.class, id)).filter(row -> isVisible(row, region));
    }

    /** The hub's row, locked: whoever adds to a hub, counts what it has or changes its plan waits for the others. */
    static HubRow lockedHub(EntityManager entities, String region, String hubId) {
        return stored(hubId)
                .map(id -> entities.find(HubRow.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(row -> isVisible(row, region))
                .orElseThrow(() -> notFound("hub", hubId));
    }

    static DeviceRow device(EntityManager entities, String region, String deviceId) {
        return stored(deviceId)
                .map(id -> entities.find(DeviceRow.class, id))
                .filter(row -> row.region.equals(region))
                .filter(row -> isVisible(entities, row.hubId))
                .orElseThrow(() -> notFound("device", deviceId));
    }

    static RouteRow route(EntityManager entities, String region, String routeId) {
        return stored(routeId)
                .map(id -> entities.find(RouteRow.class, id))
                .filter(row -> row.region.equals(region))
                .filter(row -> isVisible(entities, row.hubId))
                .orElseThrow(() -> notFound("route", routeId));
    }

    static ApiTokenRow token(EntityManager entities, String tokenId) {
        return stored(tokenId)
                .map(id -> entities.find(ApiTokenRow.class, id))
                .orElseThrow(() -> notFound("token", tokenId));
    }

    /** To who may only see one project, the things of others are not there. */
    private static boolean isVisible(HubRow hub, String region) {
        return hub.region.equals(region) && Caller.current().sees(hub);
    }

    private static boolean isVisible(EntityManager entities, String hubId) {
        return Caller.current().seesAll() || Caller.current().sees(entities.find(HubRow.class, hubId));
    }

    private static Optional<String> stored(String id) {
        return Optional.of(id).filter(StoredText::isPossible);
    }

    private static ProblemException notFound(String resource, String id) {
        return new ProblemException(new Problem.NotFound(resource, id));
    }
}
