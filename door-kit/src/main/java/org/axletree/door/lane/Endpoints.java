package org.axletree.door.lane;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.DeviceInflow;

/**
 * The endpoints of the hub's message-driven bean. Each belongs to one thread for its life (the container refuses neither a
 * shared nor a released one, so that this is ours to keep), and all are released together.
 */
public final class Endpoints {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 250;

    private final MessageEndpointFactory factory;
    private final List<MessageEndpoint> endpoints = new ArrayList<>();
    private boolean released;

    public Endpoints(MessageEndpointFactory factory) {
        this.factory = factory;
    }

    /**
     * One more endpoint. Blocks until the application has started, since a container may refuse endpoints until then.
     *
     * @throws ResourceException if none is to be had within a minute
     */
    public DeviceInflow open() throws ResourceException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return keep(factory.createEndpoint(null));
            } catch (UnavailableException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** One more endpoint, for an event loop; like {@link #open}. */
    public LoopInflow openForLoop() throws ResourceException, InterruptedException {
        DeviceInflow endpoint = open();
        return new LoopInflow(endpoint, endpoint);
    }

    private synchronized DeviceInflow keep(MessageEndpoint endpoint) throws ResourceException {
        if (released) {
            endpoint.release();
            throw new UnavailableException("endpoints: released (expected: a door that is open)");
        }
        endpoints.add(endpoint);
        return (DeviceInflow) endpoint;
    }

    /** Gives all of them back. No thread may use one any more. */
    public synchronized void release() {
        released = true;
        endpoints.forEach(MessageEndpoint::release);
        endpoints.clear();
    }
}
