package org.axletree.hub.registry.huawei;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.database.RegistryUnavailableException;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;

/**
 * Huawei devices as the gate and the dialect must know them: prepared statements along indexes, past the entities, as {@code
 * DeviceLookup}.
 */
@ApplicationScoped
public class HuaweiDirectory {
    private static final String PLACED = "select x.device_id, x.expires_at, x.activated_at, c.kind,"
            + " c.sealed_primary, c.sealed_secondary, c.primary_thumbprint, c.secondary_thumbprint, x.node_id"
            + " from huawei_device x join device d on d.id = x.device_id"
            + " join device_credential c on c.device_id = x.device_id where ";

    static final String LOGIN = PLACED + "x.huawei_id = ?";

    /** Of several devices with one node id, as of two products, it is the one that was there first. */
    static final String LOGIN_OF_NODE = PLACED + "x.node_id = ? order by d.created_at, x.huawei_id";

    static final String LOGINS_OF_NODES = PLACED + "x.node_id = any(?) order by d.created_at, x.huawei_id";

    private static final String ACTIVATE =
            "update huawei_device set activated_at = ?, expires_at = null where device_id = ? and activated_at is null";

    private static final String SPEAKS_LWM2M =
            "update huawei_device set speaks_lwm2m = ? where device_id = ? and speaks_lwm2m = ?";

    private static final String SPEAKERS_OF_LWM2M =
            "select device_id, huawei_id from huawei_device where speaks_lwm2m = ?";

    private static final String FIX =
            "update device_credential set primary_thumbprint = ? where device_id = ? and primary_thumbprint is null";

    private DataSource database;
    private DeviceDirectory devices;

    /** For the container. */
    protected HuaweiDirectory() {}

    public HuaweiDirectory(DataSource database, DeviceDirectory devices) {
        this.database = database;
        this.devices = devices;
    }

    @Resource(lookup = "java:app/axletree/Registry")
    void setDatabase(DataSource database) {
        this.database = database;
    }

    @Inject
    void setDevices(DeviceDirectory devices) {
        this.devices = devices;
    }

    /** The device with this Huawei device id, in whatever hub. */
    public Optional<HuaweiLogin> login(String huaweiId) {
        return login(LOGIN, huaweiId);
    }

    /** The device with this node id, as an LwM2M device names itself, in whatever hub. */
    public Optional<HuaweiLogin> loginOfNode(String nodeId) {
        return login(LOGIN_OF_NODE, nodeId);
    }

    /** The same of several node ids at once, by two queries; those without a device are missing. */
    public Map<String, HuaweiLogin> loginsOfNodes(Collection<String> nodeIds) {
        Map<String, Row> rows = rowsOfNodes(
                nodeIds.stream().filter(StoredText::isPossible).distinct().toArray());
        Map<String, KnownDevice> known = new HashMap<>();
        devices.devicesById(rows.values().stream().map(Row::deviceId).toList())
                .forEach(device -> known.put(device.identity().deviceId(), device));
        Map<String, HuaweiLogin> logins = new HashMap<>();
        rows.forEach((nodeId, row) -> {
            KnownDevice device = known.get(row.deviceId());
            if (device != null) { // it may have been deleted in between
                logins.put(nodeId, row.login(device));
            }
        });
        return logins;
    }

    private Map<String, Row> rowsOfNodes(Object[] nodeIds) {
        Map<String, Row> rows = new HashMap<>();
        if (nodeIds.length == 0) {
            return rows;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOGINS_OF_NODES)) {
            statement.setArray(1, connection.createArrayOf("varchar", nodeIds));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.putIfAbsent(found.getString(9), row(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: devices cannot be looked up", e);
        }
    }

    private Optional<HuaweiLogin> login(String query, String id) {
        if (!StoredText.isPossible(id)) {
            return Optional.empty();
        }
        // The connection is given back before the next look-up takes one: else the pool could be empty with everybody
        // waiting.
        return row(query, id).flatMap(row -> devices.deviceById(row.deviceId()).map(row::login));
    }

    private record Row(String deviceId, SealedCredential credential, Optional<Instant> expiresAt, boolean activated) {
        HuaweiLogin login(KnownDevice device) {
            return new HuaweiLogin(device, credential, expiresAt, activated);
        }
    }

    private Optional<Row> row(String query, String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: devices cannot be looked up", e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        SealedCredential credential = SealedCredential.of(
                CredentialKind.valueOf(row.getString(4)),
                row.getBytes(5),
                row.getBytes(6),
                row.getString(7),
                row.getString(8));
        long expiresAt = row.getLong(2);
        Optional<Instant> expiry = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expiresAt));
        return new Row(row.getString(1), credential, expiry, row.getObject(3) != null);
    }

    /** Notes that the device connected for the first time: its registration does not end any more. */
    public void activate(String deviceId, Instant now) {
        update(ACTIVATE, statement -> {
            statement.setLong(1, now.toEpochMilli());
            statement.setString(2, deviceId);
        });
    }

    /** Notes that the device has registered by LwM2M. */
    public void speaksLwM2m(String deviceId) {
        update(SPEAKS_LWM2M, statement -> {
            statement.setBoolean(1, true);
            statement.setString(2, deviceId);
            statement.setBoolean(3, false);
        });
    }

    /** The Huawei device ids of all that have ever registered by LwM2M, by their ids. */
    public Map<String, String> speakersOfLwM2m() {
        Map<String, String> ids = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SPEAKERS_OF_LWM2M)) {
            statement.setBoolean(1, true);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.put(rows.getString(1), rows.getString(2));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: devices cannot be looked up", e);
        }
    }

    /**
     * Has the device be recognised by this fingerprint from now on, if it has none yet.
     *
     * @return whether it had none
     */
    public boolean fixFingerprint(String deviceId, String fingerprint) {
        return update(FIX, statement -> {
                    statement.setString(1, fingerprint);
                    statement.setString(2, deviceId);
                })
                == 1;
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private int update(String text, Parameters parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            parameters.set(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: a device cannot be written", e);
        }
    }
}
