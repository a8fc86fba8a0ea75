package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether the {@link Vital}s answer. They are asked in the background, one after the other: who wants to know the health of
 * the hub gets the last answers at once, and a no for the one that is being waited for.
 */
@ApplicationScoped
public class Pulse {
    private static final Logger LOG = Logger.getLogger(Pulse.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long OLDEST_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Question NONE = new Question("", 0);

    private final AtomicBoolean feeling = new AtomicBoolean();
    private volatile Map<String, Boolean> answers = Map.of();
    /** What is said of those that do not answer and that the hub is ready without, by name. */
    private volatile Map<String, String> complaints = Map.of();

    private volatile Question open = NONE;
    private volatile long feltAt = System.nanoTime();

    private Iterable<Vital> vitals = List.of();
    private long patienceNanos = PATIENCE.toNanos();

    /** A vital that is being asked, and since when ({@link System#nanoTime}). */
    private record Question(String name, long since) {}

    /** For the container's proxy. */
    protected Pulse() {}

    @Inject
    public Pulse(@Any Instance<Vital> vitals) {
        this(vitals, PATIENCE);
    }

    Pulse(Iterable<Vital> vitals, Duration patience) {
        this.vitals = vitals;
        this.patienceNanos = patience.toNanos();
    }

    /** Asks them all; may block. Does nothing while another thread is still asking. */
    public void feel() {
        if (!feeling.compareAndSet(false, true)) {
            return;
        }
        try {
            Map<String, Boolean> felt = new LinkedHashMap<>();
            Map<String, String> said = new LinkedHashMap<>();
            for (Vital vital : vitals) {
                open = new Question(vital.name(), System.nanoTime());
                felt.put(vital.name(), vital.isRequired() ? ask(vital) : askFor(vital, said));
            }
            answers = Map.copyOf(felt);
            complaints = Map.copyOf(said);
        } finally {
            feltAt = System.nanoTime();
            open = NONE;
            feeling.set(false);
        }
    }

    /** The last answers, by name. */
    Map<String, Boolean> answers() {
        Question asked = open;
        Map<String, Boolean> known = new LinkedHashMap<>(answers);
        if (asked != NONE && System.nanoTime() - asked.since() > patienceNanos) {
            known.put(asked.name(), false);
        }
        if (asked == NONE && System.nanoTime() - feltAt > OLDEST_NANOS) {
            known.replaceAll((name, answer) -> false); // whoever is to ask hangs somewhere else
        }
        return known;
    }

    /** Of those that do not answer but need not: one sentence each. */
    public Collection<String> complaints() {
        return complaints.values();
    }

    /** The names of those that the hub is ready without. */
    Set<String> optional() {
        Set<String> names = new HashSet<>();
        for (Vital vital : vitals) {
            if (!vital.isRequired()) {
                names.add(vital.name());
            }
        }
        return names;
    }

    /** One line when it goes, with what it said, and one when it is back. */
    private boolean askFor(Vital vital, Map<String, String> said) {
        boolean before = answers.getOrDefault(vital.name(), true);
        String why = "";
        try {
            if (vital.answers()) {
                if (!before) {
                    LOG.info(() -> vital.name() + " answers again");
                }
                return true;
            }
        } catch (RuntimeException failure) {
            why = " (" + failure.getMessage() + ")";
        }
        String line = vital.name() + " does not answer" + why + "; " + vital.withoutIt();
        said.put(vital.name(), line);
        if (before) {
            LOG.warning(line);
        }
        return false;
    }

    private boolean ask(Vital vital) {
        boolean before = answers.getOrDefault(vital.name(), true);
        try {
            boolean now = vital.answers();
            if (now != before) {
                LOG.log(now ? Level.INFO : Level.WARNING, () -> vital.name() + (now ? " answers again" : " says no"));
            }
            return now;
        } catch (RuntimeException failure) {
            if (before) {
                LOG.log(Level.WARNING, failure, () -> vital.name() + " does not answer; the hub is not ready");
            }
            return false;
        }
    }
}
