package org.axletree.hub.registry.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.listing.PageRequest;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsOfDevicesTest {
    @ParameterizedTest
    @EnumSource
    void devicesOfBefore_areFoundByTheirWords(TestDatabase kind) throws SQLException {
        RegistryFixture registry = new RegistryFixture(kind.open());
        Hub hub = registry.hub("hub");
        registry.device(hub.id(), "old pump");
        DeviceQuery query = new DeviceQuery(
                RegistryFixture.REGION,
                Optional.of(hub.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("pum"),
                Optional.empty(),
                Optional.empty());
        Connection connection = registry.database.keptOpen();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from device_word");
        }
        assertThat(registry.devices.list(query, PageRequest.FIRST).items()).isEmpty();

        new WordsOfDevices().migrate(new Context() {
            @Override
            public Configuration getConfiguration() {
                throw new IllegalStateException("nobody needs it");
            }

            @Override
            public Connection getConnection() {
                return connection;
            }
        });

        assertThat(registry.devices.list(query, PageRequest.FIRST).items()).hasSize(1);
    }
}
