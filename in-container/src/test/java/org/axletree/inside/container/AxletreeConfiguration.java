package org.axletree.inside.container;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What {@code arquillian.xml} says of a container. */
public final class AxletreeConfiguration implements ContainerConfiguration {
    private Database database = Database.H2;

    /** Where the registry is. */
    public enum Database {
        H2,
        POSTGRESQL
    }

    public Database getDatabase() {
        return database;
    }

    /** For Arquillian: {@code h2} or {@code postgresql}. */
    public void setDatabase(String database) {
        this.database = Database.valueOf(database.toUpperCase(java.util.Locale.ROOT));
    }

    @Override
    public void validate() {}
}
