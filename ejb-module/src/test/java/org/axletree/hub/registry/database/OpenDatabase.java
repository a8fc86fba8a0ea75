package org.axletree.hub.registry.database;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A migrated database and its entities, opened once for all tests, as opening is what takes the time.
 *
 * @param keptOpen stands in for the pool: H2 closes a database with its last connection
 */
public record OpenDatabase(RegistryDataSource source, EntityManagerFactory entities, Connection keptOpen) {

    static OpenDatabase of(RegistryDataSource source) {
        try {
            Connection keptOpen = source.getConnection();
            migrate(source);
            return new OpenDatabase(
                    source, Persistence.createEntityManagerFactory("registry", local(source)), keptOpen);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Once more, as at each start. */
    public void migrate() {
        migrate(source);
    }

    private static void migrate(RegistryDataSource source) {
        new RegistryMigration(source).migrate();
    }

    private static Map<String, Object> local(RegistryDataSource source) {
        return Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", source);
    }

    /** As if it was just opened. */
    public void empty() {
        try (Statement statement = keptOpen.createStatement()) {
            for (String table : List.of(
                    "route", "route_destination", "network", "jms_user", "device", "hub", "api_token", "audit_entry")) {
                statement.executeUpdate("delete from " + table);
            }
            // The first administrator comes with the tables.
            statement.executeUpdate("delete from console_user where id <> '00000000-0000-0000-0000-000000000001'");
            statement.executeUpdate(
                    "update console_user set password_hash = null, role = 'ADMINISTRATOR', enabled = true");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
