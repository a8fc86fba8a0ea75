package org.axletree.mqtt.session;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axletree.mqtt.loop.Deadlines;

/** The time that a session is without a connection, and what becomes due in it: its will and its end. On the session's event loop. */
final class Absence {
    private final Session session;
    private Optional<Deadlines.Due> deadline = Optional.empty();
    private long willDueAt;
    private long endsAt;

    Absence(Session session) {
        this.session = session;
    }

    /**
     * The connection has gone.
     *
     * @param since milliseconds since 1970
     * @param expirySeconds how long the session lives without one
     */
    void begin(long since, long expirySeconds, long now) {
        endsAt = since + TimeUnit.SECONDS.toMillis(expirySeconds);
        willDueAt = since + TimeUnit.SECONDS.toMillis(session.life().will().delaySeconds());
        due(now);
    }

    /** Time has passed. */
    void due(long now) {
        deadline = Optional.empty();
        if (endsAt <= now) {
            session.life().end();
            return;
        }
        PendingWill will = session.life().will();
        if (will.isPresent() && willDueAt <= now) {
            will.say();
        }
        deadline = Optional.of(
                session.loop().deadlines().add(will.isPresent() ? Math.min(willDueAt, endsAt) : endsAt, session.life()));
    }

    /** There is a connection, or no session any more. */
    void end() {
        deadline.ifPresent(session.loop().deadlines()::remove);
        deadline = Optional.empty();
    }
}
