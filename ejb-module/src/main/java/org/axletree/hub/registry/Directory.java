package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.axletree.hub.authority.SealedAuthority;

/** What the gate and the dispatcher look up in the registry. Reads only what is committed; every look-up has an index. */
@ApplicationScoped
public class Directory {
    /** Owners may give their authorities whatever name; no handshake tries more of one name than this. */
    private static final int MOST_OF_ONE_NAME = 20;

    private Registry registry;
    private DeviceLookup devices;

    /** For the container. */
    protected Directory() {}

    @Inject
    public Directory(Registry registry, DeviceLookup devices) {
        this.registry = registry;
        this.devices = devices;
    }

    public Optional<KnownDevice> deviceById(String deviceId) {
        return StoredText.isPossible(deviceId) ? devices.byId(deviceId) : Optional.empty();
    }

    /** Those of the devices that there are, in any order, by one query for all. */
    public List<KnownDevice> devicesById(Collection<String> deviceIds) {
        return deviceIds.isEmpty() ? List.of() : devices.byIds(deviceIds);
    }

    public Optional<KnownDevice> deviceByName(String hubId, String deviceName) {
        return StoredText.isPossible(deviceName) ? devices.byName(hubId, deviceName) : Optional.empty();
    }

    /**
     * The device whose certificate this is. What a hub's own authority issued is worth nothing in a hub whose owner brought
     * another authority (clouds.md D4).
     */
    public Optional<KnownDevice> deviceByFingerprint(String fingerprint) {
        return devices.byFingerprint(fingerprint);
    }

    /** The authority that an owner brought and that has one of these fingerprints. */
    public Optional<HubAuthority> ownAuthority(List<String> fingerprints) {
        if (fingerprints.isEmpty()) {
            return Optional.empty();
        }
        return registry.read(entities -> entities.createQuery(
                        "select h from HubRow h where h.authorityFingerprint in :fingerprints order by h.id",
                        HubRow.class)
                .setParameter("fingerprints", fingerprints)
                .getResultStream()
                .findFirst()
                .map(HubRow::hubAuthority));
    }

    /** The authorities, of whatever hub, whose subject has this name. */
    public List<HubAuthority> authoritiesNamed(X500Principal subject) {
        return registry.read(entities -> entities.createQuery(
                        "select h from HubRow h where h.authoritySubject = :subject order by h.id", HubRow.class)
                .setParameter("subject", AuthoritySubject.of(subject))
                .setMaxResults(MOST_OF_ONE_NAME)
                .getResultStream()
                .map(HubRow::hubAuthority)
                .toList());
    }

    /** What becomes of a hub's events; empty if there is no such hub. */
    public Optional<HubEvents> eventsOf(String hubId) {
        return registry.read(entities -> Optional.ofNullable(entities.find(HubRow.class, hubId))
                .map(hub -> new HubEvents(hub.name, !hub.disableEvents, hub.eventsTopicPrefix)));
    }

    /** The sealed authority of some hub, with the hub's id: whoever has the master key can open it. Empty if there is none. */
    public Optional<Map.Entry<String, SealedAuthority>> anySealedAuthority() {
        return registry.read(entities -> entities.createQuery(
                        "select h from HubRow h where h.hasCustomCa = false order by h.id", HubRow.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(hub -> Map.entry(hub.id, hub.authority())));
    }

    /** The routes of one hub. */
    public List<Route> routesOf(String hubId) {
        return registry.read(entities -> entities.createQuery(
                        "select r from RouteRow r where r.hubId = :hubId order by r.id", RouteRow.class)
                .setParameter("hubId", hubId)
                .getResultStream()
                .map(RouteRow::toRoute)
                .toList());
    }

    /** The routes of all hubs, by hub. */
    public Map<String, List<Route>> routesByHub() {
        return registry.read(entities -> entities.createQuery("select r from RouteRow r order by r.id", RouteRow.class)
                .getResultStream()
                .map(RouteRow::toRoute)
                .collect(Collectors.groupingBy(Route::hubId)));
    }

    /** Notes when devices were last seen; unknown devices are passed over, and time never runs backwards. */
    public void seen(Map<String, Instant> lastActivityByDevice) {
        if (!lastActivityByDevice.isEmpty()) {
            registry.change("device", "several", entities -> {
                writeSeen(
                        entities, new TreeMap<>(lastActivityByDevice)); // ordered, so that two writers cannot deadlock
                return null;
            });
        }
    }

    private static void writeSeen(EntityManager entities, Map<String, Instant> lastActivityByDevice) {
        Connection connection = entities.unwrap(Connection.class);
        try (PreparedStatement update = connection.prepareStatement("update device set last_activity_at = ?"
                + " where id = ? and (last_activity_at is null or last_activity_at < ?)")) {
            for (Map.Entry<String, Instant> seen : lastActivityByDevice.entrySet()) {
                update.setLong(1, seen.getValue().toEpochMilli());
                update.setString(2, seen.getKey());
                update.setLong(3, seen.getValue().toEpochMilli());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("last activity could not be written", e);
        }
    }
}
