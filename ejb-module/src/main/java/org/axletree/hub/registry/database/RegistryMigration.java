package org.axletree.hub.registry.database;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Names the registry's data source, and brings its tables up to date before anybody reads them. An enterprise bean, because
 * the container looks for definitions of data sources on nothing less; its transactions are Flyway's own.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = "java:app/axletree/Registry",
        className = "org.axletree.hub.registry.database.RegistryDataSource",
        minPoolSize = 2,
        maxPoolSize = 24,
        initialPoolSize = 0,
        properties = {
            // A database that was restarted leaves dead connections behind: look at each before it is given out, unless
            // somebody just did. Each look is a round trip, and in a storm of connects there are thousands a second.
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=1",
            "fish.payara.fail-all-connections=true",
            "fish.payara.max-wait-time-in-millis=10000"
        })
public class RegistryMigration {
    private DataSource database;

    /** For the container. */
    public RegistryMigration() {}

    RegistryMigration(DataSource database) {
        this.database = database;
    }

    @Resource(lookup = "java:app/axletree/Registry")
    void setDatabase(DataSource database) {
        this.database = database;
    }

    /**
     * Migrates. To be called outside of any transaction.
     *
     * @throws RegistryUnavailableException if the database cannot be reached or be brought up to date
     */
    public void migrate() {
        try {
            Flyway.configure(RegistryMigration.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .table("registry_history")
                    .placeholders(dialect(product()))
                    .javaMigrations(new WordsOfDevices())
                    .load()
                    .migrate();
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: cannot be reached (" + firstLine(e) + ")", e);
        } catch (FlywayException e) {
            throw new RegistryUnavailableException(
                    "database: its tables cannot be brought up to date (" + firstLine(e) + ")", e);
        }
    }

    private static Map<String, String> dialect(String product) {
        return product.equals("PostgreSQL")
                ? Map.of("ordered", "collate \"C\"", "h2", "-- ")
                : Map.of("ordered", "", "h2", "");
    }

    private String product() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .strip();
    }
}
