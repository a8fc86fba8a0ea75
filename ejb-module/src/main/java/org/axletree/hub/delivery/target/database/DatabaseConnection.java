package org.axletree.hub.delivery.target.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.TargetConnection;

/**
 * Carries out the statement of a route, a batch in a transaction. Where one message of a batch is at fault, each gets a
 * transaction of its own, so that the others are delivered and that one is known.
 */
final class DatabaseConnection implements TargetConnection {
    private static final Logger LOG = Logger.getLogger(DatabaseConnection.class.getName());
    private static final int STATEMENT_SECONDS = 30;

    private final DatabaseConfiguration configuration;
    private Connection connection;

    DatabaseConnection(DatabaseConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public synchronized List<Delivery> deliver(List<LoggedMessage> batch) {
        Delivery outcome = attempt(batch);
        if (outcome instanceof Delivery.Delivered || outcome instanceof Delivery.Retry || batch.size() == 1) {
            return Delivery.all(batch.size(), outcome);
        }
        List<Delivery> outcomes = new ArrayList<>(batch.size());
        for (LoggedMessage message : batch) {
            Delivery one = attempt(List.of(message));
            outcomes.add(one);
            if (one instanceof Delivery.Retry) {
                break;
            }
        }
        return outcomes;
    }

    /** One transaction. */
    private Delivery attempt(List<LoggedMessage> batch) {
        DatabaseStep step = DatabaseStep.CONNECT;
        try {
            Connection open = open();
            step = DatabaseStep.PREPARE;
            try (PreparedStatement statement =
                    open.prepareStatement(configuration.statement().sql())) {
                statement.setQueryTimeout(STATEMENT_SECONDS);
                step = DatabaseStep.EXECUTE;
                execute(statement, batch);
            }
            step = DatabaseStep.COMMIT;
            open.commit();
            return Delivery.DELIVERED;
        } catch (SQLException failure) {
            undo();
            return DatabaseFailures.outcome(failure, step, configuration);
        }
    }

    /** The server reads the statement, and carries nothing out. */
    @Override
    public synchronized Optional<String> problem() {
        DatabaseStep step = DatabaseStep.CONNECT;
        try {
            Connection open = open();
            step = DatabaseStep.PREPARE;
            try (PreparedStatement statement =
                    open.prepareStatement(configuration.statement().sql())) {
                statement.setQueryTimeout(STATEMENT_SECONDS);
                // A driver prepares when it needs to know something of the statement.
                statement.getParameterMetaData().getParameterCount();
                statement.getMetaData();
            }
            open.rollback();
            return Optional.empty();
        } catch (SQLException failure) {
            undo();
            return Optional.of(DatabaseFailures.sentence(failure, step, configuration));
        }
    }

    private void execute(PreparedStatement statement, List<LoggedMessage> batch) throws SQLException {
        boolean together = configuration.statement().isBatchable() && batch.size() > 1;
        for (LoggedMessage message : batch) {
            bind(statement, message);
            if (together) {
                statement.addBatch();
            } else {
                statement.execute();
            }
        }
        if (together) {
            statement.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, LoggedMessage message) throws SQLException {
        int index = 1;
        for (Optional<Object> value : configuration.statement().values(message, configuration.engine())) {
            if (value.isEmpty()) {
                statement.setNull(index, Types.VARCHAR);
            } else if (value.get() instanceof byte[] bytes) {
                statement.setBytes(index, bytes);
            } else if (value.get() instanceof String text) {
                statement.setString(index, text);
            } else {
                statement.setObject(index, value.get());
            }
            index++;
        }
    }

    private Connection open() throws SQLException {
        if (connection == null || connection.isClosed()) {
            connection = DatabaseSessions.open(configuration);
        }
        return connection;
    }

    /** After a failure the connection may be good or not: a rollback finds out. */
    private void undo() {
        if (connection == null) {
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException broken) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                LOG.log(Level.FINE, "A connection to the database of a route was gone already", alreadyGone);
            }
            connection = null;
        }
    }
}
