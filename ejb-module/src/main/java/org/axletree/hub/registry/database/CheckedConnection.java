package org.axletree.hub.registry.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection that knows whether it is good for anything: the pool asks before it gives it out.
 */
final class CheckedConnection implements InvocationHandler {
    /** A database that takes longer to say that it is there counts as away. */
    private static final int ANSWER_SECONDS = 5;

    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);

    private final Connection connection;
    private final Check check;

    /** Whether a connection is good. */
    @FunctionalInterface
    private interface Check {
        boolean isValid(Connection connection) throws SQLException;
    }

    private CheckedConnection(Connection connection, Check check) {
        this.connection = connection;
        this.check = check;
    }

    /**
     * H2 says that a connection is valid after its database has closed itself because of an error; the pool would give it out for
     * ever, where a new connection opens the database again.
     */
    static Connection ofH2(Connection connection) {
        return of(connection, h2 -> h2.isValid(ANSWER_SECONDS) && answers(h2));
    }

    /**
     * The pool sets no time for the answer, and a database that hangs would keep whoever asks as long as any statement may take. Nor does
     * the pool know that it asks one database: where one connection had no answer, the others are not asked one after the other.
     *
     * @param unanswered when one had no answer, by {@link System#nanoTime()}; of all connections of the database
     */
    static Connection ofPostgreSql(Connection connection, AtomicLong unanswered) {
        return of(connection, postgreSql -> {
            long asked = System.nanoTime();
            if (asked - unanswered.get() < ANSWER_NANOS) {
                return false;
            }
            boolean valid = postgreSql.isValid(ANSWER_SECONDS);
            if (!valid && System.nanoTime() - asked >= ANSWER_NANOS) {
                unanswered.set(System.nanoTime());
            }
            return valid;
        });
    }

    /** Long enough ago. */
    static AtomicLong answered() {
        return new AtomicLong(System.nanoTime() - 2 * ANSWER_NANOS);
    }

    private static Connection of(Connection connection, Check check) {
        return (Connection) Proxy.newProxyInstance(
                CheckedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new CheckedConnection(connection, check));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("isValid")) {
            return check.isValid(connection);
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean answers(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException closed) {
            return false;
        }
    }
}
