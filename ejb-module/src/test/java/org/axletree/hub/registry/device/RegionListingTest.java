package org.axletree.hub.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.Test;

/** Hubs without end, with a device each. */
class RegionListingTest {
    private static final int HUBS = RegionListing.MOST_HUBS + 1;

    private final RegistryFixture registry = new RegistryFixture(TestDatabase.H2.open());

    @Test
    void listOverMoreHubsThanAreAskedOneByOne_isTheSame() throws SQLException {
        fill();

        Page<Device> page = list(Optional.empty(), new PageRequest(2, 100, "name_desc"));

        assertThat(page.totalCount()).isEqualTo(HUBS);
        assertThat(page.items())
                .extracting(Device::name)
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> name(HUBS - 100 - i))
                        .toList());
        assertThat(list(Optional.of("e 0009"), new PageRequest(1, 100, "name_asc"))
                        .items())
                .hasSize(10)
                .first()
                .extracting(Device::name)
                .isEqualTo(name(90));
    }

    private static String name(int number) {
        return String.format("device %05d", number);
    }

    private Page<Device> list(Optional<String> name, PageRequest page) {
        return registry.devices.list(DeviceListingTest.inRegion(name, Optional.empty(), Optional.empty()), page);
    }

    private void fill() throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into hub (id, version, region, name, project_id, organization_id,"
                    + " product_plan, enabled, disable_events, events_topic_prefix, enable_device_auto_provisioning,"
                    + " has_custom_ca, authority_subject, authority_pem, created_at, updated_at, device_count)"
                    + " select 'hub ' || x, 1, 'fr-par', 'h', 'p', 'p', 'SHARED', true, false, '', false, false, 's', '',"
                    + " 1, 1, 1 from system_range(1, " + HUBS + ") n(x)");
            statement.executeUpdate("insert into device (id, version, hub_id, region, name, description, enabled,"
                    + " allow_insecure, allow_multiple_connections, publish_filter, subscribe_filter,"
                    + " has_custom_certificate, created_at, updated_at) select 'device ' || x, 1, 'hub ' || x,"
                    + " 'fr-par', 'device ' || lpad(cast(x as varchar), 5, '0'), '', true, false, false,"
                    + " '{\"policy\":\"reject\",\"topics\":[]}', '{\"policy\":\"reject\",\"topics\":[]}', false, 1, 1"
                    + " from system_range(1, " + HUBS + ") n(x)");
        }
    }
}
