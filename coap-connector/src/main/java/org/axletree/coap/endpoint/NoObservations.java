package org.axletree.coap.endpoint;

import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.observe.Observation;
import org.eclipse.californium.core.observe.ObservationStore;
import org.eclipse.californium.elements.EndpointContext;

/** What is observed, for Californium: nothing. The registrations know it, so that it outlives a restart and is there once. */
final class NoObservations implements ObservationStore {
    @Override
    public Observation putIfAbsent(Token token, Observation observation) {
        return null; // as no previous one
    }

    @Override
    public Observation put(Token token, Observation observation) {
        return null; // as no previous one
    }

    @Override
    public void remove(Token token) {
        // There is none.
    }

    @Override
    public Observation get(Token token) {
        return null; // Californium's word for none
    }

    @Override
    public void setContext(Token token, EndpointContext context) {
        // There is none.
    }

    @Override
    public void setExecutor(ScheduledExecutorService executor) {
        // Nothing is to be done later.
    }

    @Override
    public void start() {
        // Nothing to start.
    }

    @Override
    public void stop() {
        // Nothing to stop.
    }
}
