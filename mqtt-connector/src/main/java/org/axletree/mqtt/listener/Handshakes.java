package org.axletree.mqtt.listener;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.axletree.core.door.DeviceInflow;
import org.axletree.door.lane.InflowWorkers;

/**
 * Where the work of TLS handshakes is done: not on the event loop, since asking the hub about a certificate may block. A
 * handshake for which there is no room fails.
 */
final class Handshakes implements Executor {
    private final InflowWorkers workers;
    private final ThreadLocal<DeviceInflow> current = new ThreadLocal<>();

    Handshakes(InflowWorkers workers) {
        this.workers = workers;
    }

    @Override
    public void execute(Runnable task) {
        boolean accepted = workers.offer(inflow -> {
            current.set(inflow);
            try {
                task.run();
            } finally {
                current.remove();
            }
        });
        if (!accepted) {
            throw new RejectedExecutionException("TLS handshakes: too many at once (expected: fewer)");
        }
    }

    /** The endpoint of this thread, if it is one of those that handshakes run on. */
    Optional<DeviceInflow> inflow() {
        return Optional.ofNullable(current.get());
    }
}
