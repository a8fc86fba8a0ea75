package org.axletree.hub.registry.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.junit.jupiter.api.Test;

class HuaweiDirectoryTest {
    /** H2 decides once in the life of a process, when there may be nobody yet, how a statement goes through the tables. */
    @Test
    void login_costsNoTableScan() throws SQLException {
        RegistryFixture registry = new RegistryFixture(TestDatabase.H2.open());

        for (String query : List.of(HuaweiDirectory.LOGIN, HuaweiDirectory.LOGIN_OF_NODE)) {
            assertThat(planOf(registry, query)).doesNotContain("tableScan");
        }
    }

    private static String planOf(RegistryFixture registry, String query) throws SQLException {
        try (Connection connection = registry.database.source().getConnection();
                PreparedStatement statement = connection.prepareStatement("explain " + query)) {
            statement.setString(1, "x");
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
