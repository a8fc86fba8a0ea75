package org.axletree.hub.registry.jmsuser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.route.BrokerAccess;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JmsUserServiceTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
    }

    @Test
    void password_isShownOnce_andKeptSealed() throws SQLException {
        CreatedJmsUser created = create("p1");

        assertThat(created.password()).hasSize(43);
        assertThat(created.toString()).doesNotContain(created.password());
        assertThat(registry.jmsUsers.logins())
                .containsExactly(new BrokerAccess.User(created.user().id(), created.password(), "p1"));
        try (var rows = registry.database.keptOpen().createStatement().executeQuery("select * from jms_user")) {
            assertThat(rows.next()).isTrue();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                assertThat(String.valueOf(rows.getString(column))).doesNotContain(created.password());
            }
        }
        assertThat(registry.audit
                        .newestFirst(Optional.empty(), Optional.empty(), PageRequest.FIRST)
                        .items()
                        .get(0)
                        .after())
                .contains("\"project_id\":\"p1\"")
                .doesNotContain(created.password());
    }

    @Test
    void renewal_givesAnotherPassword() {
        CreatedJmsUser created = create("p1");

        CreatedJmsUser renewed =
                registry.jmsUsers.renewPassword(REGION, created.user().id());

        assertThat(renewed.user()).isEqualTo(created.user());
        assertThat(registry.jmsUsers.logins())
                .extracting(BrokerAccess.User::password)
                .containsExactly(renewed.password());
        assertThat(renewed.password()).isNotEqualTo(created.password());
    }

    @Test
    void callerOfAProject_seesTheUsersOfThat_andMakesNoOthers() {
        CreatedJmsUser own = create("p1");
        CreatedJmsUser other = create("p2");
        try (Caller.Asking asking =
                new Caller(Caller.Kind.TOKEN, "t", "id", Role.PROJECT, Optional.of(Set.of("p1")), "").asks()) {
            assertThat(list()).containsExactly(own.user());
            assertThat(registry.jmsUsers
                            .create(new NewJmsUser(REGION, "mine", Optional.empty()))
                            .user()
                            .projectId())
                    .isEqualTo("p1");
            assertProblem(() -> registry.jmsUsers.get(REGION, other.user().id()), Problem.NotFound.class);
            assertProblem(() -> registry.jmsUsers.delete(REGION, other.user().id()), Problem.NotFound.class);
            assertProblem(() -> create("p2"), Problem.PermissionsDenied.class);
        }
        registry.jmsUsers.delete(REGION, own.user().id());
        assertThat(registry.jmsUsers.logins()).hasSize(2);
    }

    @Test
    void quota_isOfTheProject() {
        registry.limits.put(HubLimit.JMS_USERS_PER_PROJECT, 1);
        create("p1");

        assertProblem(() -> create("p1"), Problem.QuotaExceeded.class);
        create("p2");
    }

    @Test
    void destination_belongsToTheProjectOfItsHub_andToNobodyWhenThatIsGone() {
        Hub hub = registry.hubOf("p1");
        registry.route(hub.id(), "r", "a/#", "queue_of_one");

        assertThat(registry.jmsUsers.projectsByDestination()).containsEntry("jms:queue:queue_of_one", "p1");
        registry.hubs.delete(REGION, hub.id(), false);
        assertThat(registry.jmsUsers.projectsByDestination()).isEmpty();
    }

    private static void assertProblem(ThrowingCallable call, Class<? extends Problem> kind) {
        assertThatThrownBy(call).satisfies(thrown -> assertThat(((ProblemException) thrown).problem())
                .isInstanceOf(kind));
    }

    private CreatedJmsUser create(String project) {
        return registry.jmsUsers.create(new NewJmsUser(REGION, "reader", Optional.of(project)));
    }

    private List<JmsUser> list() {
        return registry.jmsUsers
                .list(REGION, Optional.empty(), Optional.empty(), RegistryFixture.ALL)
                .items();
    }
}
