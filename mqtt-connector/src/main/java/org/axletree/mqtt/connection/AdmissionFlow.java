package org.axletree.mqtt.connection;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Admission;
import org.axletree.core.door.ConnectInflow;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObservationInflow;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.session.AcquisitionListener;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.session.Sessions;

/**
 * One connection's way through the gate. The gate is asked on another thread; when it has admitted the connection and the
 * session is on the list, where changes of the registry will find it, a change that came in between sends the connection
 * back to the gate.
 */
final class AdmissionFlow {
    private static final Logger LOG = Logger.getLogger(AdmissionFlow.class.getName());
    private static final int MOST_TRIES = 10;

    private final MqttConnection connection;
    private final ConnectRequest request;
    private final ConnectNegotiation negotiation;
    private Optional<Session> placed = Optional.empty();
    private boolean present;
    private int tries;

    AdmissionFlow(MqttConnection connection, ConnectRequest request, ConnectNegotiation negotiation) {
        this.connection = connection;
        this.request = request;
        this.negotiation = negotiation;
    }

    void begin() {
        connection.waitForAdmission();
        Loop home = connection.loop();
        if (!connection.door().admission().offer(inflow -> ask(inflow, home))) {
            connection.notice(Reason.BUSY, "CONNECT", "");
            connection.refuse(Reason.BUSY);
        }
    }

    private void ask(DeviceInflow inflow, Loop home) {
        Admission answer = admit(inflow);
        try {
            home.eventLoop().execute(() -> answered(answer));
        } catch (RejectedExecutionException e) {
            if (answer instanceof Admission.Admitted admitted) {
                inflow.departed(connection.id(), admitted, Reason.SHUTTING_DOWN);
            }
        }
    }

    private Admission admit(ConnectInflow inflow) {
        if (connection.isOver()) {
            return new Admission.Refused(Reason.CONNECTION_LOST);
        }
        try {
            return inflow.admit(request, negotiation::refusal);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The gate failed on a connection", e);
            return new Admission.Refused(Reason.INTERNAL_ERROR);
        }
    }

    private void answered(Admission answer) {
        if (answer instanceof Admission.Admitted admitted) {
            if (connection.isOver()) {
                leave();
                connection.depart(admitted, connection.endReason());
            } else {
                enter(admitted);
            }
        } else if (answer instanceof Admission.Refused refused) {
            if (refused.delayMillis() > 0) {
                connection
                        .loop()
                        .eventLoop()
                        .schedule(() -> refused(refused), refused.delayMillis(), TimeUnit.MILLISECONDS);
            } else {
                refused(refused);
            }
        }
    }

    private void refused(Admission.Refused refused) {
        connection.refuse(refused.told(), refused.serverReference(), OptionalInt.empty());
        leave();
    }

    /** The connection has ended before it could enter the session that was found for it. */
    private void leave() {
        placed.ifPresent(session -> session.detach(connection, connection.endReason()));
    }

    private void enter(Admission.Admitted admitted) {
        Optional<Reason> refusal = negotiation.refusal(admitted);
        if (refusal.isPresent()) {
            refuse(admitted, refusal.get());
        } else if (tries == 0 && comesTooOften(admitted.identity())) {
            refuse(admitted, Reason.TOO_MANY_CONNECTS);
        } else if (isStale(admitted)) {
            askAgain(admitted);
        } else if (placed.isPresent()) {
            placed.get().refresh(admitted);
            connection.enter(placed.get(), negotiation, present, admitted);
        } else {
            place(admitted);
        }
    }

    private boolean comesTooOften(DeviceIdentity device) {
        return !connection.door().rates().admits(device.hubId(), device.deviceId(), System.nanoTime());
    }

    private void place(Admission.Admitted admitted) {
        Sessions sessions = connection.door().sessions();
        sessions.enter(
                connection, negotiation.clientId(), admitted, negotiation.terms(admitted), new AcquisitionListener() {
                    @Override
                    public void entered(Session session, boolean wasPresent) {
                        placed = Optional.of(session);
                        present = wasPresent;
                        if (isStale(admitted)) {
                            askAgain(admitted);
                        } else {
                            connection.enter(session, negotiation, wasPresent, admitted);
                        }
                    }

                    @Override
                    public void refused(Reason reason) {
                        refuse(admitted, reason);
                    }

                    @Override
                    public void abandoned() {
                        connection.depart(admitted, connection.endReason());
                    }
                });
    }

    private void refuse(Admission.Admitted admitted, Reason reason) {
        DeviceIdentity identity = admitted.identity();
        Notice notice =
                new Notice(identity.hubId(), identity.deviceId(), reason, "CONNECT", connection.remoteAddress());
        connection.loop().notices().tell(notice);
        connection.depart(admitted, reason);
        connection.refuse(reason, "", admitted.rules().connackCode());
        leave();
    }

    private boolean isStale(Admission.Admitted admitted) {
        return connection
                .door()
                .changes()
                .concern(admitted.identity().hubId(), admitted.identity().deviceId(), admitted.revision());
    }

    private void askAgain(Admission.Admitted stale) {
        tries++;
        Loop home = connection.loop();
        boolean again = tries < MOST_TRIES
                && connection.door().admission().offer(inflow -> {
                    // First the old one leaves, so that the hub never sees the connection leave that it has just
                    // admitted.
                    departed(inflow, stale);
                    ask(inflow, home);
                });
        if (!again) {
            connection.depart(stale, Reason.BUSY);
            connection.notice(Reason.BUSY, "CONNECT", "");
            connection.refuse(Reason.BUSY);
            leave();
        }
    }

    private void departed(ObservationInflow inflow, Admission.Admitted stale) {
        try {
            inflow.departed(connection.id(), stale, Reason.DISCONNECTED);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The hub did not take a departure", e);
        }
    }
}
