package org.axletree.hub.registry.device;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.database.RegistryUnavailableException;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.hub.ProductPlan;

/**
 * Devices as the gate must know them, with their hubs: one prepared statement each, along an index, past the entities. It is
 * asked in handshakes and at every CONNECT, where what the entities cost is most of the whole. Nothing of a device is
 * remembered from one question to the next, so that whoever was disabled or deleted is not found a moment longer.
 */
@ApplicationScoped
public class DeviceLookup {
    /** What {@link #known} reads, of a device ({@code d}), its hub ({@code h}) and its parent ({@code p}). */
    public static final String COLUMNS = "select d.id as device_id, d.name as device_name, d.hub_id as hub_id,"
            + " d.enabled and (p.enabled is null or p.enabled) as device_enabled, d.allow_insecure as allow_insecure,"
            + " d.allow_multiple_connections as allow_multiple_connections, d.publish_filter as publish_filter,"
            + " d.subscribe_filter as subscribe_filter, d.has_custom_certificate as has_custom_certificate,"
            + " d.dialect as dialect, h.name as hub_name, h.enabled as hub_enabled, h.product_plan as product_plan,"
            + " h.moved_to as moved_to, d.parent_id is not null as has_parent";

    public static final String PARENT = " left join device p on p.id = d.parent_id";
    private static final String DEVICE = " from device d join hub h on h.id = d.hub_id" + PARENT;

    static final String BY_ID = COLUMNS + DEVICE + " where d.id = ?";

    static final String BY_IDS = COLUMNS + DEVICE + " where d.id = any(?)";

    static final String BY_NAME = COLUMNS + DEVICE + " where d.hub_id = ? and d.name = ?";

    /** What {@link #credential} reads, of a device's credential ({@code c}). */
    public static final String CREDENTIAL_COLUMNS =
            ", c.kind as kind, c.sealed_primary as sealed_primary, c.sealed_secondary as sealed_secondary,"
                    + " c.primary_thumbprint as primary_thumbprint, c.secondary_thumbprint as secondary_thumbprint";

    public static final String CREDENTIAL = " left join device_credential c on c.device_id = d.id";
    private static final String CREDENTIALED = COLUMNS + CREDENTIAL_COLUMNS + DEVICE + CREDENTIAL;

    /**
     * Names of hubs need not be unique; the oldest hub has the host name. The outer join keeps H2 from going through all devices, which
     * it would take to be few, and then to their hubs.
     */
    static final String BY_HOST = COLUMNS + CREDENTIAL_COLUMNS
            + " from hub h left join device d on d.hub_id = h.id and d.name = ?" + PARENT + CREDENTIAL
            + " where h.host_label = ? and d.id is not null order by h.created_at, h.id";

    static final String BY_HUB = CREDENTIALED + " where d.hub_id = ? and d.name = ?";

    /** What a hub's own authority issued is worth nothing once its owner brought another one (scaleway.md D4). */
    static final String BY_FINGERPRINT = COLUMNS + CREDENTIAL_COLUMNS
            + ", h.project_id as project, s.issued as issued, s.proved as proved"
            + " from device_certificate s join device d on d.id = s.device_id join hub h on h.id = d.hub_id" + PARENT
            + CREDENTIAL + " where s.fingerprint = ? and (s.issued = false or h.has_custom_ca = false)"
            + " order by s.issued desc, s.proved desc, d.id fetch first 100 rows only";

    /** What {@link #BY_FINGERPRINT} leaves out, of that device. */
    static final String BY_FORMER_FINGERPRINT = COLUMNS
            + " from device_certificate s join device d on d.id = s.device_id join hub h on h.id = d.hub_id" + PARENT
            + " where s.fingerprint = ? and s.issued = true and h.has_custom_ca = true"
            + " order by d.id fetch first 1 rows only";

    static final String CREDENTIALED_BY_IDS = CREDENTIALED + " where d.id = any(?)";

    static final String BY_THUMBPRINT =
            "select c.device_id from device_credential c where c.primary_thumbprint = any(?)"
                    + " union all select c.device_id from device_credential c where c.secondary_thumbprint = any(?)";

    private final FiltersByText filters = new FiltersByText();

    private DataSource database;

    /** For the container. */
    protected DeviceLookup() {}

    public DeviceLookup(DataSource database) {
        this.database = database;
    }

    @Resource(lookup = "java:app/axletree/Registry")
    void setDatabase(DataSource database) {
        this.database = database;
    }

    /** What a statement needs to be told. */
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    Optional<KnownDevice> byId(String deviceId) {
        return one(BY_ID, statement -> statement.setString(1, deviceId));
    }

    Optional<KnownDevice> byName(String hubId, String deviceName) {
        return one(BY_NAME, statement -> {
            statement.setString(1, hubId);
            statement.setString(2, deviceName);
        });
    }

