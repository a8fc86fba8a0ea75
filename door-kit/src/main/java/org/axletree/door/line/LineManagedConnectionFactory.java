package org.axletree.door.line;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.PrintWriter;
import java.util.Set;
import javax.security.auth.Subject;
import org.axletree.core.door.DeviceLine;

/** Makes the connections that the container pools. A connection is no more than a way to the one door. */
public final class LineManagedConnectionFactory implements ManagedConnectionFactory, ResourceAdapterAssociation {
    private static final long serialVersionUID = 1;

    private transient ResourceAdapter resourceAdapter;
    private transient PrintWriter logWriter;

    DeviceLine door() {
        if (resourceAdapter instanceof LineSource source) {
            return source.door();
        }
        throw new IllegalStateException("front door: not bound to its adapter (expected: a deployed connector)");
    }

    @Override
    public Object createConnectionFactory(ConnectionManager connections) {
        return new LineConnectionFactory(this, connections);
    }

    @Override
    public Object createConnectionFactory() {
        return createConnectionFactory(new UnmanagedConnections());
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo info) {
        return new LineManagedConnection(this);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ManagedConnection matchManagedConnections(Set connections, Subject subject, ConnectionRequestInfo info) {
        for (Object connection : connections) {
            if (connection instanceof LineManagedConnection line) {
                return line;
            }
        }
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LineManagedConnectionFactory factory && factory.resourceAdapter == resourceAdapter;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(resourceAdapter);
    }

    /** Outside a container every handle is a connection of its own. */
    private static final class UnmanagedConnections implements ConnectionManager {
        private static final long serialVersionUID = 1;

        @Override
        public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
                throws ResourceException {
            return factory.createManagedConnection(null, info).getConnection(null, info);
        }
    }
}
