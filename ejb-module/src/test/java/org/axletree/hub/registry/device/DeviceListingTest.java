package org.axletree.hub.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten thousand devices in a hub: a page is read off an index in the order of the list, and nothing is counted. */
class DeviceListingTest {
    private static final int MANY = 10_000;
    private static final String REGION = RegistryFixture.REGION;

    private static final String IN_HUB = "region = 'fr-par' and hub_id = '%s'";

    private static RegistryFixture registry;
    private static Hub large;

    @BeforeAll
    static void fill() throws SQLException {
        registry = new RegistryFixture(TestDatabase.H2.open());
        large = registry.hub("large");
        Hub small = registry.hub("small");
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (Hub hub : new Hub[] {large, small}) {
                int devices = hub == large ? MANY : 100;
                statement.executeUpdate("insert into device (id, version, hub_id, region, name, description, enabled,"
                        + " allow_insecure, allow_multiple_connections, publish_filter, subscribe_filter,"
                        + " has_custom_certificate, last_activity_at, created_at, updated_at) select random_uuid(), 1, '"
                        + hub.id() + "', '" + REGION
                        + "', 'device ' || lpad(x, 5, '0'), '', mod(x, 3) > 0, mod(x, 5) = 0, false,"
                        + " '{\"policy\":\"reject\",\"topics\":[]}', '{\"policy\":\"reject\",\"topics\":[]}', false,"
                        + " null, 1000 + x, 2000 + x from system_range(1, " + devices + ")");
                statement.executeUpdate("update hub set device_count = " + devices + " where id = '" + hub.id() + "'");
            }
            statement.execute("analyze");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "name, name",
        "status, enabled",
        "created_at, created_at",
        "updated_at, updated_at",
        "allow_insecure, allow_insecure"
    })
    void page_ofAHub_comesOffAnIndexInItsOrder(String orderBy, String column) throws SQLException {
        for (String direction : new String[] {"", " desc"}) {
            String order = column + direction + ", id" + direction;
            assertThat(plan(IN_HUB.formatted(large.id()), "region, hub_id, " + order))
                    .contains("index sorted");
            assertThat(plan("region = '" + REGION + "'", "region, " + order)).contains("index sorted");
            assertThat(registry.devices
                            .list(
                                    ofHub(Optional.empty()),
                                    new PageRequest(50, 100, orderBy + (direction.isEmpty() ? "_asc" : "_desc")))
                            .items())
                    .hasSize(100);
        }
    }

    @Test
    void lists_haveTheirTotals() {
        DeviceQuery everywhere =
                new DeviceQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(registry.devices.list(everywhere, PageRequest.FIRST).totalCount())
                .isEqualTo(MANY + 100);
        assertThat(registry.devices
                        .list(ofHub(Optional.empty()), PageRequest.FIRST)
                        .totalCount())
                .isEqualTo(MANY);
        assertThat(registry.devices
                        .list(ofHub(Optional.of("DEVICE 0123")), PageRequest.FIRST)
                        .totalCount())
                .isEqualTo(10);
    }

    @Test
    void search_findsTheSame_whetherItFindsLittleOrMuch() {
        DeviceQuery ten = ofHub(Optional.of("Device 0012"));
        Page<Device> last = registry.devices.list(ten, new PageRequest(3, 4, "name_desc"));
        assertThat(last.totalCount()).isEqualTo(10);
        assertThat(last.items()).extracting(Device::name).containsExactly("device 00121", "device 00120");
        assertThat(registry.devices.list(ten, new PageRequest(4, 4, "")).items())
                .isEmpty();

        DeviceQuery insecure =
                new DeviceQuery(REGION, Optional.of(large.id()), ten.name(), Optional.of(true), Optional.of(true));
        assertThat(registry.devices
                        .list(insecure, new PageRequest(1, 20, "updated_at_asc"))
                        .items())
                .extracting(Device::name)
                .containsExactly("device 00125"); // 00120 is disabled

        Page<Device> many =
                registry.devices.list(ofHub(Optional.of("device 0")), new PageRequest(100, 100, "name_asc"));
        assertThat(many.totalCount()).isEqualTo(MANY - 1);
        assertThat(many.items()).hasSize(99).last().extracting(Device::name).isEqualTo("device 09999");

        assertThat(registry.devices
                        .list(ofHub(Optional.of("é")), PageRequest.FIRST)
                        .totalCount())
                .isZero();
    }

    /** A row is looked at only if its name is what was searched for. */
    @Test
    void search_readsTheIndexThatHasTheNames() throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain select id from device where "
                        + IN_HUB.formatted(large.id())
                        + " and lower(name) like '%00042%' fetch first 201 rows only")) {
            rows.next();
            assertThat(rows.getString(1)).contains("DEVICE_BY_HUB_NAME").doesNotContain("tableScan");
        }
    }

    @Test
    void auditLog_comesOffAnIndex_newestFirst() throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into audit_entry (happened_at, who, token_id, source_address, action, resource,"
                            + " resource_id, hub_id, project_id, state_before, state_after) select x, 'w', '', '', 'updated', 'hub',"
                            + " 'r' || mod(x, 100), 'h' || mod(x, 3), 'p' || mod(x, 2), '{}', '{}' from system_range(1, 2000)");
            statement.execute("analyze");
            for (String part : new String[] {"", "resource_id", "hub_id", "project_id"}) {
                String where = part.isEmpty() ? "" : " where " + part + " = 'p1'";
                String order = (part.isEmpty() ? "" : part + ", ") + "id desc";
                try (ResultSet rows = statement.executeQuery(
                        "explain select * from audit_entry" + where + " order by " + order + " limit 20")) {
                    rows.next();
                    assertThat(rows.getString(1)).contains("index sorted");
                }
            }
        }
    }

    private static DeviceQuery ofHub(Optional<String> name) {
        return new DeviceQuery(REGION, Optional.of(large.id()), name, Optional.empty(), Optional.empty());
    }

    private static String plan(String where, String orderBy) throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "explain analyze select * from device where " + where + " order by " + orderBy + " limit 20")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
