package org.axletree.hub.registry.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 stores of a transaction before it ends. */
class ChangedPagesTest {
    /** Of rows that take one kilobyte each: more than H2 keeps by itself, and less than it is told to keep in 256 MB of memory. */
    private static final int ROWS = 24_000;

    @TempDir
    Path directory;

    @Test
    void pagesOfALargeTransaction_areKeptInMemory_untilItsEnd() throws SQLException {
        assertThat(versionsStored(false)).as("by itself H2 stores them earlier").isPositive();
        assertThat(versionsStored(true)).isZero();
    }

    /** How often the database was stored while a transaction was under way. */
    private long versionsStored(boolean kept) throws SQLException {
        RegistryDataSource source =
                new RegistryDataSource("jdbc:h2:file:" + directory.resolve(kept ? "kept" : "plain"), "", "");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table many (id int primary key, text varchar)");
            connection.setAutoCommit(false);
            ChangedPages.belongTo(connection.unwrap(JdbcConnection.class));
            MVStore store = store(connection.unwrap(JdbcConnection.class));
            if (kept) {
                ChangedPages.keepInMemory();
            }
            long before = store.getFileStore().getWriteCount();
            insert(connection);
            long stored = store.getFileStore().getWriteCount() - before;
            connection.commit();
            assertThat(store.getFileStore().getWriteCount() - before)
                    .as("on disk when the commit returns")
                    .isPositive();
            return stored;
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into many values (?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setString(2, i + "x".repeat(500));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static MVStore store(JdbcConnection connection) {
        return ((SessionLocal) connection.getSession()).getDatabase().getStore().getMvStore();
    }
}
