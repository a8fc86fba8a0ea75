package org.axletree.hub.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.route.RouteQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RegistryListTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("hub");
    }

    @Test
    void devices_areOrderedByCodePoint_onEveryDatabase() {
        makeDevices("b", "B", "a", "Z", "ä", "a-b", "a_b", "10", "9");

        assertThat(names("name_asc")).containsExactly("10", "9", "B", "Z", "a", "a-b", "a_b", "b", "ä");
        assertThat(names("name_desc")).containsExactly("ä", "b", "a_b", "a-b", "a", "Z", "B", "9", "10");
    }

    @Test
    void everyOrder_isPossible_andComplete() {
        makeDevices("a", "b", "c");
        registry.route(hub.id(), "r", "#", "q");

        for (String field :
                List.of("name", "status", "hub_id", "created_at", "updated_at", "allow_insecure", "last_activity_at")) {
            assertThat(names(field + "_asc")).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(names(field + "_desc")).containsExactlyInAnyOrder("a", "b", "c");
        }
        for (String field : List.of("name", "status", "product_plan", "created_at", "updated_at")) {
            assertThat(hubs(new PageRequest(1, 20, field + "_desc")).items()).hasSize(1);
        }
        for (String field : List.of("name", "hub_id", "type", "created_at")) {
            RouteQuery query = new RouteQuery(REGION, Optional.empty(), Optional.empty());
            assertThat(registry.routes
                            .list(query, new PageRequest(1, 20, field + "_asc"))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void pages_followEachOther_withoutGapOrRepetition() {
        makeDevices("a", "b", "c", "d", "e");

        assertThat(page(1)).containsExactly("a", "b");
        assertThat(page(2)).containsExactly("c", "d");
        assertThat(page(3)).containsExactly("e");
        assertThat(page(4)).isEmpty();
        assertThat(page(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void wrongPage_isNamed() {
        for (PageRequest page :
                List.of(new PageRequest(0, 20, ""), new PageRequest(1, 0, ""), new PageRequest(1, 101, ""))) {
            assertThatThrownBy(() -> hubs(page)).isInstanceOf(ProblemException.class);
        }
        for (String order : List.of("colour_asc", "name", "name_up", "_asc", "asc", "hub_id_asc")) {
            assertThatThrownBy(() -> hubs(new PageRequest(1, 20, order)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("order_by: " + order + " (expected: ");
        }
    }

    @Test
    void names_areFoundByTheirParts_andWildcardsMeanThemselves() {
        makeDevices("pump_1", "pump21", "Pump%3", "valve!");

        assertThat(found(Optional.of("PUMP"))).containsExactly("Pump%3", "pump21", "pump_1");
        assertThat(found(Optional.of("p_1"))).containsExactly("pump_1");
        assertThat(found(Optional.of("%"))).containsExactly("Pump%3");
        assertThat(found(Optional.of("!"))).containsExactly("valve!");
        assertThat(found(Optional.of("\\"))).isEmpty();
        assertThat(found(Optional.of("%_"))).isEmpty();
        assertThat(found(Optional.of("'"))).isEmpty();
        assertThat(found(Optional.of("\u0000"))).isEmpty();
        assertThat(found(Optional.of("\ud800"))).isEmpty();
    }

    @Test
    void filters_restrictTogether() {
        Hub other = registry.hub("other");
        registry.device(other.id(), "elsewhere");
        makeDevices("a", "b");
        Device insecure = registry.devices
                .create(new NewDevice(REGION, hub.id(), "open", "", true, false, MessageFilters.EVERYTHING))
                .device();
        registry.devices.disable(REGION, insecure.id());

        assertThat(devices(new DeviceQuery(
                        REGION, Optional.of(hub.id()), Optional.empty(), Optional.of(true), Optional.of(false))))
                .containsExactly("open");
        assertThat(devices(new DeviceQuery(
                        REGION, Optional.of(hub.id()), Optional.of("PE"), Optional.of(true), Optional.of(false))))
                .containsExactly("open");
        assertThat(devices(new DeviceQuery(
                        REGION, Optional.of(other.id()), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly("elsewhere");
        assertThat(devices(new DeviceQuery(
                        "nl-ams", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(hubs(RegistryFixture.ALL).items())
                .extracting(Hub::name, Hub::deviceCount)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("hub", 3), org.assertj.core.groups.Tuple.tuple("other", 1));
    }

    @Test
    void idThatNoDatabaseCanHold_isNotFound() {
        assertThatThrownBy(() -> registry.hubs.get(REGION, "\u0000")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> registry.devices.get(REGION, "\ud800")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> registry.device("a\u0000", "d")).isInstanceOf(ProblemException.class);
        assertThat(registry.deviceDirectory.deviceById("\u0000")).isEmpty();
        assertThat(registry.deviceDirectory.deviceByName(hub.id(), "\u0000")).isEmpty();
    }

    private void makeDevices(String... names) {
        for (String name : names) {
            registry.device(hub.id(), name);
        }
    }

    private List<String> names(String orderBy) {
        return registry
                .devices
                .list(
                        new DeviceQuery(
                                REGION, Optional.of(hub.id()), Optional.empty(), Optional.empty(), Optional.empty()),
                        new PageRequest(1, 100, orderBy))
                .items()
                .stream()
                .map(Device::name)
                .toList();
    }

    private List<String> page(int number) {
        DeviceQuery query =
                new DeviceQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Page<Device> page = registry.devices.list(query, new PageRequest(number, 2, "name_asc"));
        assertThat(page.totalCount()).isEqualTo(5);
        return page.items().stream().map(Device::name).toList();
    }

    private List<String> found(Optional<String> part) {
        return devices(new DeviceQuery(REGION, Optional.empty(), part, Optional.empty(), Optional.empty()));
    }

    private List<String> devices(DeviceQuery query) {
        return registry.devices.list(query, new PageRequest(1, 100, "name_asc")).items().stream()
                .map(Device::name)
                .toList();
    }

    private Page<Hub> hubs(PageRequest page) {
        return registry.hubs.list(new HubQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty()), page);
    }
}
