package org.axletree.mqtt.session;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axletree.mqtt.loop.Deadlines;
import org.axletree.mqtt.session.will.PendingWill;

/** The time that a session is without a connection, and what becomes due in it: its will and its end. On the session's event loop. */
final class SessionExpiry {
    private final SessionLife life;
    private final Deadlines deadlines;
    private Optional<Deadlines.Due> deadline = Optional.empty();
    private long willDueAt;
    private long endsAt;

    SessionExpiry(SessionLife life, Deadlines deadlines) {
        this.life = life;
        this.deadlines = deadlines;
    }

    /**
     * The connection has gone.
     *
     * @param since milliseconds of the event loop's clock, as all times here
     * @param expirySeconds how long the session lives without one
     */
    void begin(long since, long expirySeconds, long now) {
        endsAt = since + TimeUnit.SECONDS.toMillis(expirySeconds);
        willDueAt = since + TimeUnit.SECONDS.toMillis(life.will().delaySeconds());
        due(now);
    }

    /** Time has passed. */
    void due(long now) {
        deadline = Optional.empty();
        if (endsAt <= now) {
            life.end();
            return;
        }
        PendingWill will = life.will();
        if (will.isPresent() && willDueAt <= now) {
            life.sayWill();
        }
        deadline = Optional.of(deadlines.add(will.isPresent() ? Math.min(willDueAt, endsAt) : endsAt, life));
    }

    /** Until the session ends, if no connection comes. */
    long secondsLeft(long now) {
        return Math.max(0, TimeUnit.MILLISECONDS.toSeconds(endsAt - now));
    }

    /** There is a connection, or no session any more. */
    void end() {
        deadline.ifPresent(deadlines::remove);
        deadline = Optional.empty();
    }
}
