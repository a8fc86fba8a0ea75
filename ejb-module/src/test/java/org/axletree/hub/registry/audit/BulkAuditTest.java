package org.axletree.hub.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axletree.hub.registry.RegistryFixture.REGION;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What one request changes of many devices is in the audit log under each of them. */
@ParameterizedClass
@EnumSource
class BulkAuditTest {
    /** More than are loaded at once. */
    private static final int MANY = 1_001;

    private static final String PROJECT = "22222222-3333-4444-8555-666666666666";

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hubs.create(new NewHub(
                REGION, "hub", Optional.of(PROJECT), ProductPlan.DEDICATED, Optional.empty(), Optional.empty()));
    }

    @Test
    void deletedHub_hasAnEntryForEachOfItsDevicesAndRoutes() throws SQLException {
        List<String> devices = fill(MANY);
        String route = registry.route(hub.id(), "route", "a/#", "queue").id();
        String elsewhere = registry.device(registry.hub("other").id(), "pump").id();

        registry.hubs.delete(REGION, hub.id(), true);

        for (String device : List.of(devices.get(0), devices.get(499), devices.get(500), devices.get(MANY - 1))) {
            AuditEntry entry = newest(device);
            assertThat(entry.action()).isEqualTo("deleted");
            assertThat(entry.resource()).isEqualTo("device");
            assertThat(entry.hubId()).isEqualTo(hub.id());
            assertThat(entry.projectId()).isEqualTo(PROJECT);
            assertThat(entry.before()).contains("\"name\":\"device " + devices.indexOf(device) + "\"");
            assertThat(entry.after()).isEqualTo("{}");
        }
        assertThat(newest(route).action()).isEqualTo("deleted");
        assertThat(newest(elsewhere).action()).isEqualTo("created");
        // created: hub and route; deleted: all
        assertThat(registry.audit
                        .newestFirst(Optional.empty(), Optional.of(hub.id()), PageRequest.FIRST)
                        .totalCount())
                .isEqualTo(MANY + 4);
        assertThat(newest(hub.id()).action()).isEqualTo("deleted");
    }

    @Test
    void hubThatStays_leavesNoEntryOfDevicesThatWereToBeDeleted() throws SQLException {
        String device = fill(1).get(0);

        assertThatThrownBy(() -> registry.hubs.delete(REGION, hub.id(), false)).isInstanceOf(ProblemException.class);

        assertThat(entries(device)).isEmpty();
    }

    @Test
    void certificatesThatEndWithTheHubsOwnAuthority_haveAnEntryEach(@TempDir Path directory) throws Exception {
        OwnerPki pki = new OwnerPki(directory);
        String pump = registry.device(hub.id(), "pump").id();
        String valve = registry.device(hub.id(), "valve").id();
        registry.hubs.disable(REGION, hub.id());

        registry.authorityOf.bring(REGION, hub.id(), pki.root("ca"), pki.leaf("proof", "/CN=" + hub.id(), "ca", ""));

        for (String device : List.of(pump, valve)) {
            AuditEntry entry = newest(device);
            assertThat(entry.action()).isEqualTo("deleted");
            assertThat(entry.resource()).isEqualTo("certificate");
            assertThat(entry.before()).contains("\"fingerprint\":", "\"issued\":true");
        }
    }

    @Test
    void devicesThatAreDeletedTogether_haveAnEntryEach() throws SQLException {
        List<String> devices = fill(3);

        registry.devices.delete(REGION, Set.copyOf(devices));

        assertThat(devices)
                .allSatisfy(device -> assertThat(newest(device).action()).isEqualTo("deleted"));
    }

    @Test
    void movedDevice_hasAnEntryWithBothHubs() {
        String device = registry.device(hub.id(), "pump").id();
        Hub other = registry.hub("other");

        registry.devices.update(REGION, device, moveTo(other.id()));

        AuditEntry entry = newest(device);
        assertThat(entry.action()).isEqualTo("updated");
        assertThat(entry.before()).isEqualTo("{\"hub_id\":\"" + hub.id() + "\"}");
        assertThat(entry.after()).isEqualTo("{\"hub_id\":\"" + other.id() + "\"}");
    }

    @Test
    void changedFilter_isWrittenDownAsTheApiHasIt() {
        String device = registry.device(hub.id(), "pump").id();
        MessageFilter filter = new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("a/#")));

        registry.devices.update(
                REGION,
                device,
                new DevicePatch(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(filter),
                        Optional.empty(),
                        Optional.empty()));

        AuditEntry entry = newest(device);
        assertThat(entry.before().replace("\\", ""))
                .isEqualTo("{\"message_filters.publish\":\"{\"policy\":\"reject\",\"topics\":[]}\"}");
        assertThat(entry.after().replace("\\", ""))
                .isEqualTo("{\"message_filters.publish\":\"{\"policy\":\"accept\",\"topics\":[\"a/#\"]}\"}");
    }

    @Test
    void log_staysBounded_howeverManyAreDeletedAtOnce() throws SQLException {
        registry.limits.put(HubLimit.AUDIT_ENTRIES, 10);
        fill(MANY);

        registry.hubs.delete(REGION, hub.id(), true);

        assertThat(registry.audit
                        .newestFirst(Optional.empty(), Optional.empty(), PageRequest.FIRST)
                        .totalCount())
                .isEqualTo(10);
    }

    private static DevicePatch moveTo(String hubId) {
        return new DevicePatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(hubId));
    }

    private AuditEntry newest(String resourceId) {
        return entries(resourceId).get(0);
    }

    private List<AuditEntry> entries(String resourceId) {
        return registry.audit
                .newestFirst(Optional.of(resourceId), Optional.empty(), PageRequest.FIRST)
                .items();
    }

    /** Makes devices past the registry, which would make a key for each. */
    private List<String> fill(int devices) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = registry.database.source().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into device (id, version, hub_id, region, name, description, enabled, allow_insecure,"
                                + " allow_multiple_connections, publish_filter, subscribe_filter,"
                                + " has_custom_certificate, created_at, updated_at) values (?, 1, ?, ?, ?, '', true,"
                                + " false, false, ?, ?, false, 1, 1)");
                PreparedStatement count = connection.prepareStatement("update hub set device_count = ? where id = ?")) {
            for (int i = 0; i < devices; i++) {
                ids.add(UUID.randomUUID().toString());
            }
            ids.sort(null);
            for (int i = 0; i < devices; i++) {
                insert.setString(1, ids.get(i));
                insert.setString(2, hub.id());
                insert.setString(3, REGION);
                insert.setString(4, "device " + i);
                insert.setString(5, "{\"policy\":\"reject\",\"topics\":[]}");
                insert.setString(6, "{\"policy\":\"reject\",\"topics\":[]}");
                insert.addBatch();
            }
            insert.executeBatch();
            count.setInt(1, devices);
            count.setString(2, hub.id());
            count.executeUpdate();
        }
        return ids;
    }
}
