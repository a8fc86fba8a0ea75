package org.axletree.hub.delivery.target.database;

import org.axletree.hub.registry.route.RouteConfiguration;

/** Where a database is, who one is there, and what is done there with each message. */
record DatabaseConfiguration(
        DatabaseEngine engine,
        String host,
        int port,
        String database,
        String username,
        String password,
        RouteStatement statement,
        String tlsMode) {
    static final String ENGINE = "engine";
    static final String HOST = "host";
    static final String PORT = "port";
    static final String DATABASE = "dbname";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String QUERY = "query";
    static final String TLS_MODE = "tls_mode";
    static final String STANDARD_TLS_MODE = "prefer";

    static DatabaseConfiguration of(RouteConfiguration configuration) {
        DatabaseEngine engine = engine(configuration);
        String tlsMode = configuration.text(TLS_MODE);
        return new DatabaseConfiguration(
                engine,
                configuration.text(HOST),
                (int) configuration.number(PORT, 0),
                configuration.text(DATABASE),
                configuration.text(USERNAME),
                configuration.text(PASSWORD),
                RouteStatement.of(configuration.text(QUERY), engine),
                tlsMode.isEmpty() ? STANDARD_TLS_MODE : tlsMode);
    }

    static DatabaseEngine engine(RouteConfiguration configuration) {
        return DatabaseEngine.named(configuration.text(ENGINE)).orElse(DatabaseEngine.POSTGRESQL);
    }

    String where() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return "DatabaseConfiguration[" + where() + "]";
    }
}
