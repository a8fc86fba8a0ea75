package org.axletree.hub.registry.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.axletree.hub.registry.ProblemAssertions.assertInvalid;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.audit.AuditEntry;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People, what they may see and do, their passwords, and what the audit log tells of them. */
@ParameterizedClass
@EnumSource
class UserServiceTest {
    private static final String REGION = RegistryFixture.REGION;
    private static final String ADDRESS = "192.0.2.1:5000";
    private static final String CHOSEN = "correct horse battery";

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
    }

    @Test
    void firstAdministrator_isThere_withThePasswordOfTheFirstStart() {
        User first = first();

        assertThat(first.name()).isEqualTo("admin");
        assertThat(first.role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(registry.accounts.logIn("admin", RegistryFixture.FIRST_PASSWORD))
                .contains(first);
        assertThat(registry.accounts.logIn("admin", "")).isEmpty();
        assertThat(registry.accounts.logIn("admin", CHOSEN)).isEmpty();
    }

    @Test
    void person_isKnownByNameAndPassword_whichIsKeptNowhere() throws SQLException {
        CreatedUser ada = user("Ada@example", Role.OPERATOR, Set.of("p1"));

        assertThat(registry.accounts.logIn("ada@EXAMPLE", ada.password())).contains(ada.user());
        assertThat(registry.accounts.logIn("ada@example", ada.password() + "x")).isEmpty();
        assertThat(registry.accounts.logIn("ada", ada.password())).isEmpty();
        assertThat(registry.accounts.logIn("a\u0000", ada.password())).isEmpty();
        assertThat(ada.toString()).doesNotContain(ada.password());
        assertThat(ada.password()).as("144 bits").matches("[A-Za-z0-9_-]{24}");
        assertThat(hashes())
                .noneMatch(hash -> hash.contains(ada.password()))
                .allMatch(hash -> hash.startsWith("$argon2id$"));
    }

    @Test
    void whatIsWrong_isSaid() {
        user("ada", Role.READ_ONLY, Set.of());

        assertInvalid(() -> user("ADA", Role.READ_ONLY, Set.of()), "name", "constraint");
        assertInvalid(() -> user("a b", Role.READ_ONLY, Set.of()), "name", "format");
        assertInvalid(() -> user("b", Role.PROJECT, Set.of("p")), "role", "unknown");
        assertInvalid(() -> user("b", Role.ADMINISTRATOR, Set.of("p")), "project_ids", "constraint");
        assertInvalid(() -> user("b", Role.OPERATOR, Set.of("a,b")), "project_ids", "format");
        assertInvalid(
                () -> registry.users.create(new NewUser("b", Role.OPERATOR, Optional.empty())),
                "project_ids",
                "required");
        registry.limits.put(HubLimit.PROJECTS_PER_USER, 1);
        assertInvalid(() -> user("b", Role.OPERATOR, Set.of("p", "q")), "project_ids", "constraint");
        registry.limits.put(HubLimit.USERS, 2);
        assertRefused(() -> user("b", Role.OPERATOR, Set.of("p")), Problem.QuotaExceeded.class);
    }

    @Test
    void lastAdministrator_stays() {
        String first = first().id();
        assertRefused(() -> registry.users.delete(first), Problem.PreconditionFailed.class);
        assertRefused(() -> change(first, Optional.empty(), Optional.of(false)), Problem.PreconditionFailed.class);
        assertRefused(
                () -> registry.users.update(
                        first, new UserPatch(Optional.of(Role.READ_ONLY), Optional.of(Set.of()), Optional.empty())),
                Problem.PreconditionFailed.class);
        User other = user("other", Role.ADMINISTRATOR, Set.of()).user();
        change(other.id(), Optional.empty(), Optional.of(false));
        assertRefused(() -> registry.users.delete(first), Problem.PreconditionFailed.class);
        change(other.id(), Optional.empty(), Optional.of(true));

        change(first, Optional.empty(), Optional.of(false));
        assertRefused(() -> registry.users.delete(other.id()), Problem.PreconditionFailed.class);
        assertThat(registry.accounts.logIn("admin", RegistryFixture.FIRST_PASSWORD))
                .isEmpty();
    }

    @Test
    void whatChangesAPerson_endsTheLogins() {
        User ada = user("ada", Role.OPERATOR, Set.of()).user();
        assertThat(registry.accounts.loggedIn(ada.id(), ada.generation())).contains(ada);

        User limited = change(ada.id(), Optional.of(Set.of("p1")), Optional.empty());
        assertThat(registry.accounts.loggedIn(ada.id(), ada.generation())).isEmpty();
        assertThat(limited.role()).isEqualTo(Role.OPERATOR);
        CreatedUser reset = registry.users.resetPassword(ada.id());
        assertThat(registry.accounts.loggedIn(ada.id(), limited.generation())).isEmpty();
        assertThat(registry.accounts.logIn("ada", reset.password())).contains(reset.user());
        registry.users.delete(ada.id());
        assertThat(registry.accounts.loggedIn(ada.id(), reset.user().generation()))
                .isEmpty();
        assertThat(registry.loginsEnded).hasSize(3).containsOnly(new LoginsEnded(ada.id()));
    }

    @Test
    void onesOwnPassword_isChangedWithTheOldOne_byEverybody() {
        CreatedUser ada = user("ada", Role.READ_ONLY, Set.of("p1"));
        as(ada.user(), () -> {
            assertInvalid(() -> registry.accounts.changePassword("wrong", CHOSEN), "old_password", "constraint");
            assertInvalid(
                    () -> registry.accounts.changePassword(ada.password(), "short"), "new_password", "constraint");
            assertInvalid(
                    () -> registry.accounts.changePassword(ada.password(), ada.password()),
                    "new_password",
                    "constraint");
            User changed = registry.accounts.changePassword(ada.password(), CHOSEN);
            assertThat(registry.accounts.loggedIn(changed.id(), changed.generation()))
                    .contains(changed);
        });

        assertThat(registry.accounts.loggedIn(ada.user().id(), ada.user().generation()))
                .isEmpty();
        assertThat(registry.accounts.logIn("ada", ada.password())).isEmpty();
        assertThat(registry.accounts.logIn("ada", CHOSEN)).isPresent();
        AuditEntry entry = entries(ada.user().id()).get(0);
        assertThat(entry.who()).isEqualTo("ada");
        assertThat(entry.by()).isEqualTo("person");
        assertThat(entry.userId()).isEqualTo(ada.user().id());
        assertThat(entry.after()).isEqualTo("{\"password_number\":\"2\"}");
    }

    @Test
    void firstAdministratorsPassword_isTheChosenOne_onceItWasChanged() {
        as(first(), () -> registry.accounts.changePassword(RegistryFixture.FIRST_PASSWORD, CHOSEN));

        assertThat(registry.accounts.logIn("admin", RegistryFixture.FIRST_PASSWORD))
                .isEmpty();
        assertThat(registry.accounts.logIn("admin", CHOSEN)).isPresent();
    }

    @Test
    void onlyAPerson_hasAPassword() {
        try (Caller.Asking asking = Caller.ownToken(ADDRESS).asks()) {
            assertRefused(
                    () -> registry.accounts.changePassword(RegistryFixture.FIRST_PASSWORD, CHOSEN),
                    Problem.PermissionsDenied.class);
        }
    }

    @Test
    void whoIsNoAdministrator_handlesNoPeople() {
        User ada = user("ada", Role.OPERATOR, Set.of()).user();
        for (User asking : List.of(ada, user("eve", Role.READ_ONLY, Set.of()).user())) {
            as(asking, () -> {
                assertRefused(() -> registry.users.list(PageRequest.FIRST), Problem.PermissionsDenied.class);
                assertRefused(() -> registry.users.get(ada.id()), Problem.PermissionsDenied.class);
                assertRefused(() -> user("b", Role.READ_ONLY, Set.of()), Problem.PermissionsDenied.class);
                assertRefused(
                        () -> registry.users.update(
                                ada.id(),
                                new UserPatch(Optional.of(Role.ADMINISTRATOR), Optional.empty(), Optional.empty())),
                        Problem.PermissionsDenied.class);
                assertRefused(() -> registry.users.delete(ada.id()), Problem.PermissionsDenied.class);
                assertRefused(() -> registry.users.resetPassword(ada.id()), Problem.PermissionsDenied.class);
            });
        }
    }

    @Test
    void operator_hasDevicesAndRoutes_andNotTheirHub() {
        Hub hub = registry.hub("h");
        as(user("ada", Role.OPERATOR, Set.of()).user(), () -> {
            registry.devices.disable(REGION, registry.device(hub.id(), "d").id());
            registry.routes.delete(
                    REGION, registry.route(hub.id(), "r", "#", "q").id());
            assertRefused(() -> registry.hub("mine"), Problem.PermissionsDenied.class);
            assertRefused(() -> registry.hubs.disable(REGION, hub.id()), Problem.PermissionsDenied.class);
            assertRefused(() -> registry.hubs.delete(REGION, hub.id(), true), Problem.PermissionsDenied.class);
        });
        as(user("eve", Role.READ_ONLY, Set.of()).user(), () -> {
            assertThat(registry.hubs.get(REGION, hub.id()).name()).isEqualTo("h");
            assertRefused(() -> registry.device(hub.id(), "x"), Problem.PermissionsDenied.class);
        });
    }

    @Test
    void personOfProjects_seesThose() {
        for (String project : List.of("p1", "p2", "p3")) {
            Hub hub = registry.hubs.create(new NewHub(
                    REGION,
                    "h-" + project,
                    Optional.of(project),
                    ProductPlan.DEDICATED,
                    Optional.empty(),
                    Optional.empty()));
            registry.device(hub.id(), "d-" + project);
            registry.route(hub.id(), "r-" + project, "#", "q" + project);
        }
        as(user("ada", Role.OPERATOR, Set.of("p1", "p3")).user(), () -> {
            HubQuery all = new HubQuery(REGION, Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(registry.hubs.list(all, PageRequest.FIRST).items())
                    .extracting(Hub::projectId)
                    .containsExactlyInAnyOrder("p1", "p3");
            assertThat(registry.devices
                            .list(
                                    new org.axletree.hub.registry.device.DeviceQuery(
                                            REGION,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    PageRequest.FIRST)
                            .totalCount())
                    .isEqualTo(2);
            assertThat(registry.routes
                            .list(
                                    new org.axletree.hub.registry.route.RouteQuery(
                                            REGION, Optional.empty(), Optional.empty()),
                                    PageRequest.FIRST)
                            .totalCount())
                    .isEqualTo(2);
            assertThat(registry.audit
                            .newestFirst(Optional.empty(), Optional.empty(), RegistryFixture.ALL)
                            .items())
                    .extracting(AuditEntry::projectId)
                    .containsOnly("p1", "p3");
        });
    }

    private User first() {
        return registry.users.list(PageRequest.FIRST).items().stream()
                .filter(user -> user.id().equals(UserRow.FIRST))
                .findFirst()
                .orElseThrow();
    }

    private CreatedUser user(String name, Role role, Set<String> projects) {
        return registry.users.create(new NewUser(name, role, Optional.of(projects)));
    }

    private User change(String id, Optional<Set<String>> projects, Optional<Boolean> enabled) {
        return registry.users.update(id, new UserPatch(Optional.empty(), projects, enabled));
    }

    private List<AuditEntry> entries(String id) {
        return registry.audit
                .newestFirst(Optional.of(id), Optional.empty(), RegistryFixture.ALL)
                .items();
    }

    private List<String> hashes() throws SQLException {
        List<String> found = new java.util.ArrayList<>();
        try (Connection connection = registry.database.source().getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select password_hash from console_user where password_hash is not null")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static void as(User user, Runnable work) {
        Optional<Set<String>> projects =
                Optional.<Set<String>>of(user.projectIds()).filter(own -> !own.isEmpty());
        try (Caller.Asking asking = Caller.person(user.name(), user.id(), user.role(), projects, ADDRESS)
                .asks()) {
            work.run();
        }
    }

    private static void assertRefused(ThrowingCallable call, Class<? extends Problem> problem) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isInstanceOf(problem);
    }
}
