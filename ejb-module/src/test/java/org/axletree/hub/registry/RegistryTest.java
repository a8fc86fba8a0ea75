package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.axletree.hub.registry.ProblemAssertions.assertInvalid;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubAuthority;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RoutePatch;
import org.axletree.hub.registry.route.RouteQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RegistryTest {
    private static final String REGION = RegistryFixture.REGION;
    private static final DevicePatch NO_CHANGE = new DevicePatch(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
    }

    @Test
    void hub_created_isReadBackAsItWasMade() {
        Hub made = registry.hub("Fabrik Süd 🚜");

        Hub read = registry.hubs.get(REGION, made.id());

        assertThat(read).isEqualTo(made);
        assertThat(made.enabled()).isTrue();
        assertThat(made.deviceCount()).isZero();
        assertThat(made.eventsTopicPrefix()).isEqualTo("$SCW/events");
        assertThat(made.projectId()).isEqualTo(HubService.DEFAULT_PROJECT);
        assertThat(made.createdAt()).isEqualTo(made.updatedAt());
        assertThat(registry.hubs.authorityCertificate(REGION, made.id())).isEqualTo(RegistryFixture.authorityPem());
    }

    @Test
    void migration_aSecondTime_keepsEverything() {
        Hub hub = registry.hub("h");

        registry.database.migrate();

        assertThat(registry.hubs.get(REGION, hub.id())).isEqualTo(hub);
    }

    @Test
    void hub_inAnotherRegion_isNotFound() {
        Hub hub = registry.hub("h");

        assertProblem(() -> registry.hubs.get("nl-ams", hub.id()), new Problem.NotFound("hub", hub.id()));
    }

    @Test
    void hubs_ofAPlan_areLimitedPerProject() {
        registry.limits.put(HubLimit.HUBS_ON_SHARED_PLAN, 1);
        registry.hub("a", ProductPlan.SHARED);
        registry.hub("b", ProductPlan.DEDICATED);

        assertProblem(() -> registry.hub("c", ProductPlan.SHARED), new Problem.QuotaExceeded("hubs_plan_shared", 1, 1));
    }

    @Test
    void plan_changesOnlyWhileDisabled() {
        Hub hub = registry.hub("h", ProductPlan.SHARED);
        HubPatch dedicated = new HubPatch(
                Optional.empty(),
                Optional.of(ProductPlan.DEDICATED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertInvalid(() -> registry.hubs.update(REGION, hub.id(), dedicated), "product_plan", "constraint");
        registry.hubs.disable(REGION, hub.id());
        Hub changed = registry.hubs.update(REGION, hub.id(), dedicated);

        assertThat(changed.productPlan()).isEqualTo(ProductPlan.DEDICATED);
        assertThat(registry.events).containsExactly(new RegistryChange.HubRevoked(hub.id(), Reason.HUB_DISABLED));
    }

    /** MQTT 5 section 4.11. */
    @Test
    void hub_thatMoves_isKnownByItsDevices_untilItComesBack() {
        Hub hub = registry.hub("h");
        Device device = registry.device(hub.id(), "d");

        assertThat(movedTo(hub, "hub.example.org:8883").movedTo()).contains("hub.example.org:8883");
        assertThat(movedTo(hub, "hub.example.org:8883").movedTo()).contains("hub.example.org:8883");
        assertThat(registry.deviceDirectory
                        .deviceById(device.id())
                        .orElseThrow()
                        .hubMovedTo())
                .contains("hub.example.org:8883");
        assertThat(registry.events).containsExactly(new RegistryChange.HubMoved(hub.id(), "hub.example.org:8883"));

        assertThat(movedTo(hub, "").movedTo()).isEmpty();
        assertThat(registry.deviceDirectory
                        .deviceById(device.id())
                        .orElseThrow()
                        .hubMovedTo())
                .isEmpty();
        assertThat(registry.events).hasSize(1);
    }

    @Test
    void hub_cannotMoveToWhatIsNoServer() {
        Hub hub = registry.hub("h");

        assertInvalid(() -> movedTo(hub, "mqtts://hub.example.org"), "moved_to", "format");
    }

    private Hub movedTo(Hub hub, String server) {
        return registry.hubs.update(
                REGION,
                hub.id(),
                new HubPatch(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(server)));
    }

    @Test
    void hub_withDevices_isDeletedOnlyWithThem() {
        Hub hub = registry.hub("h");
        Device device = registry.device(hub.id(), "d");
        registry.route(hub.id(), "r", "#", "q");

        assertThatThrownBy(() -> registry.hubs.delete(REGION, hub.id(), false))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(type(Problem.PreconditionFailed.class))
                .extracting(Problem.PreconditionFailed::precondition)
                .isEqualTo("resource_still_in_use");
        assertThat(registry.hubDirectory.existing(Set.of(hub.id(), "gone"))).containsExactly(hub.id());
        registry.events.clear();
        registry.hubs.delete(REGION, hub.id(), true);

        assertThat(registry.hubDirectory.existing(Set.of(hub.id()))).isEmpty();
        assertProblem(() -> registry.hubs.get(REGION, hub.id()), new Problem.NotFound("hub", hub.id()));
        assertThat(registry.deviceDirectory.deviceById(device.id())).isEmpty();
        assertThat(registry.routeDirectory.routesByHub()).isEmpty();
        assertThat(registry.events)
                .containsExactly(
                        new RegistryChange.HubRevoked(hub.id(), Reason.HUB_DELETED),
                        new RegistryChange.RoutesChanged(hub.id()));
    }

    @Test
    void device_created_comesWithItsCertificate_andIsReadBack() {
        Hub hub = registry.hub("h");
        MessageFilters filters = new MessageFilters(
                new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("a/\"é\n\"/#"), TopicFilter.of("+/b"))),
                MessageFilter.EVERYTHING);

        CreatedDevice made =
                registry.devices.create(new NewDevice(REGION, hub.id(), "d", "line 1\nline 2", true, true, filters));

        assertThat(made.certificate().orElseThrow().keyPem()).isEqualTo("key of d");
        assertThat(registry.devices.get(REGION, made.device().id())).isEqualTo(made.device());
        assertThat(made.device().messageFilters()).isEqualTo(filters);
        assertThat(made.device().lastActivityAt()).isEmpty();
        assertThat(registry.hubs.get(REGION, hub.id()).deviceCount()).isEqualTo(1);
    }

    @Test
    void deviceName_isUniqueInItsHub_butNotBeyond() {
        Hub hub = registry.hub("h");
        Hub other = registry.hub("other");
        registry.device(hub.id(), "d");
        registry.device(other.id(), "d");
        registry.device(hub.id(), "D");

        assertInvalid(() -> registry.device(hub.id(), "d"), "name", "constraint");
    }

    @Test
    void devices_ofAHub_areLimited() {
        registry.limits.put(HubLimit.DEVICES_PER_HUB, 2);
        Hub hub = registry.hub("h");
        registry.device(hub.id(), "a");
        registry.device(hub.id(), "b");

        assertProblem(() -> registry.device(hub.id(), "c"), new Problem.QuotaExceeded("devices", 2, 2));
    }

    @Test
    void severalConnections_onTheSharedPlan_areRefused() {
        Hub hub = registry.hub("h", ProductPlan.SHARED);
        Device device = registry.device(hub.id(), "d");
        DevicePatch several = new DevicePatch(
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertInvalid(
                () -> registry.devices.update(REGION, device.id(), several),
                "allow_multiple_connections",
                "constraint");
        assertInvalid(
                () -> registry.devices.create(
                        new NewDevice(REGION, hub.id(), "e", "", false, true, MessageFilters.EVERYTHING)),
                "allow_multiple_connections",
                "constraint");
    }

    @Test
    void device_whoseSecurityIsRaised_isToldOfOnce() {
        Hub hub = registry.hub("h");
        Device device = registry.devices
                .create(new NewDevice(REGION, hub.id(), "d", "", true, false, MessageFilters.EVERYTHING))
                .device();
        DevicePatch secure = new DevicePatch(
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        registry.devices.update(REGION, device.id(), secure);
        registry.devices.update(REGION, device.id(), secure);
        registry.devices.update(REGION, device.id(), NO_CHANGE);

        assertThat(registry.events).containsExactly(new RegistryChange.DeviceSecurityRaised(hub.id(), device.id()));
    }

    @Test
    void device_disabledThenDeleted_isRevokedEachTime() {
        Hub hub = registry.hub("h");
        Device device = registry.device(hub.id(), "d");

        assertThat(registry.devices.disable(REGION, device.id()).enabled()).isFalse();
        assertThat(registry.devices.enable(REGION, device.id()).enabled()).isTrue();
        registry.devices.delete(REGION, device.id());

        assertThat(registry.events)
                .containsExactly(
                        new RegistryChange.DeviceRevoked(hub.id(), device.id(), Reason.DEVICE_DISABLED),
                        new RegistryChange.DeviceRevoked(hub.id(), device.id(), Reason.DEVICE_DELETED));
        assertProblem(() -> registry.devices.get(REGION, device.id()), new Problem.NotFound("device", device.id()));
    }

    @Test
    void directory_findsDevicesAuthoritiesAndRoutes() {
        Hub hub = registry.hub("h");
        Device device = registry.device(hub.id(), "d");
        Route route = registry.route(hub.id(), "r", "a/#", "q.one");

        KnownDevice byId = registry.deviceDirectory.deviceById(device.id()).orElseThrow();

        assertThat(byId.identity().hubName()).isEqualTo("h");
        assertThat(byId.hubEnabled()).isTrue();
        assertThat(registry.deviceDirectory.deviceByName(hub.id(), "d")).contains(byId);
        assertThat(registry.deviceDirectory.deviceByName(hub.id(), "D")).isEmpty();
        assertThat(registry.hubDirectory.authoritiesNamed(new X500Principal("CN=test authority,O=Axletree")))
                .containsExactly(
                        new HubAuthority(hub.id(), hub.projectId(), RegistryFixture.authorityPem(), true, false));
        assertThat(registry.hubDirectory.authoritiesNamed(new X500Principal("CN=other")))
                .isEmpty();
        assertThat(registry.routeDirectory.routesOf(hub.id())).containsExactly(route);
        assertThat(registry.routeDirectory.routesByHub()).isEqualTo(Map.of(hub.id(), List.of(route)));
    }

    @Test
    void lastActivity_isNoted_andNeverRunsBackwards() {
        Device device = registry.device(registry.hub("h").id(), "d");
        Instant later = Instant.parse("2030-01-01T00:00:00.123Z");

        registry.deviceDirectory.seen(Map.of(device.id(), later, "nobody", later));
        registry.deviceDirectory.seen(Map.of(device.id(), later.minusSeconds(1)));

        Device seen = registry.devices.get(REGION, device.id());
        assertThat(seen.lastActivityAt()).contains(later);
        assertThat(seen.updatedAt()).isEqualTo(device.updatedAt());
    }

    @Test
    void queue_ofAnotherHub_isRefused() {
        Hub hub = registry.hub("h");
        Hub other = registry.hub("other");
        registry.route(hub.id(), "r", "a/#", "q");
        Route foreign = registry.route(other.id(), "r", "a/#", "other");

        registry.route(hub.id(), "second", "b/#", "q");

        assertInvalid(() -> registry.route(other.id(), "s", "#", "q"), "jms_config.queue_name", "constraint");
        RoutePatch patch = patch(Optional.empty(), Optional.empty(), Optional.of("q"));
        assertInvalid(() -> registry.routes.update(REGION, foreign.id(), patch), "jms_config.queue_name", "constraint");
    }

    @Test
    void queue_ofAnotherHub_tellsWhoseItIs_toThoseOnlyWhoSeeThatHub() {
        Hub hub = registry.hub("the-owner");
        registry.route(hub.id(), "r", "a/#", "q");
        Hub other = registry.hub("other");
        assertThatThrownBy(() -> registry.route(other.id(), "s", "#", "q"))
                .hasMessageContaining("q belongs to a route of the hub the-owner");

        try (Caller.Asking stranger =
                new Caller(Caller.Kind.TOKEN, "t", "id", Role.PROJECT, Optional.of(Set.of("strangers")), "").asks()) {
            Hub theirs = registry.hub("theirs");
            assertThatThrownBy(() -> registry.route(theirs.id(), "s", "#", "q"))
                    .hasMessageContaining("q is not free")
                    .hasMessageNotContaining("owner")
                    .hasMessageNotContaining("hub");
        }
    }

    @Test
    void route_changed_isReadBack_andToldOf() {
        Hub hub = registry.hub("h");
        Route route = registry.route(hub.id(), "r", "a/#", "q");
        registry.route(hub.id(), "taken", "a/#", "q");
        registry.events.clear();

        Route changed = registry.routes.update(
                REGION, route.id(), patch(Optional.of("new"), Optional.of(TopicFilter.of("b/+")), Optional.of("q2")));

        assertThat(registry.routes.get(REGION, route.id())).isEqualTo(changed);
        assertThat(changed.topic()).isEqualTo(TopicFilter.of("b/+"));
        assertThat(registry.events).containsExactly(new RegistryChange.RoutesChanged(hub.id()));
        RoutePatch taken = patch(Optional.of("taken"), Optional.empty(), Optional.empty());
        assertInvalid(() -> registry.routes.update(REGION, route.id(), taken), "name", "constraint");
        registry.routes.delete(REGION, route.id());
        assertThat(registry.routes
                        .list(new RouteQuery(REGION, Optional.empty(), Optional.empty()), RegistryFixture.ALL)
                        .items())
                .extracting(Route::name)
                .containsExactly("taken");
    }

    private static void assertProblem(ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    private static RoutePatch patch(Optional<String> name, Optional<TopicFilter> topic, Optional<String> queueName) {
        return new RoutePatch(
                name,
                topic,
                selection -> selection,
                content -> content,
                queueName.map(queue -> "jms"),
                queueName
                        .<Map<String, Object>>map(queue -> Map.of("queue_name", queue))
                        .orElse(Map.of()),
                policy -> policy);
    }
}
