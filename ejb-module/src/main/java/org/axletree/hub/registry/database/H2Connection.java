package org.axletree.hub.registry.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection of H2 that knows whether it is good for anything. H2's own says that it is valid after its database has closed
 * itself because of an error; the pool would give it out for ever, where a new connection opens the database again.
 */
final class H2Connection implements InvocationHandler {
    private final Connection connection;

    private H2Connection(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                H2Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new H2Connection(connection));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("isValid")) {
            return connection.isValid((Integer) arguments[0]) && answers();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean answers() {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException closed) {
            return false;
        }
    }
}
