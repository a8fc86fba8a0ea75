package org.axletree.hub.live;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axletree.core.outcome.Reason;

/** The tapes of all hubs that are watched, or were a minute ago: whoever comes back by then has missed nothing. */
final class Tapes<T> {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final int most;
    private final long mostBytesOfAHub;
    private final Clock clock;
    private final Map<String, Tape<T>> byHub = new ConcurrentHashMap<>();

    /** @param most how many there may be while they are not watched */
    Tapes(int most, long mostBytesOfAHub, Clock clock) {
        this.most = most;
        this.mostBytesOfAHub = mostBytesOfAHub;
        this.clock = clock;
    }

    boolean isEmpty() {
        return byHub.isEmpty();
    }

    /** The hub's tape, if it has one. Never blocks. */
    Optional<Tape<T>> find(String hubId) {
        return Optional.ofNullable(byHub.get(hubId));
    }

    /** The hub's tape, with one watcher more. */
    synchronized Tape<T> enter(String hubId) {
        letGo(byHub.size() >= most);
        Tape<T> tape = byHub.computeIfAbsent(hubId, id -> new Tape<>(Long.toString(clock.millis()), mostBytesOfAHub));
        tape.enter();
        return tape;
    }

    /** Lets go of the tapes that nobody has watched for a minute, or of all that nobody watches. */
    synchronized void letGo(boolean all) {
        byHub.values().removeIf(tape -> tape.isIdle(System.nanoTime(), all ? 0 : IDLE_NANOS));
    }

    synchronized void end(String hubId, Reason reason) {
        Optional.ofNullable(byHub.remove(hubId)).ifPresent(tape -> tape.end(reason));
    }

    synchronized void endAll(Reason reason) {
        byHub.values().forEach(tape -> tape.end(reason));
        byHub.clear();
    }
}
