package org.axletree.hub.registry.database;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.axletree.hub.settings.HubSettings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

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
    private final Path home;

    /** For the container. */
    public RegistryMigration() {
        this(null, new HubSettings().home());
    }

    RegistryMigration(DataSource database) {
        this(database, Path.of("none"));
    }

    /** @param home where a registry to be loaded may lie */
    RegistryMigration(DataSource database, Path home) {
        this.database = database;
        this.home = home;
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
            String product = product();
            if (product.equals("PostgreSQL")) {
                loadCopy(product);
            }
            tables(product).load().migrate();
        } catch (SQLException e) {
            throw new RegistryUnavailableException("database: cannot be reached (" + firstLine(e) + ")", e);
        } catch (FlywayException e) {
            throw new RegistryUnavailableException(
                    "database: its tables cannot be brought up to date (" + firstLine(e) + ")", e);
        }
    }

    private FluentConfiguration tables(String product) {
        return Flyway.configure(RegistryMigration.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .table("registry_history")
                .placeholders(dialect(product))
                .javaMigrations(new WordsOfDevices());
    }

    /** A state directory that was restored brings the registry along, for a database that has none yet. */
    private void loadCopy(String product) throws SQLException {
        Path copy = home.resolve(PostgreSqlCopy.DIRECTORY);
        if (Files.notExists(copy)) {
            return;
        }
        try {
            Flyway flyway = tables(product)
                    .target(Files.readString(copy.resolve(PostgreSqlCopy.VERSION))
                            .strip())
                    .load();
            if (flyway.info().current() != null) {
                throw new RegistryUnavailableException(
                        "database: it has a registry already, and " + copy
                                + " waits to be loaded into an empty one (expected: AXLETREE_DB_URL of an empty database)",
                        null);
            }
            flyway.migrate();
            try (Connection connection = database.getConnection()) {
                PostgreSqlCopy.load(connection, copy);
            }
            Files.move(copy, home.resolve(PostgreSqlCopy.DIRECTORY + "-loaded"));
        } catch (IOException e) {
            throw new RegistryUnavailableException(
                    "database: the registry in " + copy + " cannot be loaded (" + e.getMessage() + ")", e);
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
