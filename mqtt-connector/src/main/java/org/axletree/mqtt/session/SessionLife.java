package org.axletree.mqtt.session;

import java.util.OptionalLong;
import org.axletree.core.door.Admission;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Share;
import org.axletree.mqtt.loop.Counted;
import org.axletree.mqtt.loop.Deadlines;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.session.attachment.Connection;
import org.axletree.mqtt.session.attachment.SessionTerms;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.context.SessionKey;
import org.axletree.mqtt.session.will.PendingWill;
import org.axletree.mqtt.store.StoredSession;

/**
 * How long a session lives: its connections, the time without one, its end, and the will that is said on the way. On the
 * session's event loop, but for what says otherwise.
 */
final class SessionLife implements Deadlines.Awaited {
    private final Session session;
    private final SessionContext context;
    private final Sessions sessions;
    private final PendingWill will;
    private final SessionExpiry expiry;
    private long expirySeconds;
    private boolean passesOn = true;
    private boolean awaitsRights;
    private volatile boolean ended;
    private volatile long admittedRevision = Long.MIN_VALUE;
    private volatile long claimed;
    private volatile long entry;

    /** @param expirySeconds how long the session lives without a connection; 0 if it does not */
    SessionLife(Session session, Sessions sessions, long expirySeconds) {
        this.session = session;
        this.context = session.context();
        this.sessions = sessions;
        this.will = new PendingWill(context, session.intake());
        this.expiry = new SessionExpiry(this, context.loop().deadlines());
        this.expirySeconds = expirySeconds;
    }

    // From any thread.

    boolean hasEnded() {
        return ended;
    }

    /** The revision of the registry that its connection was admitted on, whatever its rights became since. */
    long admittedRevision() {
        return admittedRevision;
    }

    /** When the last connection that it was given to had asked to be let in; 0 before there was one. */
    long claimed() {
        return claimed;
    }

    /** When the connection that it has asked to be let in; 0 while it has none. */
    long entry() {
        return entry;
    }

    // On the event loop.

    long expirySeconds() {
        return expirySeconds;
    }

    /** Until it ends, if no connection comes; empty while it has one. */
    OptionalLong endsInSeconds(long now) {
        return context.attachment().isPresent() ? OptionalLong.empty() : OptionalLong.of(expiry.secondsLeft(now));
    }

    /** Closes its connection, if it has one. */
    void close(Reason reason) {
        context.attachment().ifPresent(present -> {
            present.connection().close(reason);
            // A connection that does not know its session yet leaves it to us.
            detach(present.connection(), reason);
        });
    }

    /**
     * It is to be the session of a connection.
     *
     * @param arrival when that asked to be let in
     * @return false if one that asked later had it already: the gate is quicker with one than with another
     */
    boolean claim(long arrival) {
        if (arrival < claimed) {
            return false;
        }
        claimed = arrival;
        return true;
    }

    /** Closes its connection, if that asked to be let in before another did. */
    void closeIfOlder(long newest) {
        if (entry < newest) {
            close(Reason.TAKEN_OVER);
        }
    }

    /** The same, because its hub has moved to another server. */
    void redirect(String serverReference) {
        context.attachment().ifPresent(present -> {
            present.connection().redirect(serverReference);
            detach(present.connection(), Reason.HUB_MOVED);
        });
    }

    /** A connection is the session's from now on; the one before has been closed. */
    void attach(Connection connection, Admission.Admitted admitted, SessionTerms terms) {
        expiry.end();
        session.refresh(admitted);
        if (awaitsRights && will.isPresent() && will.delaySeconds() == 0) {
            // Its device was quicker than the gate, after a restart.
            sayWill();
        }
        recovered();
        // The will of the connection before, if it was to wait, is not said (MQTT-3.1.3-9).
        will.drop();
        admittedRevision = admitted.revision();
        Share share = new Share(context.allowance());
        context.attach(new Attachment(connection, terms, share));
        entry = connection.arrival();
        expirySeconds = Sessions.expirySeconds(terms, admitted);
        connection.outbox().agree(terms, admitted.limits().maxTopicAliases(), context.tally(), share);
        context.tally().add(Counted.CONNECTS, 1);
        sessions.attached(context.hubId());
        if (context.number() != 0) {
            store(StoredSession.CONNECTED);
        }
        will.bring(terms.will());
    }

