package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.hub.HubRow;

/** Many devices in one transaction: what {@link DeviceService#create} does for one, without its own certificate. */
public final class DeviceIntake {
    private DeviceIntake() {}

    /** The devices of a hub that have one of these names, by name. */
    public static Map<String, DeviceRow> named(EntityManager entities, String hubId, Collection<String> names) {
        return names.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select d from DeviceRow d where d.hubId = :hubId and d.name in :names",
                                DeviceRow.class)
                        .setParameter("hubId", hubId)
                        .setParameter("names", names)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> row.name, row -> row));
    }

    /** Which of these identifiers are taken, in whichever hub. */
    public static List<String> taken(EntityManager entities, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery("select d.id from DeviceRow d where d.id in :ids", String.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Adds a device to a hub whose row is locked. */
    public static DeviceRow add(
            EntityManager entities, HubRow hub, String id, NewDevice device, boolean enabled, long now) {
        DeviceRow row = new DeviceRow();
        row.id = id;
        row.hubId = hub.id();
        row.region = device.region();
        row.name = device.name();
        row.description = device.description();
        row.enabled = enabled;
        row.allowInsecure = device.allowInsecure();
        row.allowMultipleConnections = device.allowMultipleConnections();
        row.messageFilters(device.messageFilters());
        row.dialect = device.registration().dialect();
        row.parentId = device.registration().parentId().orElse(null);
        row.createdAt = now;
        row.updatedAt = now;
        entities.persist(row);
        hub.addDevice();
        return row;
    }

    /** Gives a device what it proves itself with, once it is in the database. */
    public static void credential(EntityManager entities, String id, SealedCredential credential) {
        DeviceCredentialRow.add(entities, id, credential);
    }
}
