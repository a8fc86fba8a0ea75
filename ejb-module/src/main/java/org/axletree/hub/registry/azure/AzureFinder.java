package org.axletree.hub.registry.azure;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.device.DeviceRow;

/** Finds identities by hub and name, along an index. */
final class AzureFinder {
    static final String DEVICE = "device";
    static final String MODULE = "module";

    /** An identity's two rows. */
    record Found(DeviceRow device, AzureDeviceRow row) {}

    /** Along the index of a hub's names. */
    static final String BY_NAME = "select d, a from DeviceRow d, AzureDeviceRow a"
            + " where d.hubId = :hubId and d.name = :name and a.deviceId = d.id";

    private AzureFinder() {}

    static Found found(EntityManager entities, String hubId, String name) {
        return find(entities, hubId, name)
                .orElseThrow(() -> ProblemException.notFound(name.indexOf('/') < 0 ? DEVICE : MODULE, name));
    }

    static Optional<Found> find(EntityManager entities, String hubId, String name) {
        if (!StoredText.isPossible(name)) {
            return Optional.empty();
        }
        return entities.createQuery(BY_NAME, Object[].class)
                .setParameter("hubId", hubId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .map(row -> new Found((DeviceRow) row[0], (AzureDeviceRow) row[1]));
    }

    /** Whether any device has the name, of whatever dialect. */
    static boolean isTaken(EntityManager entities, String hubId, String name) {
        return !entities.createQuery(
                        "select d.id from DeviceRow d where d.hubId = :hubId and d.name = :name", String.class)
                .setParameter("hubId", hubId)
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
    }

    /** Whether a device that is no identity has the name. */
    static boolean isTakenByOthers(EntityManager entities, String hubId, String name) {
        return !entities.createQuery(
                        "select d.id from DeviceRow d where d.hubId = :hubId and d.name = :name"
                                + " and d.dialect <> :dialect",
                        String.class)
                .setParameter("hubId", hubId)
                .setParameter("name", name)
                .setParameter("dialect", AzureIdentityService.DIALECT)
                .getResultList()
                .isEmpty();
    }

    /** Identities of a hub in the order of their names, from behind one. */
    static List<Found> after(EntityManager entities, String hubId, String last, int most) {
        return after(entities, hubId, last, most, "");
    }

    /** The same without modules. */
    static List<Found> devicesAfter(EntityManager entities, String hubId, String last, int most) {
        return after(entities, hubId, last, most, " and d.parentId is null");
    }

    /** Those of some names, likewise. */
    static List<Found> devicesAfter(EntityManager entities, String hubId, String last, Set<String> names) {
        return entities.createQuery(
                        "select d, a from DeviceRow d, AzureDeviceRow a where d.hubId = :hubId and d.name > :last"
                                + " and d.name in :names and d.parentId is null and a.deviceId = d.id order by d.name",
                        Object[].class)
                .setParameter("hubId", hubId)
                .setParameter("last", last)
                .setParameter("names", names)
                .getResultStream()
                .map(row -> new Found((DeviceRow) row[0], (AzureDeviceRow) row[1]))
                .toList();
    }

    private static List<Found> after(EntityManager entities, String hubId, String last, int most, String condition) {
        return entities.createQuery(
                        "select d, a from DeviceRow d, AzureDeviceRow a where d.hubId = :hubId and d.name > :last"
                                + condition + " and a.deviceId = d.id order by d.name",
                        Object[].class)
                .setParameter("hubId", hubId)
                .setParameter("last", last)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new Found((DeviceRow) row[0], (AzureDeviceRow) row[1]))
                .toList();
    }
}
