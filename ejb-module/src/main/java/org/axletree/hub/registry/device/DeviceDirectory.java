package org.axletree.hub.registry.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axletree.core.door.KeyKind;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;

/** What the gate looks up of devices. Reads only what is committed; every look-up has an index. */
@ApplicationScoped
public class DeviceDirectory {
    /** Whoever is one of several is refused: more need not be told. */
    private static final int MOST_OF_A_THUMBPRINT = 20;

    private Registry registry;
    private DeviceLookup lookup;

    /** For the container. */
    protected DeviceDirectory() {}

    @Inject
    public DeviceDirectory(Registry registry, DeviceLookup lookup) {
        this.registry = registry;
        this.lookup = lookup;
    }

    public Optional<KnownDevice> deviceById(String deviceId) {
        return StoredText.isPossible(deviceId) ? lookup.byId(deviceId) : Optional.empty();
    }

    /** Those of the devices that there are, in any order, by one query for all. */
    public List<KnownDevice> devicesById(Collection<String> deviceIds) {
        return deviceIds.isEmpty() ? List.of() : lookup.byIds(deviceIds);
    }

    /**
     * What a row of another look-up says of a device.
     *
     * @param row with {@link DeviceLookup#COLUMNS}
     */
    public KnownDevice known(ResultSet row) throws SQLException {
        return lookup.known(row);
    }

    public Optional<KnownDevice> deviceByName(String hubId, String deviceName) {
        return StoredText.isPossible(deviceName) ? lookup.byName(hubId, deviceName) : Optional.empty();
    }

    /**
     * A device with what it proves itself with.
     *
     * @param host the first label of the hub's host name, in lower case: its name or its id
     */
    public Optional<CredentialedDevice> credentialed(String host, String deviceName) {
        if (!StoredText.isPossible(host) || !StoredText.isPossible(deviceName)) {
            return Optional.empty();
        }
        return lookup.byHost(host, deviceName).or(() -> lookup.byHub(host, deviceName));
    }

    /** Whether any device is registered with a certificate of one of these thumbprints, hexadecimal in lower case. */
    public boolean isThumbprint(Collection<String> thumbprints) {
        return lookup.isThumbprint(thumbprints);
    }

    /** The devices that are registered with a certificate of one of these thumbprints, twenty at the most. */
    public List<CredentialedDevice> withThumbprint(Collection<String> thumbprints) {
        return lookup.byThumbprint(thumbprints, MOST_OF_A_THUMBPRINT);
    }

    /** A device with what it proves itself with, of a hub that is known by its id. */
    public Optional<CredentialedDevice> credentialedIn(String hubId, String deviceName) {
        return StoredText.isPossible(deviceName) ? lookup.byHub(hubId, deviceName) : Optional.empty();
    }

    /**
     * The devices whose certificate this is said to be, the best grounds first, a hundred at the most. What a hub's own
     * authority issued is worth nothing in a hub whose owner brought another authority (scaleway.md D4).
     */
    public List<CertificateHolder> holdersOf(String fingerprint) {
        return lookup.byFingerprint(fingerprint);
    }

    /** Whose certificate it was before the owner of the device's hub brought another authority, or the device came to such a hub. */
    public Optional<KnownDevice> formerHolderOf(String fingerprint) {
        return lookup.byFormerFingerprint(fingerprint);
    }

    /**
     * The kinds of keys that not every TLS takes and that devices may come with: those of certificates that owners gave them,
     * and those of the owners' authorities, which will sign the like.
     */
    public Set<KeyKind> rareKeys() {
        return registry.read(entities -> {
            Set<KeyKind> kinds = EnumSet.noneOf(KeyKind.class);
            for (String query : List.of(
                    "select distinct c.rareKey from DeviceCertificateRow c where c.rareKey is not null",
                    "select distinct h.authorityRareKey from HubRow h where h.authorityRareKey is not null")) {
                entities.createQuery(query, String.class)
                        .getResultStream()
                        .map(KeyKind::valueOf)
                        .forEach(kinds::add);
            }
            return kinds;
        });
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
