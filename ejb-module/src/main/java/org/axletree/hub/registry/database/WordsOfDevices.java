package org.axletree.hub.registry.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.axletree.hub.registry.listing.SearchWords;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/** Writes down the words of the devices that there were before words were kept (V085). */
final class WordsOfDevices implements JavaMigration {
    private static final int BATCH = 1_000;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("086");
    }

    @Override
    public String getDescription() {
        return "words of devices";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into device_word (hub_id, word, device_id) values (?, ?, ?)")) {
            statement.setFetchSize(BATCH);
            int waiting = 0;
            try (ResultSet devices = statement.executeQuery("select id, hub_id, name, description from device")) {
                while (devices.next()) {
                    for (String word : SearchWords.of(devices.getString(3), devices.getString(4))) {
                        insert.setString(1, devices.getString(2));
                        insert.setString(2, word);
                        insert.setString(3, devices.getString(1));
                        insert.addBatch();
                        waiting++;
                    }
                    if (waiting >= BATCH) {
                        insert.executeBatch();
                        waiting = 0;
                    }
                }
            }
            insert.executeBatch();
        }
    }
}
