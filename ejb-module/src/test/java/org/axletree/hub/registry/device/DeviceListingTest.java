package org.axletree.hub.registry.device;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
                        + " has_custom_certificate, last_activity_at, certificate_ends_at, created_at, updated_at) select random_uuid(), 1, '"
                        + hub.id() + "', '" + REGION
                        + "', 'device ' || lpad(x, 5, '0'), '', mod(x, 3) > 0, mod(x, 5) = 0, false,"
                        + " '{\"policy\":\"reject\",\"topics\":[]}', '{\"policy\":\"reject\",\"topics\":[]}', false,"
                        + " case when mod(x, 3) > 0 then 1000 + x end, case when x in (7, 42) then 5000 end, 1000 + x,"
                        + " 2000 + x from system_range(1, " + devices + ")");
                String number = "cast(cast(substring(name, 8) as integer) as varchar(64))";
                for (String words : new String[] {
                    "'device', id from device where hub_id = '%s'",
                    "substring(name, 8), id from device where hub_id = '%s'",
                    number + ", id from device where hub_id = '%s' and substring(name, 8) <> " + number
                }) {
                    statement.executeUpdate("insert into device_word (hub_id, word, device_id) select hub_id, "
                            + words.formatted(hub.id()));
                }
                statement.executeUpdate("update device set dialect = 'azure' where hub_id = '" + hub.id()
                        + "' and name in ('device 00099', 'device 05000')");
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
            String order = Stream.of(column, "created_at", "id")
                    .distinct()
                    .map(each -> each + direction)
                    .collect(joining(", "));
            assertThat(plan("*", IN_HUB.formatted(large.id()), "region, hub_id, " + order))
                    .contains("index sorted");
            assertThat(plan("id", IN_HUB.formatted(large.id()), "region, hub_id, " + order))
                    .as("where only ids are read, as for who is not connected")
                    .contains("index sorted");
            assertThat(registry.devices
                            .list(
                                    ofHub(Optional.empty()),
                                    new PageRequest(50, 100, orderBy + (direction.isEmpty() ? "_asc" : "_desc")))
                            .items())
                    .hasSize(100);
        }
    }

    /** Over all hubs as within one, first pages, deep pages and the last one. */
    @ParameterizedTest
    @CsvSource({
        "name, name",
        "status, enabled",
        "created_at, created_at",
        "updated_at, updated_at",
        "allow_insecure, allow_insecure",
        "hub_id, hub_id",
        "last_activity_at, last_activity_at"
    })
    void page_ofARegion_isPutTogetherInTheOrderOfAllHubs(String orderBy, String column) throws SQLException {
        for (String direction : new String[] {"asc", "desc"}) {
            String nulls = direction.equals("asc") ? " nulls first" : " nulls last";
            List<String> all = ids(
                    "region = '" + REGION + "'",
                    column + " " + direction + nulls + ", created_at " + direction + ", id " + direction);
            assertThat(all).hasSize(MANY + 100);
            for (int page : new int[] {1, 100, 145}) {
                Page<Device> read = registry.devices.list(
                        inRegion(Optional.empty(), Optional.empty(), Optional.empty()),
                        new PageRequest(page, 70, orderBy + "_" + direction));
                assertThat(read.totalCount()).isEqualTo(MANY + 100);
                assertThat(read.items())
                        .extracting(Device::id)
                        .containsExactlyElementsOf(
                                all.subList(Math.min(all.size(), (page - 1) * 70), Math.min(all.size(), page * 70)));
            }
        }
    }

    @Test
    void page_ofARegion_isRestrictedInEachHub() throws SQLException {
        assertThat(found(inRegion(Optional.of("E 0009"), Optional.empty(), Optional.empty())))
                .containsExactlyElementsOf(ids("lower(name) like '%e 0009%'", "name, id"))
                .hasSize(20);
        assertThat(found(inRegion(Optional.of("0006"), Optional.of(true), Optional.of(false))))
                .containsExactlyElementsOf(ids("name like '%0006%' and allow_insecure and not enabled", "name, id"))
                .isNotEmpty();
        assertThat(found(inRegion(Optional.empty(), Optional.of(true), Optional.of(false))))
                .containsExactlyElementsOf(
                        ids("allow_insecure and not enabled", "name, id").subList(0, 100));
        assertThat(found(inRegion(Optional.of("nobody"), Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    private static List<String> found(DeviceQuery query) {
        return registry.devices.list(query, new PageRequest(1, 100, "name_asc")).items().stream()
                .map(Device::id)
                .toList();
    }

    static DeviceQuery inRegion(Optional<String> name, Optional<Boolean> insecure, Optional<Boolean> enabled) {
        return new DeviceQuery(REGION, Optional.empty(), name, insecure, enabled);
    }

    private static List<String> ids(String where, String orderBy) throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id from device where " + where + " order by " + orderBy)) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
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

    /** What is typed is looked up where it begins: as many entries are read in a hub of ten thousand as in one of a hundred. */
    @Test
    void search_readsNoMoreInALargeHubThanInASmallOne() throws SQLException {
        String words = "select device_id from device_word where hub_id = '%s' and word >= '42' and word < '42\uffff'"
                + " and exists (select 1 from device_word o where o.device_id = device_word.device_id and o.word >= 'dev'"
                + " and o.word < 'dev\uffff') fetch first 401 rows only";
        assertThat(read(words.formatted(large.id()))).isLessThan(2_000); // 42, 420 to 429, 4200 to 4299
        assertThat(read("select device_id from device_word where hub_id = '" + large.id()
                        + "' and word >= '00042' and word < '00042\uffff' fetch first 401 rows only"))
                .isLessThan(10);
        assertThat(read("select id from device where " + IN_HUB.formatted(large.id())
                        + " and id >= 'abcd' and id < 'abcd\uffff' fetch first 201 rows only"))
                .isLessThan(50);
        assertThat(read("select id from device where " + IN_HUB.formatted(large.id())
                        + " and certificate_ends_at >= 0 and certificate_ends_at < 6000 fetch first 201 rows only"))
                .isLessThan(10);
        assertThat(read("select id from device where " + IN_HUB.formatted(large.id())
                        + " and dialect = 'azure' fetch first 201 rows only"))
                .isLessThan(10);
        assertThat(read("select id from device where " + IN_HUB.formatted(large.id())
                        + " and enabled = false and allow_insecure = true fetch first 201 rows only"))
                .isLessThan(500);
    }

    /** As the page of those who are not connected reads them; an order of the list must not send H2 through the hub. */
    @Test
    void rowsWithKnownIds_areLookedUp() throws SQLException {
        List<String> ids = ids(IN_HUB.formatted(large.id()), "name limit 20");
        assertThat(read(
                        "select * from device where coalesce(region, region) = 'fr-par' and coalesce(hub_id, hub_id) = '"
                                + large.id() + "' and id in ('" + String.join("', '", ids)
                                + "') order by name, created_at, id"))
                .isLessThan(50);
    }

    @Test
    void lastSeen_comesOffAnIndex_bothWays() throws SQLException {
        for (String order : new String[] {
            "last_activity_at nulls first, created_at, id", "last_activity_at desc nulls last, created_at desc, id desc"
        }) {
            assertThat(plan("*", IN_HUB.formatted(large.id()), "region, hub_id, " + order))
                    .contains("index sorted");
        }
        Page<Device> latest =
                registry.devices.list(ofHub(Optional.empty()), new PageRequest(1, 5, "last_activity_at_desc"));
        assertThat(latest.items()).first().extracting(Device::name).isEqualTo("device 10000");
    }

    @Test
    void filters_findTheSame_whetherTheyFindLittleOrMuch() {
        assertThat(names(new DeviceQuery(
                        REGION,
                        Optional.of(large.id()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Instant.ofEpochMilli(6_000)))))
                .containsExactly("device 00007", "device 00042");
        assertThat(names(new DeviceQuery(
                        REGION,
                        Optional.of(large.id()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("azure"))))
                .containsExactly("device 00099", "device 05000");
        DeviceQuery words = searching("dev 42");
        assertThat(registry.devices.list(words, PageRequest.FIRST).totalCount()).isEqualTo(111);
        DeviceQuery most = searching("device");
        assertThat(registry.devices
                        .list(most, new PageRequest(500, 20, "name_asc"))
                        .items())
                .hasSize(20);
        assertThat(registry.devices.list(most, PageRequest.FIRST).totalCount()).isEqualTo(MANY);
        assertThat(registry.devices.list(most, PageRequest.FIRST, 1_001).totalCount())
                .isEqualTo(1_001);
    }

    private static DeviceQuery searching(String typed) {
        return new DeviceQuery(
                REGION,
                Optional.of(large.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(typed),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> names(DeviceQuery query) {
        return registry.devices.list(query, new PageRequest(1, 100, "name_asc")).items().stream()
                .map(Device::name)
                .toList();
    }

    /** How many entries of indexes and tables H2 looked at for a query. */
    private static int read(String query) throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain analyze " + query)) {
            rows.next();
            Matcher scans = Pattern.compile("scanCount: (\\d+)").matcher(rows.getString(1));
            int read = 0;
            while (scans.find()) {
                read += Integer.parseInt(scans.group(1));
            }
            assertThat(read).as(rows.getString(1)).isPositive();
            return read;
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

    private static String plan(String what, String where, String orderBy) throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain analyze select " + what + " from device where " + where
                        + " order by " + orderBy + " limit 20")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
