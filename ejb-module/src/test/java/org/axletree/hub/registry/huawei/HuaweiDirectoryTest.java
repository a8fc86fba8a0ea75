package org.axletree.hub.registry.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.QueryPlan;
import org.axletree.hub.registry.database.TestDatabase;
import org.junit.jupiter.api.Test;

class HuaweiDirectoryTest {
    /** H2 decides once in the life of a process, when there may be nobody yet, how a statement goes through the tables. */
    @Test
    void login_costsNoTableScan() throws SQLException {
        RegistryFixture registry = new RegistryFixture(TestDatabase.H2.open());

        for (String query : List.of(HuaweiDirectory.LOGIN, HuaweiDirectory.LOGIN_OF_NODE)) {
            assertThat(QueryPlan.of(registry.database.source(), query)).doesNotContain("tableScan");
        }
        Object nodes = new String[] {"x", "y"};
        assertThat(QueryPlan.of(registry.database.source(), HuaweiDirectory.LOGINS_OF_NODES, nodes))
                .doesNotContain("tableScan");
    }
}
