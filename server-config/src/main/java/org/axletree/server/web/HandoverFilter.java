package org.axletree.server.web;

import java.io.IOException;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Takes the bytes of connections that were handed over before anybody takes them for HTTP. Stands before Grizzly's parser. */
final class HandoverFilter extends BaseFilter {
    private final Handover handover;

    HandoverFilter(Handover handover) {
        this.handover = handover;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        Connection<?> door = handover.doorOf(context.getConnection());
        return door == null ? context.getInvokeAction() : DoorConnector.pass(context, door);
    }

    @Override
    public NextAction handleClose(FilterChainContext context) throws IOException {
        Connection<?> door = handover.doorOf(context.getConnection());
        if (door != null) {
            door.closeSilently();
        }
        return context.getInvokeAction();
    }
}
