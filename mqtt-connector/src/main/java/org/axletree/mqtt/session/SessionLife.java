package org.axletree.mqtt.session;

import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Admission;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.Attachment;
import org.axletree.mqtt.connection.Connection;
import org.axletree.mqtt.connection.SessionTerms;
import org.axletree.mqtt.loop.Counted;
import org.axletree.mqtt.loop.Deadlines;
import org.axletree.mqtt.pressure.Allowance;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.StoredSession;

/**
 * How long a session lives: its connections, the time without one, its end, and the will that is said on the way. On the
 * session's event loop, but for what says otherwise.
 */
final class SessionLife implements Deadlines.Awaited {
    private final Sessions sessions;
    private final long number;
    private final boolean lasting;
    private final PendingWill will;
    private Session session;
    private Absence absence;
    private Optional<Attachment> attachment = Optional.empty();
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
        this.will = new PendingWill(number);
        this.expirySeconds = expirySeconds;
    }

    void of(Session whose) {
        session = whose;
        will.of(whose);
        absence = new Absence(whose);
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

    /** The same, because its hub has moved to another server. */
    void redirect(String serverReference) {
        attachment.ifPresent(present -> {
            present.connection().redirect(serverReference);
            detach(present.connection(), Reason.HUB_MOVED);
        });
    }

    /** A connection is the session's from now on; the one before has been closed. */
    void attach(Connection connection, Admission.Admitted admitted, SessionTerms terms) {
        absence.end();
        // The will of the connection before, if it was to wait, is not said (MQTT-3.1.3-9).
        will.drop();
        session.refresh(admitted);
        admittedRevision = admitted.revision();
        attachment = Optional.of(new Attachment(connection, connection.outbox(), terms));
        entry = sessions.nextEntry();
        expirySeconds = Sessions.expirySeconds(terms, admitted);
        connection.outbox().agree(terms, admitted.limits().maxTopicAliases(), session.tally());
        session.tally().add(Counted.CONNECTS, 1);
        sessions.attached(session.key().hubId());
        if (number != 0) {
            store(StoredSession.CONNECTED);
        }
        will.bring(terms.will());
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
        boolean willWanted = attachment.get().isWillWanted() && Ending.leavesAWill(reason);
        session.intake().detach();
        session.outbound().detach();
        session.retained().detach();
        session.notices().tellAll();
        attachment = Optional.empty();
        entry = 0;
        sessions.detached(session.key().hubId());
        if (!willWanted) {
            will.drop();
        }
        long now = System.currentTimeMillis();
        if (!lasting || expirySeconds == 0) {
            passesOn = Ending.passesOn(reason);
            end();
            return;
        }
        store(now);
        absence.begin(now, expirySeconds, now);
    }

    private boolean isOn(Connection connection) {
        return attachment.isPresent() && attachment.get().connection() == connection;
    }

    /** Time has passed: says the will if it is due, ends the session if it is. */
    @Override
    public void due(long now) {
        if (!ended && attachment.isEmpty()) {
            absence.due(now);
        }
    }

    /** Ends it for good, with its connection if it has one. */
    void endBecause(Reason reason) {
        if (!Ending.leavesAWill(reason)) {
            will.drop();
        }
        close(reason);
        if (!ended) {
            passesOn = Ending.passesOn(reason);
            end();
        }
    }

    /** Whether others are to have what it shared with them and did not get itself before it ended. */
    boolean passesOn() {
        return passesOn;
    }

    /** Its time is over. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        absence.end();
        sessions.remove(session);
        if (will.isPresent()) {
            will.say(this::forgetSession);
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
        if (stored.disconnectedAt() == StoredSession.CONNECTED) {
            store(now);
        }
        absence.begin(since, stored.expirySeconds(), now);
    }

    /** What its client left to be said. */
    PendingWill will() {
        return will;
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
