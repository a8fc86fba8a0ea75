package org.axletree.hub.delivery.target.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The databases that a route can lead to. */
enum DatabaseEngine {
    POSTGRESQL,
    /** MariaDB as well. */
    MYSQL;

    static final String NAMES = "postgresql or mysql";

    static Optional<DatabaseEngine> named(String name) {
        return Arrays.stream(values())
                .filter(engine -> engine.apiName().equals(name))
                .findFirst();
    }

    String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
