package org.axletree.hub.registry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Finds rows by id, in the region where they are looked for; or says which thing is not there. */
final class RowFinder {
    private RowFinder() {}

    static HubRow hub(EntityManager entities, String region, String hubId) {
        return inRegion(entities.find(HubRow.class, hubId), region).orElseThrow(() -> notFound("hub", hubId));
    }

    /** The hub's row, locked: whoever adds to a hub, counts what it has or changes its plan waits for the others. */
    static HubRow lockedHub(EntityManager entities, String region, String hubId) {
        return inRegion(entities.find(HubRow.class, hubId, LockModeType.PESSIMISTIC_WRITE), region)
                .orElseThrow(() -> notFound("hub", hubId));
    }

    static DeviceRow device(EntityManager entities, String region, String deviceId) {
        return Optional.ofNullable(entities.find(DeviceRow.class, deviceId))
                .filter(row -> row.region.equals(region))
                .orElseThrow(() -> notFound("device", deviceId));
    }

    static RouteRow route(EntityManager entities, String region, String routeId) {
        return Optional.ofNullable(entities.find(RouteRow.class, routeId))
                .filter(row -> row.region.equals(region))
                .orElseThrow(() -> notFound("route", routeId));
    }

    private static Optional<HubRow> inRegion(HubRow row, String region) {
        return Optional.ofNullable(row).filter(found -> found.region.equals(region));
    }

    private static ProblemException notFound(String resource, String id) {
        return new ProblemException(new Problem.NotFound(resource, id));
    }
}
