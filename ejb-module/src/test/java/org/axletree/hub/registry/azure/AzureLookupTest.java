package org.axletree.hub.registry.azure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.QueryPlan;
import org.axletree.hub.registry.database.TestDatabase;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.sessions.DatabaseRecord;
import org.eclipse.persistence.sessions.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand devices with twins: one twin is found along indexes. */
@ParameterizedClass
@EnumSource
class AzureLookupTest {
    private static final int MANY = 10_000;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private HubPlace hub;

    @BeforeEach
    void open() throws SQLException {
        registry = new RegistryFixture(kind.open());
        registry.resources.putGroup("gaz", "here", "{}");
        AzureHub made = registry.resources.putHub("gaz", "GazHub", AzureResourceService.STANDARD, "{}");
        hub = new HubPlace(made.hub().region(), made.hub().id());
        fill();
    }

    @Test
    void twin_costsNoTableScan() throws SQLException {
        registry.identities.create(hub, "pump", new IdentityDraft(Optional.empty(), true, "", false));

        assertThat(registry.azureTwins.get(hub, "pump").identity().device().name())
                .isEqualTo("pump");
        assertThat(planOf(AzureFinder.BY_NAME, "hubId", hub.hubId(), "name", "device 42"))
                .satisfies(this::usesIndexesOnly);
    }

    /** H2 decides once in the life of a process, when there may be nobody yet, how a statement goes through the tables. */
    @Test
    void twin_costsNoTableScan_ofWhoeverComesLater() throws SQLException {
        registry = new RegistryFixture(kind.open());

        assertThat(planOf(AzureFinder.BY_NAME, "hubId", hub.hubId(), "name", "device 42"))
                .doesNotContain("tableScan");
    }

    private void usesIndexesOnly(String plan) {
        assertThat(plan)
                .doesNotContain("tableScan")
                .doesNotContain("Seq Scan")
                .containsPattern(kind == TestDatabase.H2 ? "PUBLIC\\.[A-Z_0-9]*(KEY|DEVICE|HUB|INDEX)" : "Index");
    }

    private void fill() throws SQLException {
        String numbers = kind == TestDatabase.H2 ? "system_range(1, %d) n(x)" : "generate_series(1, %d) n(x)";
        try (Connection connection = registry.database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into device (id, version, hub_id, region, name, description, enabled,"
                    + " allow_insecure, allow_multiple_connections, publish_filter, subscribe_filter,"
                    + " has_custom_certificate, created_at, updated_at, dialect) select 'device ' || x, 1, '"
                    + hub.hubId() + "', '" + hub.region() + "', 'device ' || x, '', true, false, false,"
                    + " '{\"policy\":\"reject\",\"topics\":[]}', '{\"policy\":\"reject\",\"topics\":[]}', false, 1, 1, 'azure' from "
                    + numbers.formatted(MANY));
            statement.executeUpdate("insert into azure_device (device_id, revision, identity_revision, iot_edge,"
                    + " status_reason, status_updated_at, tags, desired, desired_version, desired_updated_at, reported,"
                    + " reported_version, reported_updated_at, twin_version) select 'device ' || x, 1, 1, false, '', 0,"
                    + " '{\"hall\":\"A\"}', '{}', 1, 0, '{}', 1, 0, 1 from " + numbers.formatted(MANY));
            statement.execute("analyze");
        }
    }

    /** Of the SQL that a query becomes. */
    private String planOf(String query, Object... parameters) throws SQLException {
        String sql;
        try (EntityManager entities = registry.database.entities().createEntityManager()) {
            Query asked = entities.createQuery(query);
            for (int i = 0; i < parameters.length; i += 2) {
                asked.setParameter(parameters[i].toString(), parameters[i + 1]);
            }
            DatabaseQuery prepared = asked.unwrap(DatabaseQuery.class);
            prepared.prepareCall(entities.unwrap(Session.class), new DatabaseRecord());
            sql = prepared.getSQLString();
        }
        return QueryPlan.of(registry.database.source(), sql, parameters[1], parameters[3]);
    }
}
