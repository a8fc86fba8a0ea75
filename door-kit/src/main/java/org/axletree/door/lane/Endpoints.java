package org.axletree.door.lane;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.DeviceInflow;

/**
 * The endpoints of the hub's message-driven bean. Each belongs to one thread for its life (the container refuses neither a
 * shared nor a released one, so that this is ours to keep), and all are released together.
 */
public final class Endpoints {
    private static final long PAUSE_MILLIS = 250;

    private final MessageEndpointFactory factory;
    private final Duration patience;
    private final List<MessageEndpoint> endpoints = new ArrayList<>();
    private boolean released;

    /** @param patience how long an application that is starting is waited for */
    public Endpoints(MessageEndpointFactory factory, Duration patience) {
        this.factory = factory;
        this.patience = patience;
    }

    /**
     * One more endpoint. Blocks until the application has started, since a container may refuse endpoints until then.
     *
     * @throws ResourceException if none is to be had in that time
     */
    public DeviceInflow open() throws ResourceException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
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
