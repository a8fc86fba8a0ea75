package org.axletree.hub.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How devices are found in a hub: by words, by who is connected, by when their certificates end. */
@ParameterizedClass
@EnumSource
class DeviceSearchTest {
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
    void search_findsBeginningsOfWords_ofNameAndDescription() {
        device("northPump-0042", "Ventil im Gewächshaus");
        device("south pump 7", "spare");

        assertThat(found("pump")).containsExactly("northPump-0042", "south pump 7");
        assertThat(found("PUMP 42")).containsExactly("northPump-0042");
        assertThat(found("0042")).containsExactly("northPump-0042");
        assertThat(found("gewächs")).containsExactly("northPump-0042");
        assertThat(found("northpump-0042")).containsExactly("northPump-0042");
        assertThat(found("pump spare")).containsExactly("south pump 7");
        assertThat(found("ump")).isEmpty();
        assertThat(found("---")).isEmpty();
        assertThat(found("a\0b")).isEmpty();
    }

    @Test
    void search_findsTheBeginningOfAnId_andOfAFingerprint_inTheHubAlone() throws SQLException {
        Device first = device("first", "");
        device("second", "");
        Hub other = registry.hub("other");
        String fingerprint = "ab".repeat(32);
        execute("update device_certificate set fingerprint = '" + fingerprint + "' where device_id = '" + first.id()
                + "'");

        assertThat(found(first.id())).containsExactly("first");
        assertThat(found(first.id().substring(0, 13).toUpperCase())).containsExactly("first");
        assertThat(found("AB:AB:AB:AB:AB")).containsExactly("first");
        assertThat(names(query(other, Optional.of(first.id()), Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void words_followTheDescription_andTheHub() {
        Device device = device("pump", "old words");
        Hub other = registry.hub("other");

        registry.devices.update(REGION, device.id(), patch(Optional.of("new text"), Optional.empty()));
        assertThat(found("old")).isEmpty();
        assertThat(found("new")).containsExactly("pump");
        registry.devices.update(REGION, device.id(), patch(Optional.empty(), Optional.of(other.id())));
        assertThat(found("new")).isEmpty();
        assertThat(names(query(other, Optional.of("new"), Optional.empty(), Optional.empty())))
                .containsExactly("pump");
        registry.devices.delete(REGION, device.id());
        assertThat(names(query(other, Optional.of("new"), Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void connected_andOthers_areListedInTheOrderOfTheList_withTheirTotals() {
        List<Device> all = new ArrayList<>();
        for (int i = 100; i < 130; i++) {
            all.add(device("device " + i, ""));
        }
        all.subList(0, 30).stream()
                .filter(each -> Integer.parseInt(each.name().substring(7)) % 3 == 0)
                .forEach(each -> registry.connected.add(each.id()));

        DeviceQuery connected = query(hub, Optional.empty(), Optional.of(true), Optional.empty());
        DeviceQuery others = query(hub, Optional.empty(), Optional.of(false), Optional.empty());
        assertThat(registry.devices.list(connected, new PageRequest(1, 3, "name_desc")))
                .satisfies(page -> assertThat(page.totalCount()).isEqualTo(10))
                .satisfies(page -> assertThat(page.items())
                        .extracting(Device::name)
                        .containsExactly("device 129", "device 126", "device 123"));
        assertThat(registry.devices.list(others, new PageRequest(2, 15, "name_asc")))
                .satisfies(page -> assertThat(page.totalCount()).isEqualTo(20))
                .satisfies(page -> assertThat(page.items()).hasSize(5));
        assertThat(registry.devices
                        .list(others, new PageRequest(3, 15, "name_asc"))
                        .items())
                .isEmpty();
        assertThat(names(query(hub, Optional.of("12"), Optional.of(true), Optional.empty())))
                .containsExactly("device 120", "device 123", "device 126", "device 129");
    }

    @Test
    void certificatesThatEndSoon_areFound_andForgottenWithThem() {
        device("soon", "");
        String later = device("later", "").id();
        Instant end = registry.devices.get(REGION, later).certificateEndsAt().orElseThrow();

        assertThat(names(query(hub, Optional.empty(), Optional.empty(), Optional.of(end.plusSeconds(1)))))
                .containsExactlyInAnyOrder("soon", "later");
        assertThat(names(query(hub, Optional.empty(), Optional.empty(), Optional.of(end.minusSeconds(86_400)))))
                .isEmpty();
    }

    @Test
    void filters_ofOneHub_areRefusedWithoutIt() {
        DeviceQuery query = new DeviceQuery(
                REGION,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("x"),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> registry.devices.list(query, PageRequest.FIRST))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("hub_id");
    }

    @Test
    void batches_holdEveryDeviceOnce() {
        for (int i = 0; i < 7; i++) {
            device("device " + i, "");
        }
        DeviceQuery all = query(hub, Optional.empty(), Optional.empty(), Optional.empty());
        List<String> names = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            DeviceBatch batch = registry.devices.batch(all, next.get(), 3);
            batch.devices().forEach(each -> names.add(each.name()));
            next = batch.next();
        }
        assertThat(names).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void several_areDisabledTogether_orNone() {
        Device device = device("one", "");

        assertThatThrownBy(() -> registry.devices.enableAll(REGION, Set.of(device.id(), "nobody"), false))
                .isInstanceOf(ProblemException.class);
        assertThat(registry.devices.get(REGION, device.id()).enabled()).isTrue();
        registry.devices.enableAll(REGION, Set.of(device.id()), false);
        assertThat(registry.devices.get(REGION, device.id()).enabled()).isFalse();
    }

    @Test
    void lastSeen_ordersThoseNeverSeenBeforeAllOthers() {
        Device early = device("early", "");
        Device late = device("late", "");
        device("never", "");
        registry.deviceDirectory.seen(
                java.util.Map.of(early.id(), RegistryFixture.NOW.minusSeconds(60), late.id(), RegistryFixture.NOW));
        DeviceQuery all = query(hub, Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(ordered(all, "last_activity_at_asc")).containsExactly("never", "early", "late");
        assertThat(ordered(all, "last_activity_at_desc")).containsExactly("late", "early", "never");
    }

    private Device device(String name, String description) {
        return registry.devices
                .create(new NewDevice(REGION, hub.id(), name, description, false, false, MessageFilters.EVERYTHING))
                .device();
    }

    private static DevicePatch patch(Optional<String> description, Optional<String> hubId) {
        return new DevicePatch(
                description, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), hubId);
    }

    private List<String> found(String typed) {
        return names(query(hub, Optional.of(typed), Optional.empty(), Optional.empty()));
    }

    private DeviceQuery query(
            Hub of, Optional<String> search, Optional<Boolean> connected, Optional<Instant> endsBefore) {
        return new DeviceQuery(
                REGION,
                Optional.of(of.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                search,
                connected,
                endsBefore);
    }

    private List<String> names(DeviceQuery query) {
        return ordered(query, "name_asc");
    }

    private List<String> ordered(DeviceQuery query, String order) {
        return registry.devices.list(query, new PageRequest(1, 100, order)).items().stream()
                .map(Device::name)
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = registry.database.keptOpen().createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
