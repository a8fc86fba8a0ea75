package org.axletree.server.web;

import java.io.IOException;
import javax.net.ssl.SSLEngine;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.ssl.SSLUtils;

/**
 * Asks devices for their certificate in the handshake, and leaves browsers alone. Stands before Grizzly's TLS, whose engine for the
 * connection has heard nothing yet, and puts another in its place. Whoever has no certificate goes on without (ADR 70).
 */
final class HandshakeFilter extends BaseFilter {
    private static final Attribute<Boolean> GREETED =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HandshakeFilter.class.getName());

    private final DeviceTls tls;

    HandshakeFilter(DeviceTls tls) {
        this.tls = tls;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        Connection<?> connection = context.getConnection();
        if (GREETED.isSet(connection) || !(context.getMessage() instanceof Buffer bytes)) {
            return context.getInvokeAction();
        }
        if (!ClientHello.isComplete(bytes)) {
            return context.getStopAction(bytes); // comes back with what follows
        }
        GREETED.set(connection, true);
        if (!ClientHello.isOfABrowser(bytes)) {
            SSLEngine engine = tls.engine();
            engine.beginHandshake();
            SSLUtils.setSSLEngine(connection, engine);
        }
        return context.getInvokeAction();
    }
}
