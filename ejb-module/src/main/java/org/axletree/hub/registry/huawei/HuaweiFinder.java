package org.axletree.hub.registry.huawei;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StoredText;

/** Finds Huawei devices by their ids, in the project and instance where they are looked for. */
final class HuaweiFinder {
    private static final String PLACED =
            "select x, h.region, h.id, h.name, h.projectId from HuaweiDeviceRow x, DeviceRow d, HubRow h"
                    + " where d.id = x.deviceId and h.id = d.hubId";

    private static final int MOST_EXPIRED = 100;

    private HuaweiFinder() {}

    /** A device with where it is. */
    record Found(HuaweiDeviceRow row, String region, String hubId, String hubName, String projectId) {}

    static Found device(EntityManager entities, HuaweiAddress address, String huaweiId, Instant now) {
        return byId(entities, huaweiId)
                .filter(found -> found.projectId().equals(address.projectId()))
                .filter(found -> address.instanceId().map(found.hubId()::equals).orElse(true))
                .filter(found -> Caller.current().sees(found.projectId()))
                .filter(found -> !found.row().isExpired(now))
                .orElseThrow(() -> ProblemException.notFound("device", huaweiId));
    }

    /** A device wherever it is. */
    static Optional<Found> byId(EntityManager entities, String huaweiId) {
        if (!StoredText.isPossible(huaweiId)) {
            return Optional.empty();
        }
        return entities.createQuery(PLACED + " and x.huaweiId = :id", Object[].class)
                .setParameter("id", huaweiId)
                .getResultStream()
                .map(HuaweiFinder::found)
                .findFirst();
    }

    /** Devices whose registration has ended: some of them, where there are many. */
    static List<Found> expired(EntityManager entities, Instant now) {
        return entities.createQuery(PLACED + " and x.expiresAt <= :now", Object[].class)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(MOST_EXPIRED)
                .getResultStream()
                .map(HuaweiFinder::found)
                .toList();
    }

    private static Found found(Object[] row) {
        return new Found((HuaweiDeviceRow) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4]);
    }
}
