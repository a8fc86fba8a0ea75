package org.axletree.web.console.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.Test;

class DeviceFilterTest {
    @Test
    void address_isReadBack_asItWasSaid() {
        DeviceFilter filter = DeviceFilter.of(Map.of(
                "q", " pump & 42 ",
                "connected", "no",
                "security", "insecure",
                "dialect", "azure",
                "size", "50",
                "sort", "last_activity_at_desc",
                "page", "3")::get);

        assertThat(filter.address(3))
                .isEqualTo(
                        "&q=pump+%26+42&connected=no&security=insecure&dialect=azure&sort=last_activity_at_desc&size=50&page=3");
        assertThat(filter.pageRequest()).isEqualTo(new PageRequest(3, 50, "last_activity_at_desc"));
        DeviceQuery query = filter.query("hub");
        assertThat(query.search()).contains("pump & 42");
        assertThat(query.connected()).contains(false);
        assertThat(query.allowInsecure()).contains(true);
        assertThat(query.dialect()).contains("azure");
        assertThat(query.enabled()).isEmpty();
        assertThat(query.certificateEndsBefore()).isEmpty();
        assertThat(filter.sorted("last_activity_at", "desc"))
                .isEqualTo(
                        "&q=pump+%26+42&connected=no&security=insecure&dialect=azure&sort=last_activity_at_asc&size=50");
        assertThat(filter.isNarrow()).isTrue();
    }

    @Test
    void nonsense_isAsIfItWereNotThere() {
        DeviceFilter filter = DeviceFilter.of(Map.of(
                "q",
                "  ",
                "connected",
                "perhaps",
                "dialect",
                "klingon",
                "size",
                "1000000",
                "sort",
                "x; drop",
                "page",
                "-7",
                "ends",
                "any")::get);

        assertThat(filter.address(1)).isEmpty();
        assertThat(filter.pageRequest()).isEqualTo(new PageRequest(1, 20, "name_asc"));
        assertThat(filter.isNarrow()).isFalse();
        assertThat(filter.query("hub").hubId()).isEqualTo(Optional.of("hub"));
    }
}
