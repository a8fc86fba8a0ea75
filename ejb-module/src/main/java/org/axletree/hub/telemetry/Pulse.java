package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether the {@link Vital}s answer. They are asked in the background, one after the other: who wants to know the health of
 * the hub gets the last answers at once, however long the next may take.
 */
@ApplicationScoped
public class Pulse {
    private static final Logger LOG = Logger.getLogger(Pulse.class.getName());

    /** Answers that are older count as none: somebody did not answer for so long. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(20);

    private volatile Map<String, Boolean> answers = Map.of();
    private volatile long feltAt = System.nanoTime();

    @Inject
    @Any
    private Instance<Vital> vitals;

    /** Asks them all. May block. */
    public void feel() {
        Map<String, Boolean> felt = new LinkedHashMap<>();
        for (Vital vital : vitals) {
            felt.put(vital.name(), ask(vital));
        }
        answers = Map.copyOf(felt);
        feltAt = System.nanoTime();
    }

    /** The last answers, by name; all negative if they are too old. */
    Map<String, Boolean> answers() {
        Map<String, Boolean> last = answers;
        if (System.nanoTime() - feltAt > GOOD_FOR.toNanos()) {
            last = new LinkedHashMap<>(last);
            last.replaceAll((name, answered) -> false);
        }
        return last;
    }

    private static boolean ask(Vital vital) {
        try {
            return vital.answers();
        } catch (RuntimeException failure) {
            LOG.log(Level.FINE, failure, () -> vital.name() + " does not answer");
            return false;
        }
    }
}
