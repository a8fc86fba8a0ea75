package org.axletree.hub.registry.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.axletree.core.home.StateDirectory;
import org.axletree.hub.settings.HubSettings;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that the settings name: H2 in the state directory by default, or PostgreSQL. The container makes one by
 * reflection and pools its connections; this way the application needs no configuration outside of itself, on whatever
 * server it is deployed.
 */
public final class RegistryDataSource implements DataSource {
    private static final int CONNECT_SECONDS = 10;

    /** The longest that a statement may take: a database that has gone silent must not hold a thread for ever. */
    private static final int ANSWER_SECONDS = 60;

    private static final int SHARE_OF_MEMORY = 8;

    private static final long MOST_CACHE_BYTES = 256L * 1024 * 1024;

    /** The longest that a change may wait for another one; then it is tried again, or the caller is told. */
    private static final int LOCK_MILLIS = 2_000;

    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file:|(?=[/~.\\\\]|[A-Za-z]:[/\\\\]))");

    private final DataSource database;
    private final AtomicLong unanswered = CheckedConnection.answered();

    /** For the container. */
    public RegistryDataSource() {
        this(new HubSettings());
    }

    /** Makes the state directory, closed to others, before H2 makes it as its files are. */
    RegistryDataSource(HubSettings settings) {
        this(settings, settings.stateDirectory());
    }

    private RegistryDataSource(HubSettings settings, StateDirectory made) {
        this(
                settings.databaseUrl(),
                settings.databaseUser().orElse(""),
                settings.databasePassword().orElse(""));
    }

    RegistryDataSource(String url, String user, String password) {
        if (url.startsWith("jdbc:h2:")) {
            database = h2(url, user, password);
        } else if (url.startsWith("jdbc:postgresql:")) {
            database = postgresql(url, user, password);
        } else {
            throw new IllegalArgumentException(
                    "AXLETREE_DB_URL: another kind of database (expected: jdbc:h2:… or jdbc:postgresql:…)");
        }
    }

    private static DataSource h2(String url, String user, String password) {
        JdbcDataSource h2 = new JdbcDataSource();
        // WRITE_DELAY: a commit is on disk when it returns, so that a device that was created survives kill -9.
        // DB_CLOSE_ON_EXIT: the application closes its database itself, after its last user; H2 must not do it earlier.
        // QUERY_CACHE_SIZE: a connection remembers eight compiled statements unless told; the registry has more.
        // CACHE_SIZE: in kilobytes. Each change of a device touches twenty indexes, and each page that is not in memory
        // is read
        // by way of another thread.
        h2.setUrl(uninterruptible(url) + ";CACHE_SIZE=" + cacheKilobytes()
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64;LOCK_TIMEOUT="
                + LOCK_MILLIS);
        h2.setUser(user);
        h2.setPassword(password);
        return h2;
    }

    private static long cacheKilobytes() {
        return Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, MOST_CACHE_BYTES) / 1024;
    }

    /**
     * The same file by H2's asynchronous channels. An ordinary channel is closed for everybody when a thread is interrupted
     * that writes to it, and with it the database.
     */
    private static String uninterruptible(String url) {
        Matcher file = H2_FILE.matcher(url);
        return file.lookingAt() ? "jdbc:h2:async:" + url.substring(file.end()) : url;
    }

    private static DataSource postgresql(String url, String user, String password) {
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(url);
        if (!user.isEmpty()) {
            postgresql.setUser(user);
        }
        if (!password.isEmpty()) {
            postgresql.setPassword(password);
        }
        if (!url.contains("connectTimeout=")) {
            postgresql.setConnectTimeout(CONNECT_SECONDS);
        }
        if (!url.contains("loginTimeout=")) {
            postgresql.setLoginTimeout(CONNECT_SECONDS); // of all that is said before the first statement
        }
        if (!url.contains("socketTimeout=")) {
            postgresql.setSocketTimeout(ANSWER_SECONDS);
        }
        if (!url.contains("options=")) {
            postgresql.setOptions("-c lock_timeout=" + LOCK_MILLIS);
        }
        postgresql.setTcpKeepAlive(true);
        postgresql.setApplicationName("axletree");
        return postgresql;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.getConnection();
        if (database instanceof JdbcDataSource) {
            ChangedPages.belongTo(connection);
            return CheckedConnection.ofH2(connection);
        }
        return CheckedConnection.ofPostgreSql(connection, unanswered);
    }

    /** The settings say who logs in; what the container passes is not asked for. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return database.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || database.isWrapperFor(type);
    }
}
