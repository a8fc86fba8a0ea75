package org.axletree.hub.registry.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The databases that the registry is made for, each the real one. */
public enum TestDatabase {
    H2 {
        @Override
        RegistryDataSource create() {
            try {
                Path directory = Files.createTempDirectory("axletree-h2");
                directory.toFile().deleteOnExit();
                // Before the directory: last in, first out. The second is where H2 writes what was asked of it too
                // late.
                directory.resolve("registry.mv.db").toFile().deleteOnExit();
                directory.resolve("registry.trace.db").toFile().deleteOnExit();
                return new RegistryDataSource("jdbc:h2:file:" + directory.resolve("registry"), "", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    POSTGRESQL {
        @Override
        RegistryDataSource create() {
            PrivatePostgres server = PrivatePostgres.running();
            String name = "registry_" + UUID.randomUUID().toString().replace("-", "");
            RegistryDataSource administration = new RegistryDataSource(server.url("postgres"), "axletree", "");
            try (Connection connection = administration.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new RegistryDataSource(server.url(name), "axletree", "");
        }
    };

    private OpenDatabase open;

    /** A fresh, empty one. */
    abstract RegistryDataSource create();

    /** The one that the tests of this process share. */
    public synchronized OpenDatabase open() {
        if (open == null) {
            open = OpenDatabase.of(create());
        }
        return open;
    }
}
