package org.axletree.hub.registry.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.audit.AuditEntry;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens, what they let their bearers see and do, and what the audit log tells of it. */
@ParameterizedClass
@EnumSource
class TokenServiceTest {
    private static final String REGION = RegistryFixture.REGION;
    private static final String ADDRESS = "192.0.2.1:5000";

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
    }

    @Test
    void token_isKnownByItsSecret_whichIsKeptNowhere() throws SQLException {
        CreatedToken created = token("ci", Role.READ_ONLY, Optional.of("p1"));

        assertThat(registry.tokens.prove(created.secret(), ADDRESS))
                .isEqualTo(new TokenService.Proof.Known(new Caller(
                        Caller.Kind.TOKEN,
                        "ci",
                        created.token().id(),
                        Role.READ_ONLY,
                        Optional.of(Set.of("p1")),
                        ADDRESS)));
        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(registry.tokens.get(created.token().id())).isEqualTo(created.token());
        assertThat(created.secret()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        try (var rows = registry.database.keptOpen().createStatement().executeQuery("select * from api_token")) {
            rows.next();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                assertThat(String.valueOf(rows.getString(column))).doesNotContain(created.secret());
            }
        }
        assertThat(registry.audit
                        .newestFirst(Optional.empty(), Optional.empty(), PageRequest.FIRST)
                        .items()
                        .get(0))
                .satisfies(entry -> assertThat(entry.after())
                        .isEqualTo("{\"name\":\"ci\",\"project_id\":\"p1\",\"scope\":\"read_only\"}"));
    }

    @Test
    void anythingElse_isNoToken() {
        CreatedToken created = token("ci", Role.ADMINISTRATOR, Optional.empty());
        registry.tokens.delete(created.token().id());

        for (String secret :
                List.of("", "axl_", UUID.randomUUID().toString(), created.secret(), created.secret() + "A", "\u0000")) {
            assertThat(registry.tokens.prove(secret, ADDRESS)).isEqualTo(new TokenService.Proof.Unknown());
        }
        assertDenied(() -> registry.tokens.get(created.token().id()), Problem.NotFound.class);
    }

    @Test
    void expiredToken_isToldApart() {
        CreatedToken soon = registry.tokens.create(
                new NewToken("soon", Role.PROJECT, Optional.of("p"), Optional.of(RegistryFixture.NOW.plusMillis(1))));

        assertThat(registry.tokens.prove(soon.secret(), ADDRESS)).isInstanceOf(TokenService.Proof.Known.class);
        assertThat(registry.later(1).tokens.prove(soon.secret(), ADDRESS)).isEqualTo(new TokenService.Proof.Expired());
    }

    @Test
    void tokenThatMakesNoSense_isRefused() {
        assertDenied(() -> token("a", Role.PROJECT, Optional.empty()), Problem.InvalidArguments.class);
        assertDenied(() -> token("a", Role.ADMINISTRATOR, Optional.of("p")), Problem.InvalidArguments.class);
        assertDenied(() -> token(" ", Role.ADMINISTRATOR, Optional.empty()), Problem.InvalidArguments.class);
        assertDenied(
                () -> registry.tokens.create(
                        new NewToken("a", Role.READ_ONLY, Optional.empty(), Optional.of(RegistryFixture.NOW))),
                Problem.InvalidArguments.class);
        registry.limits.put(HubLimit.API_TOKENS, 1);
        token("a", Role.READ_ONLY, Optional.empty());
        assertDenied(() -> token("b", Role.READ_ONLY, Optional.empty()), Problem.QuotaExceeded.class);
        assertThat(registry.tokens.list(PageRequest.FIRST).items())
                .extracting(ApiToken::name)
                .containsExactly("a");
    }

    @Test
    void onlyAdministrators_handleTokens() {
        CreatedToken created = token("a", Role.READ_ONLY, Optional.empty());
        for (Role scope : List.of(Role.READ_ONLY, Role.PROJECT)) {
            as(scope, Optional.of("p"), () -> {
                assertDenied(() -> token("b", Role.READ_ONLY, Optional.empty()), Problem.PermissionsDenied.class);
                assertDenied(() -> registry.tokens.list(PageRequest.FIRST), Problem.PermissionsDenied.class);
                assertDenied(() -> registry.tokens.get(created.token().id()), Problem.PermissionsDenied.class);
                assertDenied(() -> registry.tokens.delete(created.token().id()), Problem.PermissionsDenied.class);
            });
        }
    }

    @Test
    void callerOfAProject_findsNothingOfOthers() {
        Hub own = hub("own", "p1");
        Hub foreign = hub("foreign", "p2");
        Device ownDevice = registry.device(own.id(), "own");
        Device foreignDevice = registry.device(foreign.id(), "foreign");
        Route foreignRoute = registry.route(foreign.id(), "foreign", "#", "q");
        registry.route(own.id(), "own", "#", "q2");

        as(Role.PROJECT, Optional.of("p1"), () -> {
            assertThat(registry.hubs
                            .list(
                                    new HubQuery(REGION, Optional.empty(), Optional.of("p2"), Optional.empty()),
                                    PageRequest.FIRST)
                            .totalCount())
                    .isZero();
            assertThat(registry.hubs
                            .list(
                                    new HubQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty()),
                                    PageRequest.FIRST)
                            .items())
                    .extracting(Hub::name)
                    .containsExactly("own");
            assertThat(devices(Optional.empty())).extracting(Device::name).containsExactly("own");
            assertThat(devices(Optional.of(foreign.id()))).isEmpty();
            assertThat(registry.routes
                            .list(new RouteQuery(REGION, Optional.empty(), Optional.empty()), PageRequest.FIRST)
                            .items())
                    .extracting(Route::name)
                    .containsExactly("own");
            assertDenied(() -> registry.hubs.get(REGION, foreign.id()), Problem.NotFound.class);
            assertDenied(() -> registry.hubs.disable(REGION, foreign.id()), Problem.NotFound.class);
            assertDenied(() -> registry.hubs.delete(REGION, foreign.id(), true), Problem.NotFound.class);
            assertDenied(() -> registry.devices.get(REGION, foreignDevice.id()), Problem.NotFound.class);
            assertDenied(() -> registry.devices.delete(REGION, foreignDevice.id()), Problem.NotFound.class);
            assertDenied(() -> registry.device(foreign.id(), "intruder"), Problem.NotFound.class);
            assertDenied(() -> move(ownDevice, foreign), Problem.NotFound.class);
            assertDenied(() -> registry.routes.get(REGION, foreignRoute.id()), Problem.NotFound.class);
            assertDenied(() -> registry.route(foreign.id(), "intruder", "#", "q3"), Problem.NotFound.class);
            assertDenied(() -> registry.metrics.ofHub(REGION, foreign.id(), Optional.empty()), Problem.NotFound.class);
            assertDenied(
                    () -> registry.journal.ofDevice(REGION, foreignDevice.id(), PageRequest.FIRST),
                    Problem.NotFound.class);
            assertDenied(() -> hub("intruder", "p2"), Problem.PermissionsDenied.class);
            assertThat(registry.hub("mine").projectId()).isEqualTo("p1");
            assertThat(registry.audit
                            .newestFirst(Optional.empty(), Optional.empty(), RegistryFixture.ALL)
                            .items())
                    .extracting(AuditEntry::projectId)
                    .containsOnly("p1");
        });
    }

    @Test
    void change_isInTheAuditLog_withWhoMadeIt() {
        Hub hub = registry.hub("before");
        Device device = registry.device(hub.id(), "d");
        try (Caller.Asking asking = Caller.ownToken(ADDRESS).asks()) {
            registry.hubs.update(
                    REGION,
                    hub.id(),
                    new HubPatch(
                            Optional.of("after"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            registry.devices.disable(REGION, device.id());
            registry.devices.delete(REGION, device.id());
            registry.hubs.delete(REGION, hub.id(), false);
        }

        List<AuditEntry> entries = registry.audit
                .newestFirst(Optional.empty(), Optional.of(hub.id()), RegistryFixture.ALL)
                .items();
        assertThat(entries)
                .extracting(AuditEntry::who, AuditEntry::action, AuditEntry::resource)
                .containsSubsequence(
                        tuple("admin-token", "deleted", "hub"),
                        tuple("admin-token", "deleted", "device"),
                        tuple("admin-token", "updated", "device"),
                        tuple("admin-token", "updated", "hub"),
                        tuple("hub", "created", "device"),
                        tuple("hub", "created", "hub"));
        AuditEntry renaming = registry.audit
                .newestFirst(Optional.of(hub.id()), Optional.empty(), RegistryFixture.ALL)
                .items()
                .get(1);
        assertThat(renaming.before()).isEqualTo("{\"name\":\"before\"}");
        assertThat(renaming.after()).isEqualTo("{\"name\":\"after\"}");
        assertThat(renaming.sourceAddress()).isEqualTo(ADDRESS);
        assertThat(renaming.projectId()).isEqualTo(HubService.DEFAULT_PROJECT);
    }

    @Test
    void whatIsRefused_orChangesNothing_isNoChange() {
        Hub hub = registry.hub("h");
        registry.device(hub.id(), "d");
        long before = entries();

        assertThatThrownBy(() -> registry.device(hub.id(), "d")).isInstanceOf(ProblemException.class);
        registry.hubs.enable(REGION, hub.id());

        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void auditLog_isBounded() {
        registry.limits.put(HubLimit.AUDIT_ENTRIES, 10);
        Hub hub = registry.hub("h");
        for (int i = 0; i < 250; i++) {
            registry.hubs.disable(REGION, hub.id());
            registry.hubs.enable(REGION, hub.id());
        }

        assertThat(entries()).isLessThanOrEqualTo(10 + 200);
    }

    private long entries() {
        return registry.audit
                .newestFirst(Optional.empty(), Optional.empty(), PageRequest.FIRST)
                .totalCount();
    }

    private CreatedToken token(String name, Role scope, Optional<String> project) {
        return registry.tokens.create(new NewToken(name, scope, project, Optional.empty()));
    }

    private Hub hub(String name, String project) {
        return registry.hubs.create(new NewHub(
                REGION, name, Optional.of(project), ProductPlan.DEDICATED, Optional.empty(), Optional.empty()));
    }

    private Device move(Device device, Hub hub) {
        return registry.devices.update(REGION, device.id(), DevicePatch.toHub(hub.id()));
    }

    private List<Device> devices(Optional<String> hubId) {
        DeviceQuery query = new DeviceQuery(REGION, hubId, Optional.empty(), Optional.empty(), Optional.empty());
        Page<Device> page = registry.devices.list(query, PageRequest.FIRST);
        assertThat(page.totalCount()).isEqualTo(page.items().size());
        return page.items();
    }

    private static void as(Role scope, Optional<String> project, Runnable work) {
        try (Caller.Asking asking =
                new Caller(Caller.Kind.TOKEN, "t", "id", scope, project.map(Set::of), ADDRESS).asks()) {
            work.run();
        }
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static void assertDenied(ThrowingCallable call, Class<? extends Problem> problem) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                .isInstanceOf(problem));
    }
}