    List<CertificateHolder> byFingerprint(String fingerprint) {
        return all(BY_FINGERPRINT, statement -> statement.setString(1, fingerprint), this::holder).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<KnownDevice> byFormerFingerprint(String fingerprint) {
        return one(BY_FORMER_FINGERPRINT, statement -> statement.setString(1, fingerprint));
    }

    /** The device with what it proves itself with; the hub is known by the first label of its host name. */
    Optional<CredentialedDevice> byHost(String hostLabel, String deviceName) {
        return all(
                        BY_HOST,
                        statement -> {
                            statement.setString(1, deviceName);
                            statement.setString(2, hostLabel);
                        },
                        this::credentialed)
                .stream()
                .findFirst();
    }

    /** The same, of a hub that is known by its id. */
    Optional<CredentialedDevice> byHub(String hubId, String deviceName) {
        return all(
                        BY_HUB,
                        statement -> {
                            statement.setString(1, hubId);
                            statement.setString(2, deviceName);
                        },
                        this::credentialed)
                .stream()
                .findFirst();
    }

    /** Whether any device is registered with a certificate of one of these thumbprints. */
    boolean isThumbprint(Collection<String> thumbprints) {
        return !withThumbprint(thumbprints).isEmpty();
    }

    /** The devices that are registered with a certificate of one of these thumbprints, so many at the most. */
    List<CredentialedDevice> byThumbprint(Collection<String> thumbprints, int most) {
        Object[] ids =
                withThumbprint(thumbprints).stream().distinct().limit(most).toArray();
        return ids.length == 0
                ? List.of()
                : all(
                        CREDENTIALED_BY_IDS,
                        statement ->
                                statement.setArray(1, statement.getConnection().createArrayOf("varchar", ids)),
                        this::credentialed);
    }

    private List<String> withThumbprint(Collection<String> thumbprints) {
        return all(
                BY_THUMBPRINT,
                statement -> {
                    Array texts = statement.getConnection().createArrayOf("varchar", thumbprints.toArray());
                    statement.setArray(1, texts);
                    statement.setArray(2, texts);
                },
                row -> row.getString(1));
    }

    /** Those that there are, in one question. */
    List<KnownDevice> byIds(Collection<String> deviceIds) {
        return all(
                BY_IDS,
                statement -> {
                    Array ids = statement.getConnection().createArrayOf("varchar", deviceIds.toArray());
                    statement.setArray(1, ids);
                },
                this::known);
    }

    private Optional<KnownDevice> one(String query, Parameters parameters) {
        return all(query, parameters, this::known).stream().findFirst();
    }

    private List<KnownDevice> all(String query, Parameters parameters) {
        return all(query, parameters, this::known);
    }

    /** What a row says. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String query, Parameters parameters, Reading<T> reading) {
        List<T> found = new ArrayList<>(1);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            parameters.set(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: devices cannot be looked up", e);
        }
        return found;
    }

    private CredentialedDevice credentialed(ResultSet row) throws SQLException {
        return new CredentialedDevice(known(row), credential(row));
    }

    /** @param row with {@link #CREDENTIAL_COLUMNS} */
    public static SealedCredential credential(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return kind == null
                ? SealedCredential.CERTIFICATE
                : SealedCredential.of(
                        CredentialKind.valueOf(kind),
                        row.getBytes("sealed_primary"),
                        row.getBytes("sealed_secondary"),
                        row.getString("primary_thumbprint"),
                        row.getString("secondary_thumbprint"));
    }

    /** Empty where somebody gave a certificate to a device that proves itself by something else: no claim at all. */
    private Optional<CertificateHolder> holder(ResultSet row) throws SQLException {
        boolean issued = row.getBoolean("issued");
        boolean taken = credential(row).takesCertificates();
        if (!issued && !taken) {
            return Optional.empty();
        }
        Grounds ofIssued = taken ? Grounds.ISSUED : Grounds.BESIDE;
        Grounds unissued = row.getBoolean("proved") ? Grounds.PROVED : Grounds.CLAIMED;
        return Optional.of(new CertificateHolder(known(row), row.getString("project"), issued ? ofIssued : unissued));
    }

    /** @param row with {@link #COLUMNS} */
    KnownDevice known(ResultSet row) throws SQLException {
        return new KnownDevice(
                new DeviceIdentity(
                        row.getString("hub_id"),
                        row.getString("hub_name"),
                        row.getString("device_id"),
                        row.getString("device_name")),
                row.getString("dialect"),
                ProductPlan.valueOf(row.getString("product_plan")),
                row.getBoolean("hub_enabled"),
                row.getBoolean("device_enabled"),
                row.getBoolean("allow_insecure"),
                row.getBoolean("allow_multiple_connections"),
                new MessageFilters(
                        filters.of(row.getString("publish_filter")), filters.of(row.getString("subscribe_filter"))),
                row.getBoolean("has_custom_certificate"),
                Optional.ofNullable(row.getString("moved_to")),
                row.getBoolean("has_parent"));
    }
}
