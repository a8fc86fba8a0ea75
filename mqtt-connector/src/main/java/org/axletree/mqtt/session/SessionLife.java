package org.axletree.mqtt.session;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.Admission;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.pressure.Allowance;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.StoredSession;
import org.axletree.mqtt.wire.Will;

/**
 * How long a session lives: its connections, the time without one, its end, and the will that is said on the way. On the
 * session's event loop, but for what says otherwise.
 */
final class SessionLife {
    /** Whoever is closed for one of these may not publish any more, neither by a will. */
    private static final Set<Reason> WITHOUT_RIGHTS =
            EnumSet.of(Reason.DEVICE_DELETED, Reason.DEVICE_DISABLED, Reason.HUB_DELETED, Reason.HUB_DISABLED);

    /** With those who share messages with the session it is over as well. */
    private static final Set<Reason> FOR_EVERYBODY =
            EnumSet.of(Reason.SHUTTING_DOWN, Reason.HUB_DELETED, Reason.HUB_DISABLED);

    private final Sessions sessions;
    private final long number;
    private final boolean lasting;
    private Session session;
    private Optional<Attachment> attachment = Optional.empty();
    private Optional<Will> will = Optional.empty();
    private Optional<Deadlines.Due> deadline = Optional.empty();
    private long willDueAt;
    private long endsAt;
    private long expirySeconds;
    private boolean passesOn = true;
    private volatile boolean ended;
    private volatile long admittedRevision = Long.MIN_VALUE;
    private volatile long entry;

    /**
     * @param number the session's in the store; 0 if nothing of it is there
     * @param expirySeconds how long it lives without a connection; 0 if it does not
     */
    SessionLife(Sessions sessions, long number, long expirySeconds) {
        this.sessions = sessions;
        this.number = number;
        this.lasting = expirySeconds > 0;
        this.expirySeconds = expirySeconds;
    }

    void of(Session whose) {
        session = whose;
    }

    // From any thread.

    long number() {
        return number;
    }

