package org.axletree.server.web;

import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Sees each connection come and go, and each of its bytes before anybody makes sense of them. */
final class ConnectionFilter extends BaseFilter {
    private final WebConnections connections;

    ConnectionFilter(WebConnections connections) {
        this.connections = connections;
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) throws IOException {
        connections.accept(context.getConnection());
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        WebConnection connection = connections.of(context.getConnection());
        if (connection != null && context.getMessage() instanceof Buffer bytes) {
            connection.hears(bytes.remaining());
        }
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) throws IOException {
        connections.forget(context.getConnection());
        return context.getInvokeAction();
    }
}
