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
import org.axletree.hub.registry.database.RegistryUnavailableException;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.DeviceLookup;

/**
 * Huawei devices as the gate and the dialect must know them: prepared statements along indexes, past the entities, as {@code
 * DeviceLookup}.
 */
@ApplicationScoped
public class HuaweiDirectory {
    /**
     * All by one query: each costs a connection of the pool, and elsewhere a way over the network. The outer joins keep H2 from going
     * through all devices of a hub, which it would take to be few; there are no rows without a device.
     */
    private static final String PLACED = DeviceLookup.COLUMNS + DeviceLookup.CREDENTIAL_COLUMNS
            + ", x.expires_at as expires_at, x.activated_at as activated_at, x.node_id as node_id"
            + " from huawei_device x left join device d on d.id = x.device_id left join hub h on h.id = d.hub_id"
            + DeviceLookup.PARENT + DeviceLookup.CREDENTIAL + " where ";

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

    /** The same of several node ids at once; those without a device are missing. */
    public Map<String, HuaweiLogin> loginsOfNodes(Collection<String> nodeIds) {
        Object[] asked =
                nodeIds.stream().filter(StoredText::isPossible).distinct().toArray();
        Map<String, HuaweiLogin> logins = new HashMap<>();
        if (asked.length == 0) {
            return logins;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOGINS_OF_NODES)) {
            statement.setArray(1, connection.createArrayOf("varchar", asked));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    String nodeId = found.getString("node_id");
                    login(found).ifPresent(login -> logins.putIfAbsent(nodeId, login));
                }
            }
            return logins;
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: devices cannot be looked up", e);
        }
    }

    private Optional<HuaweiLogin> login(String query, String id) {
        if (!StoredText.isPossible(id)) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                Optional<HuaweiLogin> login = Optional.empty();
                while (login.isEmpty() && row.next()) {
                    login = login(row);
                }
                return login;
            }
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: devices cannot be looked up", e);
        }
    }

    /** Empty of a device that has nothing to prove itself with. */
    private Optional<HuaweiLogin> login(ResultSet row) throws SQLException {
        if (row.getString("kind") == null) {
            return Optional.empty();
        }
        long expiresAt = row.getLong("expires_at");
        Optional<Instant> expiry = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expiresAt));
        return Optional.of(new HuaweiLogin(
                devices.known(row), DeviceLookup.credential(row), expiry, row.getObject("activated_at") != null));
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
