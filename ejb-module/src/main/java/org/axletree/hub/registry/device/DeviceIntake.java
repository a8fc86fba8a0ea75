package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.NewRows;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.hub.HubRow;

/** Many devices in one transaction: what {@link DeviceService#create} does for one, without its own certificate. */
public final class DeviceIntake {
    /** A look-up for each name. With a list of names, H2 compares every device of the hub with every name. */
    private static final String IDS_BY_NAME = "select d.id from unnest(cast(? as varchar array)) as n(name)"
            + " join device d on d.name = n.name and d.hub_id = ?";

    private DeviceIntake() {}

    /** The devices of a hub that have one of these names, by name. In a transaction. */
    public static Map<String, DeviceRow> named(EntityManager entities, String hubId, Collection<String> names) {
        List<String> ids = idsOf(entities, hubId, names);
        return ids.isEmpty()
                ? Map.of()
                : entities.createQuery("select d from DeviceRow d where d.id in :ids", DeviceRow.class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> row.name, row -> row));
    }

    private static List<String> idsOf(EntityManager entities, String hubId, Collection<String> names) {
        Connection connection = entities.unwrap(Connection.class);
        try (PreparedStatement statement = connection.prepareStatement(IDS_BY_NAME)) {
            statement.setArray(1, connection.createArrayOf("varchar", names.toArray()));
            statement.setString(2, hubId);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new PersistenceException("devices could not be looked up", e);
        }
    }

    /** Which of these identifiers are taken, in whichever hub. */
    public static List<String> taken(EntityManager entities, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery("select d.id from DeviceRow d where d.id in :ids", String.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Which of these identifiers devices have in hubs that the caller sees. */
    public static Set<String> inSight(EntityManager entities, Collection<String> ids) {
        return ids.isEmpty()
                ? Set.of()
                : entities
                        .createQuery(
                                "select d.id, h.projectId from DeviceRow d, HubRow h where d.id in :ids and h.id = d.hubId",
                                Object[].class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .stream()
                        .filter(row -> Caller.current().sees((String) row[1]))
                        .map(row -> (String) row[0])
                        .collect(Collectors.toSet());
    }

    /** The fingerprints of what these devices are recognised by. */
    public static Map<String, String> fingerprints(EntityManager entities, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select c.deviceId, c.fingerprint from DeviceCertificateRow c where c.deviceId in :ids",
                                Object[].class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /** Which of these certificates devices of the hub's project have already. */
    public static List<String> certified(EntityManager entities, HubRow hub, Collection<String> fingerprints) {
        return fingerprints.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select c.fingerprint from DeviceCertificateRow c, DeviceRow d, HubRow h, HubRow own"
                                        + " where c.fingerprint in :fingerprints and d.id = c.deviceId and h.id = d.hubId"
                                        + " and own.id = :hubId and h.projectId = own.projectId",
                                String.class)
                        .setParameter("fingerprints", fingerprints)
                        .setParameter("hubId", hub.id())
                        .getResultList();
    }

    /** Gives a new device the certificate that it was added with. */
    public static void certificate(NewRows rows, DeviceRow device, DeviceCertificate certificate) {
        rows.add(DeviceCertificateRow.of(device, certificate));
    }

    /**
     * Adds a device to a hub, which is not counted yet.
     *
     * @param certificate of the owner's, that it will be recognised by
     * @param source where it comes from
     */
    public static DeviceRow add(
            NewRows rows,
            HubRow hub,
            String id,
            NewDevice device,
            boolean enabled,
            Optional<DeviceCertificate> certificate,
            String source,
            long now) {
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
        row.importedFrom = source;
        row.importedAt = now;
        certificate.ifPresent(given -> {
            row.hasCustomCertificate = true;
            row.certificateEndsAt = given.validUntil().toEpochMilli();
        });
        rows.add(row);
        return row;
    }

    /** Gives a new device what it proves itself with. */
    public static void credential(NewRows rows, String id, SealedCredential credential) {
        rows.add(DeviceCredentialRow.of(id, credential));
    }
}
