package org.axletree.hub.delivery.target.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.axletree.fence.FencedSocketFactory;

/** Opens connections to the database of a route, by its driver itself: no other code of the process may find them. */
final class DatabaseSessions {
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 30;

    private DatabaseSessions() {}

    static Connection open(DatabaseConfiguration configuration) throws SQLException {
        return configuration.engine() == DatabaseEngine.POSTGRESQL ? postgresql(configuration) : mysql(configuration);
    }

    private static Connection postgresql(DatabaseConfiguration configuration) throws SQLException {
        Properties options = login(configuration);
        options.setProperty(
                "sslmode", configuration.tlsMode().equals("verify") ? "verify-full" : configuration.tlsMode());
        if (configuration.tlsMode().equals("verify")) {
            options.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        options.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        options.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
        options.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
        options.setProperty("tcpKeepAlive", "true");
        options.setProperty("reWriteBatchedInserts", "true");
        options.setProperty("ApplicationName", "axletree");
        return open(new org.postgresql.Driver(), "postgresql", configuration, options);
    }

    /** The driver has no word for "as the server offers it". */
    private static Connection mysql(DatabaseConfiguration configuration) throws SQLException {
        Properties options = login(configuration);
        options.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS * 1_000));
        options.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS * 1_000));
        options.setProperty("allowLocalInfile", "false");
        options.setProperty("allowMultiQueries", "false");
        options.setProperty("connectionAttributes", "program_name:axletree");
        switch (configuration.tlsMode()) {
            case "disable" -> options.setProperty("sslMode", "disable");
            case "verify" -> options.setProperty("sslMode", "verify-full");
            default -> {
                options.setProperty("sslMode", "trust");
                try {
                    return open(new org.mariadb.jdbc.Driver(), "mariadb", configuration, options);
                } catch (SQLException failure) {
                    if (!String.valueOf(failure.getMessage()).contains("ssl not enabled")) {
                        throw failure;
                    }
                    options.setProperty("sslMode", "disable");
                }
            }
        }
        return open(new org.mariadb.jdbc.Driver(), "mariadb", configuration, options);
    }

    private static Properties login(DatabaseConfiguration configuration) {
        Properties options = new Properties();
        options.setProperty("user", configuration.username());
        options.setProperty("password", configuration.password());
        options.setProperty("socketFactory", FencedSocketFactory.class.getName());
        return options;
    }

    private static Connection open(
            Driver driver, String protocol, DatabaseConfiguration configuration, Properties options)
            throws SQLException {
        String host = configuration.host().indexOf(':') < 0 ? configuration.host() : "[" + configuration.host() + "]";
        Connection connection = driver.connect(
                "jdbc:" + protocol + "://" + host + ":" + configuration.port() + "/" + configuration.database(),
                options);
        if (connection == null) {
            throw new SQLException("the driver does not know the address", "08001");
        }
        connection.setAutoCommit(false);
        return connection;
    }
}