    /** The client knows that it is connected. */
    void begin() {
        context.attachment().ifPresent(present -> {
            session.intake().attach();
            int most = Math.min(context.limits().maxInFlight(), present.terms().receiveMaximum());
            session.outbound().attach(present.outbox(), most);
            session.subscriptions().attach();
        });
    }

    void disconnected(boolean withWill, OptionalLong newExpiry) {
        context.attachment().ifPresent(present -> present.wantWill(withWill));
        newExpiry.ifPresent(
                seconds -> expirySeconds = Math.min(seconds, context.limits().maxExpirySeconds()));
    }

    /** The connection has gone: the session waits for another, or ends. */
    void detach(Connection connection, Reason reason) {
        if (!isOn(connection)) {
            return;
        }
        // What it said is heard before it is gone; that may have been too much.
        context.loop().screening().screenNow();
        if (!isOn(connection)) {
            return;
        }
        boolean willWanted = context.attachment().get().isWillWanted() && EndEffects.leavesAWill(reason);
        session.intake().detach();
        session.outbound().detach();
        session.subscriptions().detach();
        context.tellAll();
        context.detach();
        sessions.detached(context.hubId());
        if (!willWanted) {
            will.drop();
        }
        long now = context.loop().clock().millis();
        if (!context.isLasting() || expirySeconds == 0) {
            passesOn = EndEffects.passesOn(reason);
            end();
        } else {
            store(now);
            session.outbound().keepIdentifiers();
            expiry.begin(now, expirySeconds, now);
            sessions.leave(session);
        }
        // Last: who does not see the connection any more must find what is left of it.
        entry = 0;
    }

    private boolean isOn(Connection connection) {
        return context.attachment().isPresent() && context.attachment().get().connection() == connection;
    }

    /** Time has passed: says the will if it is due, ends the session if it is. */
    @Override
    public void due(long now) {
        if (!ended && context.attachment().isEmpty()) {
            expiry.due(now);
        }
    }

    /** Ends it for good, with its connection if it has one. */
    void endBecause(Reason reason) {
        if (!EndEffects.leavesAWill(reason)) {
            will.drop();
        }
        close(reason);
        if (!ended) {
            passesOn = EndEffects.passesOn(reason);
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
        expiry.end();
        if (will.isPresent()) {
            will.say(this::forgetSession);
        } else {
            forgetSession();
        }
        recovered();
        // In this order: who does not find it in its place any more must find what is left of it.
        sessions.leave(session);
        sessions.remove(session);
        session.subscriptions().clear();
        session.outbound().end(passesOn);
        session.intake().end();
        context.share().clear();
    }

    private void forgetSession() {
        if (context.number() != 0) {
            context.changes().forgetSession(context.number());
        }
    }

    /** It survived a restart with a will, and nobody knows yet with which rights that is to be said. */
    void awaitRights() {
        awaitsRights = true;
        session.intake().announce();
        sessions.leave(session);
    }

    /** It waits for its rights no longer. */
    private void recovered() {
        if (awaitsRights) {
            awaitsRights = false;
            session.intake().announced();
        }
    }

    /** Its will is due, and it goes on. */
    void sayWill() {
        will.say();
        sessions.leave(session);
    }

    /** It survived a restart, without its connection. */
    void restore(StoredSession stored, long now) {
        if (ended || context.attachment().isPresent()) {
            // Its device was quicker than the gate.
            return;
        }
        long since = stored.disconnectedAt() == StoredSession.CONNECTED ? now : stored.disconnectedAt();
        if (stored.disconnectedAt() == StoredSession.CONNECTED) {
            store(now);
        }
        expiry.begin(since, stored.expirySeconds(), now);
        recovered();
    }

    /** What its client left to be said. */
    PendingWill will() {
        return will;
    }

    private void store(long disconnectedAt) {
        SessionKey key = context.key();
        context.changes()
                .session(new StoredSession(
                        context.number(), key.hubId(), key.deviceId(), key.clientId(), expirySeconds, disconnectedAt));
    }
}
