package org.axletree.server.web;

import java.io.IOException;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Gives Grizzly's parser one request after the other, and none that another server might read otherwise. Stands before the
 * parser; what comes behind a request waits until that one is answered.
 */
final class FramingFilter extends BaseFilter {
    private final WebConnections connections;

    FramingFilter(WebConnections connections) {
        this.connections = connections;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        WebConnection connection = connections.of(context.getConnection());
        if (connection == null || !(context.getMessage() instanceof Buffer bytes)) {
            return context.getInvokeAction();
        }
        RequestFraming framing = connection.framing();
        int end = framing.read(bytes);
        Optional<String> fault = framing.fault();
        if (fault.isPresent()) {
            return refuse(context, Refusal.malformed(fault.get()));
        }
        return end < bytes.limit() ? context.getInvokeAction(bytes.split(end)) : context.getInvokeAction();
    }

    /** The last thing on the connection. */
    static NextAction refuse(FilterChainContext context, byte[] answer) {
        context.write(Buffers.wrap(context.getMemoryManager(), answer));
        context.getConnection().closeSilently();
        return deaf(context);
    }

    /** Whatever else comes on the connection is not heard, as Grizzly's parser does it. */
    static NextAction deaf(FilterChainContext context) {
        NextAction suspended = context.getSuspendAction();
        context.completeAndRecycle();
        return suspended;
    }
}
