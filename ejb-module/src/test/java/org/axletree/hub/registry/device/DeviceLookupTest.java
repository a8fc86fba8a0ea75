package org.axletree.hub.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.QueryPlan;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DeviceLookupTest {
    private static final String REGION = RegistryFixture.REGION;
    private static final int MANY = 5_000;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("My hub", ProductPlan.SHARED);
    }

    @Test
    void device_isKnownWithAllThatTheGateAsks() {
        MessageFilters filters = new MessageFilters(
                new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("a/+"), TopicFilter.of("\"ä\""))),
                MessageFilter.EVERYTHING);
        Device device = registry.devices
                .create(new NewDevice(REGION, hub.id(), "pump", "", true, false, filters))
                .device();

        Optional<KnownDevice> known = registry.deviceDirectory.deviceById(device.id());

        assertThat(known)
                .contains(new KnownDevice(
                        new DeviceIdentity(hub.id(), "My hub", device.id(), "pump"),
                        "scaleway",
                        ProductPlan.SHARED,
                        true,
                        true,
                        true,
                        false,
                        filters,
                        false,
                        Optional.empty(),
                        false));
        assertThat(registry.deviceDirectory.deviceByName(hub.id(), "pump")).isEqualTo(known);
        assertThat(registry.deviceDirectory.deviceByName("another", "pump")).isEmpty();
    }

    /** What was looked up before is of no consequence. */
    @Test
    void change_isSeenByTheNextLook() {
        Device device = registry.device(hub.id(), "pump");
        assertThat(registry.deviceDirectory.deviceById(device.id())).get().matches(KnownDevice::enabled);

        registry.devices.disable(REGION, device.id());
        registry.hubs.disable(REGION, hub.id());
        assertThat(registry.deviceDirectory.deviceById(device.id()))
                .get()
                .matches(known -> !known.enabled() && !known.hubEnabled());

        registry.devices.delete(REGION, device.id());
        assertThat(registry.deviceDirectory.deviceById(device.id())).isEmpty();
    }

    @Test
    void devices_areFoundTogether_withoutThoseThatAreGone() {
        Device one = registry.device(hub.id(), "one");
        Device other = registry.device(hub.id(), "other");
        registry.device(hub.id(), "not asked for");

        assertThat(registry.deviceDirectory.devicesById(List.of(one.id(), "gone", other.id())))
                .extracting(known -> known.identity().deviceName())
                .containsExactlyInAnyOrder("one", "other");
        assertThat(registry.deviceDirectory.devicesById(List.of())).isEmpty();
    }

    @Test
    void certificate_leadsToItsDevice() {
        Device device = registry.device(hub.id(), "pump");
        DeviceCertificate certificate = TestAuthorities.quick("whoever").certificate();
        registry.certificates.replace(REGION, device.id(), certificate.pem());

        assertThat(registry.deviceDirectory.holdersOf(certificate.fingerprint()))
                .singleElement()
                .matches(holder -> holder.is(Grounds.CLAIMED))
                .matches(holder -> holder.device().ownCertificate())
                .matches(holder -> holder.projectId().equals(hub.projectId()))
                .extracting(holder -> holder.device().identity().deviceId())
                .isEqualTo(device.id());
        assertThat(registry.deviceDirectory.holdersOf("another")).isEmpty();
    }

    /** Issue 4: connecting costs no table scan. */
    @Test
    void connecting_costsNoTableScan() throws SQLException {
        fill();

        assertThat(planOf(DeviceLookup.BY_ID, "x")).satisfies(this::usesIndexesOnly);
        assertThat(planOf(DeviceLookup.BY_NAME, hub.id(), "device 42")).satisfies(this::usesIndexesOnly);
        assertThat(planOf(DeviceLookup.BY_FINGERPRINT, "f42")).satisfies(this::usesIndexesOnly);
        assertThat(planOf(DeviceLookup.BY_FORMER_FINGERPRINT, "f42")).satisfies(this::usesIndexesOnly);
        assertThat(planOf(DeviceLookup.BY_HOST, "device 42", "h42")).satisfies(this::usesIndexesOnly);
        assertThat(planOf(DeviceLookup.BY_HUB, hub.id(), "device 42")).satisfies(this::usesIndexesOnly);
        assertThat(planOf(DeviceLookup.BY_IDS, (Object) new String[] {"x", "y"}))
                .satisfies(this::usesIndexesOnly);
    }

    /** H2 decides once in the life of a process, when there may be nobody yet, how a statement goes through the tables. */
    @Test
    void connecting_costsNoTableScan_ofWhoeverComesLater() throws SQLException {
        for (String query : List.of(
                DeviceLookup.BY_ID,
                DeviceLookup.BY_NAME,
                DeviceLookup.BY_FINGERPRINT,
                DeviceLookup.BY_HOST,
                DeviceLookup.BY_HUB)) {
            assertThat(planOf(query)).doesNotContain("tableScan");
        }
    }

    private void usesIndexesOnly(String plan) {
        assertThat(plan)
                .doesNotContain("tableScan")
                .doesNotContain("Seq Scan")
                .containsIgnoringCase(kind == TestDatabase.H2 ? "PRIMARY_KEY" : "Index Scan");
    }

    /** Enough hubs, devices and certificates that a look into an index is what pays. */
    private void fill() throws SQLException {
        String numbers = kind == TestDatabase.H2 ? "system_range(1, %d) n(x)" : "generate_series(1, %d) n(x)";
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into hub (id, version, region, name, project_id, organization_id,"
                    + " product_plan, enabled, disable_events, events_topic_prefix, enable_device_auto_provisioning,"
                    + " has_custom_ca, authority_subject, authority_pem, created_at, updated_at, device_count)"
                    + " select 'hub ' || x, 1, 'fr-par', 'h', 'p', 'p', 'SHARED', true, false, '', false, false, 's', '',"
                    + " 1, 1, 0 from " + numbers.formatted(MANY));
            statement.executeUpdate("insert into device (id, version, hub_id, region, name, description, enabled,"
                    + " allow_insecure, allow_multiple_connections, publish_filter, subscribe_filter,"
                    + " has_custom_certificate, created_at, updated_at) select 'device ' || x, 1, 'hub ' || x,"
                    + " 'fr-par', 'device ' || x, '', true, false, false, '{}', '{}', false, 1, 1 from "
                    + numbers.formatted(MANY));
            statement.executeUpdate(
                    "insert into device_certificate (device_id, hub_id, issued, fingerprint, serial_number, expires_at,"
                            + " pem) select 'device ' || x, 'hub ' || x, true, 'f' || x, 's', 1, '' from "
                            + numbers.formatted(MANY));
            statement.executeUpdate("update hub set host_label = 'h' || substring(id from 5) where id like 'hub %'");
            statement.executeUpdate("insert into device_credential (device_id, kind) select id, 'SECRET' from device"
                    + " where id like 'device %'");
            statement.execute("analyze");
        }
    }

    private String planOf(String query, Object... parameters) throws SQLException {
        return QueryPlan.of(registry.database.source(), query, parameters);
    }
}
