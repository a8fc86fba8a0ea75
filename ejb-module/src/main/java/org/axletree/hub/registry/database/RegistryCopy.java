package org.axletree.hub.registry.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Copies the registry as it is at one moment, while others change it. */
@ApplicationScoped
public class RegistryCopy {
    /** The file of H2's copy, an archive with the database's file in it. */
    static final String ARCHIVE = "registry.zip";

    private static final List<String> COUNTED = List.of("hub", "device", "route", "network");

    private DataSource database;

    /** For the container. */
    protected RegistryCopy() {}

    RegistryCopy(DataSource database) {
        this.database = database;
    }

    @Resource(lookup = "java:app/axletree/Registry")
    void setDatabase(DataSource database) {
        this.database = database;
    }

    /** @param directory which is there */
    public void copyTo(Path directory) throws IOException {
        try (Connection connection = database.getConnection()) {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                PostgreSqlCopy.write(connection, directory);
                return;
            }
            try (PreparedStatement backup = connection.prepareStatement("backup to ?")) {
                backup.setString(1, directory.resolve(ARCHIVE).toString());
                backup.execute();
            }
        } catch (SQLException failure) {
            throw new IOException("database: cannot be copied (" + failure.getMessage() + ")", failure);
        }
    }

    /** How many there are of what people count, in the plural. */
    public Map<String, Long> counts() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : COUNTED) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    counts.put(table + "s", row.getLong(1));
                }
            }
            return counts;
        } catch (SQLException failure) {
            throw new IOException("database: cannot be read (" + failure.getMessage() + ")", failure);
        }
    }
}
