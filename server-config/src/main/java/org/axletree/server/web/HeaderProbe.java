package org.axletree.server.web;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpProbe;

/** Looks at the very bytes that a header was read from: Grizzly's parser forgives what two parsers may read in two ways. */
final class HeaderProbe extends HttpProbe.Adapter {
    private final WebConnections connections;

    HeaderProbe(WebConnections connections) {
        this.connections = connections;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly has it
    public void onDataReceivedEvent(Connection connection, Buffer buffer) {
        WebConnection known = connections.of(connection);
        if (known != null && buffer != null) {
            known.parses(buffer);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onHeaderParseEvent(Connection connection, HttpHeader header, int size) {
        WebConnection known = connections.of(connection);
        if (known != null) {
            known.parsedHeader();
        }
    }
}
