package org.axletree.hub.registry.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People whom an identity provider names: who they are here, and what they may do. */
@ParameterizedClass
@EnumSource
class ProvidedAccountsTest {
    private static final String ISSUER = "https://login.example.org";

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
    }

    @Test
    void person_isLetInOnce_andHasNoPassword() {
        User ada = come("1", Role.OPERATOR, Set.of("sea"), "ada").orElseThrow();

        assertThat(ada.name()).isEqualTo("ada");
        assertThat(ada.issuer()).isEqualTo(ISSUER);
        assertThat(ada.projectIds()).containsExactly("sea");
        assertThat(come("1", Role.OPERATOR, Set.of("sea"), "renamed")).contains(ada);
        assertThat(registry.accounts.loggedIn(ada.id(), ada.generation())).contains(ada);
        assertThat(registry.accounts.logIn("ada", "")).isEmpty();
        assertThat(registry.accounts.logIn("ada", RegistryFixture.FIRST_PASSWORD))
                .isEmpty();
        refused(() -> registry.users.resetPassword(ada.id()), Problem.PreconditionFailed.class);
    }

    @Test
    void nameOfSomebodyHere_isNotTaken() {
        User boss = come("1", Role.ADMINISTRATOR, Set.of(), "ADMIN", "boss@example.org")
                .orElseThrow();

        assertThat(boss.name()).isEqualTo("boss@example.org");
        assertThat(registry.accounts
                        .logIn("admin", RegistryFixture.FIRST_PASSWORD)
                        .orElseThrow()
                        .id())
                .isNotEqualTo(boss.id());
        User of2 =
                come("2", Role.READ_ONLY, Set.of(), "boss@example.org", "two").orElseThrow();
        assertThat(of2.id()).isNotEqualTo(boss.id());
        refused(() -> come("3", Role.READ_ONLY, Set.of(), "admin", "two", "a b"), Problem.PreconditionFailed.class);
        User elsewhere = registry.providedAccounts
                .logIn(new ProvidedPerson(
                        "https://login.example.net", "1", List.of("elsewhere"), Role.READ_ONLY, Set.of()))
                .orElseThrow();
        assertThat(elsewhere.id()).isNotEqualTo(boss.id());
    }

    @Test
    void otherRights_endLogins_andTheSameDoNot() {
        User before = come("1", Role.ADMINISTRATOR, Set.of(), "ada").orElseThrow();
        registry.loginsEnded.clear();
        come("1", Role.ADMINISTRATOR, Set.of(), "ada");
        assertThat(registry.loginsEnded).isEmpty();

        User after = come("1", Role.READ_ONLY, Set.of("sea"), "ada").orElseThrow();

        assertThat(after.role()).isEqualTo(Role.READ_ONLY);
        assertThat(registry.loginsEnded).containsExactly(new LoginsEnded(before.id()));
        assertThat(registry.accounts.loggedIn(before.id(), before.generation())).isEmpty();
        assertThat(registry.accounts.loggedIn(after.id(), after.generation())).isPresent();
    }

    @Test
    void whoeverHasNoRightAnyMore_isLoggedInNowhere() {
        User ada = come("1", Role.OPERATOR, Set.of(), "ada").orElseThrow();
        registry.providedAccounts.shutOut(ISSUER, "2");
        assertThat(registry.accounts.loggedIn(ada.id(), ada.generation())).isPresent();

        registry.providedAccounts.shutOut(ISSUER, "1");

        assertThat(registry.accounts.loggedIn(ada.id(), ada.generation())).isEmpty();
        assertThat(registry.loginsEnded).containsExactly(new LoginsEnded(ada.id()));
    }

    @Test
    void administrator_shutsOut_butGivesNoOtherRights() {
        User ada = come("1", Role.OPERATOR, Set.of(), "ada").orElseThrow();
        refused(
                () -> registry.users.update(
                        ada.id(), new UserPatch(Optional.of(Role.ADMINISTRATOR), Optional.empty(), Optional.empty())),
                Problem.PreconditionFailed.class);

        registry.users.update(ada.id(), new UserPatch(Optional.empty(), Optional.empty(), Optional.of(false)));

        assertThat(come("1", Role.OPERATOR, Set.of(), "ada")).isEmpty();
        assertThat(come("1", Role.ADMINISTRATOR, Set.of(), "ada")).isEmpty();
    }

    /** A provider that is away must not keep everybody out. */
    @Test
    void lastAdministratorWithAPassword_stays() {
        come("1", Role.ADMINISTRATOR, Set.of(), "ada");
        User first =
                registry.accounts.logIn("admin", RegistryFixture.FIRST_PASSWORD).orElseThrow();

        refused(() -> registry.users.delete(first.id()), Problem.PreconditionFailed.class);
    }

    @Test
    void peopleOfAProvider_countAsPeople() {
        registry.limits.put(HubLimit.USERS, 2);
        come("1", Role.READ_ONLY, Set.of(), "ada");

        refused(() -> come("2", Role.READ_ONLY, Set.of(), "bob"), Problem.QuotaExceeded.class);
        refused(() -> come("1", Role.READ_ONLY, Set.of("a,b"), "ada"), Problem.InvalidArguments.class);
    }

    private Optional<User> come(String subject, Role role, Set<String> projects, String... names) {
        return registry.providedAccounts.logIn(new ProvidedPerson(ISSUER, subject, List.of(names), role, projects));
    }

    private static void refused(ThrowingCallable call, Class<? extends Problem> problem) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                .isInstanceOf(problem));
    }
}
