package org.axletree.hub.registry.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The tables of a registry in PostgreSQL as files, one for each, in PostgreSQL's own text format: read in one transaction that sees
 * one moment, and loaded into tables that are there and empty.
 */
final class PostgreSqlCopy {
    /** Where the files lie in a snapshot, and in a state directory that was restored. */
    static final String DIRECTORY = "registry";

    /** The version that the tables had. */
    static final String VERSION = "version";

    private static final String SUFFIX = ".copy";
    private static final String HISTORY = "registry_history";

    private PostgreSqlCopy() {}

    static void write(Connection connection, Path home) throws SQLException, IOException {
        Path directory = Files.createDirectory(home.resolve(DIRECTORY));
        connection.setAutoCommit(false);
        int before = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : tables(connection)) {
                try (OutputStream out = Files.newOutputStream(directory.resolve(table + SUFFIX))) {
                    copy.copyOut("copy \"" + table + "\" to stdout", out);
                }
            }
            Files.writeString(directory.resolve(VERSION), version(connection), StandardCharsets.UTF_8);
        } finally {
            connection.rollback();
            connection.setTransactionIsolation(before);
            connection.setAutoCommit(true);
        }
    }

    /** Into tables of the version of the copy. What migrations put there goes. */
    static void load(Connection connection, Path directory) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            List<String> tables = referredFirst(connection);
            statement.execute("truncate " + String.join(", ", tables));
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : tables) {
                try (InputStream in = Files.newInputStream(directory.resolve(table + SUFFIX))) {
                    copy.copyIn("copy \"" + table + "\" from stdin", in);
                }
            }
            for (String next : sequences(connection)) {
                statement.execute(next);
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = texts(
                connection,
                "select table_name from information_schema.tables where table_schema = current_schema()"
                        + " and table_type = 'BASE TABLE' order by table_name");
        tables.remove(HISTORY);
        return tables;
    }

    private static String version(Connection connection) throws SQLException {
        return texts(
                        connection,
                        "select version from " + HISTORY
                                + " where version is not null order by installed_rank desc limit 1")
                .get(0);
    }

    /** A table after those that it refers to. */
    private static List<String> referredFirst(Connection connection) throws SQLException {
        Map<String, Set<String>> referred = new HashMap<>();
        for (String pair : texts(
                connection,
                "select a.relname || ' ' || b.relname from pg_constraint c join pg_class a on a.oid = c.conrelid"
                        + " join pg_class b on b.oid = c.confrelid where c.contype = 'f' and c.conrelid <> c.confrelid"
                        + " and c.connamespace = current_schema()::regnamespace")) {
            String[] names = pair.split(" ");
            referred.computeIfAbsent(names[0], none -> new HashSet<>()).add(names[1]);
        }
        List<String> left = tables(connection);
        List<String> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<String> next = left.stream()
                    .filter(table -> ordered.containsAll(referred.getOrDefault(table, Set.of())))
                    .toList();
            if (next.isEmpty()) {
                throw new SQLException("tables that refer to one another in a circle: " + left);
            }
            ordered.addAll(next);
            left.removeAll(next);
        }
        return ordered;
    }

    /** What has each sequence go on behind what was loaded. */
    private static List<String> sequences(Connection connection) throws SQLException {
        return texts(
                connection,
                "select format('select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) from %I',"
                        + " quote_ident(table_name), column_name, column_name, table_name) from information_schema.columns"
                        + " where table_schema = current_schema() and pg_get_serial_sequence(quote_ident(table_name),"
                        + " column_name) is not null");
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