    boolean isLasting() {
        return lasting;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The revision of the registry that its connection was admitted on, whatever its rights became since. */
    long admittedRevision() {
        return admittedRevision;
    }

    /** Which connection it has, by a number that is the higher the later it entered; 0 while it has none. */
    long entry() {
        return entry;
    }

    /** What its hub may keep. */
    Allowance allowance() {
        return sessions.allowances().of(session.key().hubId());
    }

    // On the event loop.

    Optional<Attachment> attachment() {
        return attachment;
    }

    long expirySeconds() {
        return expirySeconds;
    }

    /** Closes its connection, if it has one. */
    void close(Reason reason) {
        attachment.ifPresent(present -> {
            present.connection().close(reason);
            // A connection that does not know its session yet leaves it to us.
            detach(present.connection(), reason);
        });
    }

    /** A connection is the session's from now on; the one before has been closed. */
    void attach(Connection connection, Admission.Admitted admitted, SessionTerms terms) {
        awaitNothing();
        // The will of the connection before, if it was to wait, is not said (MQTT-3.1.3-9).
        dropWill();
        session.refresh(admitted);
        admittedRevision = admitted.revision();
        attachment = Optional.of(new Attachment(connection, connection.outbox(), terms));
        entry = sessions.nextEntry();
        expirySeconds = Sessions.expirySeconds(terms, admitted);
        connection.outbox().agree(terms, admitted.limits().maxTopicAliases(), session.tally());
        session.tally().add(Counted.CONNECTS, 1);
        will = terms.will();
        sessions.attached(session.key().hubId());
        if (number != 0) {
            store(StoredSession.CONNECTED);
            will.ifPresent(present -> session.journal().changes().will(number, Wills.stored(present)));
        }
    }

    /** The client knows that it is connected. */
    void begin() {
        attachment.ifPresent(present -> {
            session.intake().attach();
            int most = Math.min(
                    session.rights().limits().maxInFlight(), present.terms().receiveMaximum());
            session.outbound().attach(present.outbox(), most);
            session.retained().attach();
        });
    }

    void disconnected(boolean withWill, OptionalLong newExpiry) {
        attachment.ifPresent(present -> present.wantWill(withWill));
        newExpiry.ifPresent(seconds ->
                expirySeconds = Math.min(seconds, session.rights().limits().maxExpirySeconds()));
    }

    /** The connection has gone: the session waits for another, or ends. */
    void detach(Connection connection, Reason reason) {
        if (!isOn(connection)) {
            return;
        }
        // What it said is heard before it is gone; that may have been too much.
        session.loop().screening().screenNow();
        if (!isOn(connection)) {
            return;
        }
        boolean willWanted = attachment.get().isWillWanted() && !WITHOUT_RIGHTS.contains(reason);
        session.intake().detach();
        session.outbound().detach();
        session.retained().detach();
        session.tellAll();
        attachment = Optional.empty();
        entry = 0;
        sessions.detached(session.key().hubId());
        if (!willWanted) {
            dropWill();
        }
        long now = System.currentTimeMillis();
        if (!lasting || expirySeconds == 0) {
            passesOn = !FOR_EVERYBODY.contains(reason);
            end();
            return;
        }
        store(now);
        endsAt = now + TimeUnit.SECONDS.toMillis(expirySeconds);
        willDueAt = now + TimeUnit.SECONDS.toMillis(will.map(Will::delaySeconds).orElse(0L));
        due(now);
    }

    private boolean isOn(Connection connection) {
        return attachment.isPresent() && attachment.get().connection() == connection;
    }

    /** Time has passed: says the will if it is due, ends the session if it is. */
    void due(long now) {
        deadline = Optional.empty();
        if (ended || attachment.isPresent()) {
            return;
        }
        if (endsAt <= now) {
            end();
            return;
        }
        if (will.isPresent() && willDueAt <= now) {
            sayWill(this::forgetWill);
        }
        deadline = Optional.of(
                session.loop().deadlines().add(will.isPresent() ? Math.min(willDueAt, endsAt) : endsAt, session));
    }

    private void awaitNothing() {
        deadline.ifPresent(session.loop().deadlines()::remove);
        deadline = Optional.empty();
    }

    /** Ends it for good, with its connection if it has one. */
    void endBecause(Reason reason) {
        if (WITHOUT_RIGHTS.contains(reason)) {
            dropWill();
        }
        close(reason);
        if (!ended) {
            passesOn = !FOR_EVERYBODY.contains(reason);
            end();
        }
    }

    /** Whether others are to have what it shared with them and did not get itself before it ended. */
    boolean passesOn() {
        return passesOn;
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        awaitNothing();
        sessions.remove(session);
        if (will.isPresent()) {
            sayWill(this::forgetSession);
        } else {
            forgetSession();
        }
        session.subscriptions().clear();
        session.retained().clear();
        session.outbound().discard();
    }

    private void forgetSession() {
        if (number != 0) {
            session.journal().changes().forgetSession(number);
        }
    }

    /** It survived a restart, without its connection. */
    void restore(StoredSession stored, long now) {
        if (ended || attachment.isPresent()) {
            // Its device was quicker than the gate.
            return;
        }
        long since = stored.disconnectedAt() == StoredSession.CONNECTED ? now : stored.disconnectedAt();
        endsAt = since + TimeUnit.SECONDS.toMillis(stored.expirySeconds());
        willDueAt =
                since + TimeUnit.SECONDS.toMillis(will.map(Will::delaySeconds).orElse(0L));
        if (stored.disconnectedAt() == StoredSession.CONNECTED) {
            store(now);
        }
        due(now);
    }

    void restore(Will stored) {
        will = Optional.of(stored);
    }

    boolean hasWill() {
        return will.isPresent();
    }

    /** A crash must find the will or what became of it: it is forgotten together with the writing down of the message. */
    private void sayWill(Runnable said) {
        Will present = takeWill();
        Wills.say(session, present, said);
    }

    private void dropWill() {
        if (will.isPresent()) {
            takeWill();
            forgetWill();
        }
    }

    private Will takeWill() {
        Will present = will.orElseThrow();
        will = Optional.empty();
        allowance().give(Wills.size(present));
        return present;
    }

    private void forgetWill() {
        // The next connection may have brought another one while routes had to be waited for.
        if (number != 0 && will.isEmpty()) {
            session.journal().changes().forgetWill(number);
        }
    }

    private void store(long disconnectedAt) {
        SessionKey key = session.key();
        session.journal()
                .changes()
                .session(new StoredSession(
                        number, key.hubId(), key.deviceId(), key.clientId(), expirySeconds, disconnectedAt));
    }

    /** Does it when what the session changed so far survives; not if the connection has ended by then. */
    void whenStored(Runnable action) {
        if (!lasting) {
            action.run();
            return;
        }
        Optional<Attachment> present = attachment;
        session.journal().then(new Commit() {
            @Override
            public void committed() {
                if (attachment.equals(present)) {
                    action.run();
                }
            }

            @Override
            public void failed() {
                session.fail();
            }
        });
    }
}
