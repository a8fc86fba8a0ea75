package org.axletree.hub.registry.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How a database goes through its tables for a statement. */
public final class QueryPlan {
    private QueryPlan() {}

    /** @param parameters of the statement, in their order; those that are missing are some text */
    public static String of(DataSource database, String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("explain " + sql)) {
            for (int i = 0; i < statement.getParameterMetaData().getParameterCount(); i++) {
                if (i >= parameters.length) {
                    statement.setString(i + 1, "x");
                } else if (parameters[i] instanceof String[] several) {
                    statement.setArray(i + 1, connection.createArrayOf("varchar", several));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
