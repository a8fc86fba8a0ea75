package org.axletree.hub.registry;

import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.time.SteadyClock;

/**
 * Does something for each of several devices, hubs or messages, of which none stops the others: what goes wrong with one is logged, once
 * a minute at most. From any thread.
 */
public final class EachAlone {
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

    private final Logger log;
    private final String complaint;
    private final Clock clock;
    private long quietUntil = Long.MIN_VALUE;
    private long untold;

    /** @param complaint what could not be done, for the log: "A message to a device could not be brought" */
    public EachAlone(Class<?> of, String complaint) {
        this(of, complaint, new SteadyClock());
    }

    EachAlone(Class<?> of, String complaint, Clock clock) {
        this.log = Logger.getLogger(of.getName());
        this.complaint = complaint;
        this.clock = clock;
    }

    /**
     * Does it for all.
     *
     * @throws RuntimeException if the registry is away, which stops them all
     */
    public <T> void forEach(Collection<T> all, Consumer<T> work) {
        for (T each : all) {
            try {
                work.accept(each);
            } catch (RuntimeException failure) {
                if (RegistryOutage.of(failure).isPresent()) {
                    throw failure;
                }
                failed(failure);
            }
        }
    }

    /** Does it for one, whatever comes of it. */
    public void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }

    /** It went wrong with one, elsewhere. */
    public synchronized void failed(Throwable failure) {
        long now = clock.millis();
        if (now < quietUntil) {
            untold++;
            return;
        }
        log.log(
                Level.WARNING,
                untold == 0 ? complaint : complaint + " (and " + untold + " times since it was said)",
                failure);
        quietUntil = now + MINUTE;
        untold = 0;
    }
}
