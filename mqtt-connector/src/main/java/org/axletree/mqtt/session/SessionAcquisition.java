package org.axletree.mqtt.session;

import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Allowance;
import org.axletree.mqtt.session.attachment.Connection;
import org.axletree.mqtt.session.attachment.SessionTerms;
import org.axletree.mqtt.session.context.SessionKey;
import org.axletree.mqtt.session.will.Wills;

/**
 * The way of one admitted connection to its session. A session stays on its event loop, so the connection goes there; what it
 * finds may have ended in the meantime, and then it begins again.
 */
final class SessionAcquisition {
    private static final int MOST_TRIES = 10;

    private final Sessions sessions;
    private final Connection connection;
    private final SessionKey key;
    private final Admission.Admitted admitted;
    private final SessionTerms terms;
    private final AcquisitionListener entered;
    private int tries;

    SessionAcquisition(
            Sessions sessions,
            Connection connection,
            String clientId,
            Admission.Admitted admitted,
            SessionTerms terms,
            AcquisitionListener entered) {
        this.sessions = sessions;
        this.connection = connection;
        this.key =
                new SessionKey(admitted.identity().hubId(), admitted.identity().deviceId(), clientId);
        this.admitted = admitted;
        this.terms = terms;
        this.entered = entered;
    }

    void begin() {
        if (sessions.isFull(key, admitted.multipleConnections())) {
            entered.refused(Reason.TOO_MANY_CONNECTIONS);
            return;
        }
        long willSize = terms.will().map(Wills::size).orElse(0);
        Allowance allowance = sessions.allowances().of(key.hubId());
        if (willSize > 0 && !allowance.take(willSize)) {
            entered.refused(allowance.refusal());
            return;
        }
        place();
    }

    private void place() {
        if (++tries > MOST_TRIES) {
            refuse(Reason.BUSY);
            return;
        }
        Optional<Session> present = terms.cleanStart()
                ? Optional.empty()
                : sessions.find(key).filter(found -> found.context().isLasting());
        if (present.isPresent()) {
            Session session = present.get();
            connection.moveTo(session.context().loop(), () -> resume(session));
            return;
        }
        create();
    }

    private void create() {
        Session created = sessions.make(key, admitted, terms, connection.loop());
        created.life().claim(connection.arrival());
        // One that takes the place of another brings little that is new.
        if (!created.takeRoom(sessions.find(key).isPresent())) {
            refuse(created.context().allowance().refusal());
            return;
        }
        SessionTable.Placement placement = sessions.put(created);
        if (placement instanceof SessionTable.Placement.Placed placed) {
            attach(created, placed.before(), false);
        } else if (placement instanceof SessionTable.Placement.Refused refused) {
            created.context().share().clear();
            refuse(refused.reason());
        }
    }

    private void resume(Session session) {
        if (connection.isOver()) {
            giveBack();
            entered.abandoned();
            return;
        }
        if (!session.life().claim(connection.arrival())) {
            refuse(Reason.TAKEN_OVER);
            return;
        }
        session.life().close(Reason.TAKEN_OVER);
        // Asked after the claim: whoever takes its place now sees that it was claimed.
        if (sessions.find(key).filter(found -> found == session).isPresent()) {
            attach(session, Optional.empty(), true);
        } else {
            place();
        }
    }

    private void attach(Session session, Optional<Session> replaced, boolean present) {
        session.life().attach(connection, admitted, terms);
        sessions.takeOver(session, replaced);
        if (sessions.isOvertaken(session)) {
            // Its client has the last word on its later connection, and not by a will of this one.
            session.life().will().drop();
            session.life().close(Reason.TAKEN_OVER);
            entered.abandoned();
        } else {
            entered.entered(session, present);
        }
    }

    private void refuse(Reason reason) {
        giveBack();
        if (reason == Reason.TAKEN_OVER) {
            // What MQTT says to a connection that another took the place of: nothing before CONNACK.
            connection.close(reason);
            entered.abandoned();
        } else {
            entered.refused(reason);
        }
    }

    private void giveBack() {
        terms.will().ifPresent(will -> sessions.allowances().of(key.hubId()).give(Wills.size(will)));
    }
}
