package org.axletree.coap.adapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import javax.transaction.xa.XAResource;
import org.axletree.core.door.DeviceLine;
import org.axletree.door.line.LineSource;

/**
 * The front door of LwM2M devices as a resource adapter: keeps the one {@link Door} and ties its life to that of the
 * container and of the hub's message-driven bean.
 */
public final class CoapResourceAdapter implements ResourceAdapter, LineSource {
    private volatile Door door;

    @Override
    public void start(BootstrapContext context) {
        door = new Door(context.getWorkManager());
    }

    @Override
    public void stop() {
        Door current = door;
        door = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof InflowActivation)) {
            throw new ResourceAdapterInternalException("activation: " + spec + " (expected: InflowActivation)");
        }
        running().attach(factory);
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        Door current = door;
        if (current != null) {
            current.detach(factory);
        }
    }

    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    @Override
    public DeviceLine door() {
        return running();
    }

    private Door running() {
        Door current = door;
        if (current == null) {
            throw new IllegalStateException("CoAP adapter: stopped (expected: a running adapter)");
        }
        return current;
    }

    // The adapter has no properties, so JCA's equality by configuration is identity of kind.
    @Override
    public boolean equals(Object other) {
        return other instanceof CoapResourceAdapter;
    }

    @Override
    public int hashCode() {
        return CoapResourceAdapter.class.hashCode();
    }
}
