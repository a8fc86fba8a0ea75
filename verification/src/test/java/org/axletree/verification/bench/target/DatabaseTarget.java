package org.axletree.verification.bench.target;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import org.axletree.verification.harness.MariaDb;
import org.axletree.verification.harness.PostgreSql;

/** A table of PostgreSQL or MariaDB. */
final class DatabaseTarget implements BenchTarget {
    private static final String ROW = "insert into said (topic, payload, device, at) values (%s)";

    private final String engine;
    private final String url;
    private final String configuration;
    private final Runnable end;

    private DatabaseTarget(String engine, String url, String configuration, Runnable end) {
        this.engine = engine;
        this.url = url;
        this.configuration = configuration;
        this.end = end;
    }

    static DatabaseTarget postgreSql() {
        PostgreSql server = PostgreSql.start();
        int port = Integer.parseInt(server.url().replaceAll(".*:([0-9]+)/.*", "$1"));
        return of(
                "postgresql",
                server.url() + "?reWriteBatchedInserts=true&user=" + server.user() + "&password=" + server.password(),
                login(port, "postgres", server.user(), server.password()),
                "create table said (topic text, payload bytea, device text, at timestamptz)",
                server::close);
    }

    static DatabaseTarget mariaDb() {
        MariaDb server = MariaDb.start();
        return of(
                "mysql",
                "jdbc:mariadb://127.0.0.1:" + server.port() + "/" + MariaDb.DATABASE + "?user=" + MariaDb.USER
                        + "&password=" + MariaDb.PASSWORD,
                login(server.port(), MariaDb.DATABASE, MariaDb.USER, MariaDb.PASSWORD),
                "create table said (topic text, payload blob, device text, at datetime(3)) engine=innodb",
                server::close);
    }

    private static String login(int port, String database, String user, String password) {
        return "\"host\": \"127.0.0.1\", \"port\": %d, \"dbname\": \"%s\", \"username\": \"%s\", \"password\": \"%s\""
                .formatted(port, database, user, password);
    }

    private static DatabaseTarget of(String engine, String url, String login, String table, Runnable end) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String query = ROW.formatted("$TOPIC, $PAYLOAD, $DEVICE, $TIME");
        return new DatabaseTarget(
                engine, url, "{\"engine\": \"%s\", %s, \"query\": \"%s\"}".formatted(engine, login, query), end);
    }

    @Override
    public String name() {
        return engine.equals("mysql") ? "mariadb" : engine;
    }

    @Override
    public String field() {
        return "db_config";
    }

    @Override
    public String configuration() {
        return configuration;
    }

    @Override
    public BareLoop bare() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        return new BareLoop(1) {
            @Override
            void deliver(int first, int count) throws SQLException {
                try (PreparedStatement statement = connection.prepareStatement(ROW.formatted("?, ?, ?, ?"))) {
                    for (int i = first; i < first + count; i++) {
                        statement.setString(1, "bench/" + i % 10);
                        statement.setBytes(2, Payload.of(i));
                        statement.setString(3, "00000000-0000-0000-0000-000000000000");
                        statement.setTimestamp(4, new Timestamp(System.currentTimeMillis()));
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
                connection.commit();
            }

            @Override
            public void close() throws Exception {
                super.close();
                connection.close();
            }
        };
    }

    @Override
    public void close() {
        end.run();
    }
}
