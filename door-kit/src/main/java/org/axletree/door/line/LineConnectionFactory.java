package org.axletree.door.line;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serializable;
import javax.naming.Reference;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;

/** What the hub finds in JNDI: gives out handles to the door. */
public final class LineConnectionFactory implements DeviceLineFactory, Serializable, Referenceable {
    private static final long serialVersionUID = 1;

    private final LineManagedConnectionFactory factory;
    private final ConnectionManager connections;
    private Reference reference;

    LineConnectionFactory(LineManagedConnectionFactory factory, ConnectionManager connections) {
        this.factory = factory;
        this.connections = connections;
    }

    @Override
    public DeviceLine line() {
        try {
            return (DeviceLine) connections.allocateConnection(factory, null);
        } catch (ResourceException e) {
            throw new IllegalStateException("front door: no connection to it (expected: a running adapter)", e);
        }
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }
}
