package org.axletree.coap.session;

import java.util.Optional;
import org.axletree.coap.registration.Registration;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;

/**
 * Takes notifications before Californium does, which acknowledges them at once, before anybody has seen them: here one
 * is acknowledged when it is committed (ADR 83). What is said again meanwhile is not heard twice, and what was not taken is heard again
 * when the device says it again. Whose token is not known is left to Californium, which resets it.
 */
public final class Notifications extends MessageInterceptorAdapter {
    private final DoorServices services;
    private final Intake intake;

    public Notifications(DoorServices services, Intake intake) {
        this.services = services;
        this.intake = intake;
    }

    @Override
    public void receiveResponse(Response response) {
        Optional<Session> session = services.sessions().byToken(response.getToken());
        if (session.isEmpty() || !isOf(session.get(), response)) {
            return;
        }
        if (session.get().answered(Sessions.number(response.getToken()))) {
            answered(session.get(), response);
            return;
        }
        if (response.getType() == Type.ACK
                || response.isSuccess() && !response.getOptions().hasObserve()) {
            return;
        }
        response.setCanceled(true);
        heard(session.get(), response);
    }

    /** By DTLS whoever has proved the same, from wherever; else whoever is where the device was. */
    private static boolean isOf(Session session, Response response) {
        Registration registration = session.registration();
        Sender sender = Sender.of(response.getSourceContext());
        return registration.secure()
                ? sender.principal().equals(registration.principal())
                : !sender.secure() && sender.address().equals(registration.address());
    }

    /** The answer to the question itself is Californium's; what comes after it is not, as soon as after it it may come. */
    private static void answered(Session session, Response response) {
        if (response.getType() != Type.ACK) {
            session.recent().heard(response.getMID(), System.nanoTime());
            session.recent().done(response.getMID());
        }
    }

    private void heard(Session session, Response notification) {
        int id = notification.getMID();
        switch (session.recent().heard(id, System.nanoTime())) {
            case NEW ->
                intake.heard(session, notification, taken -> {
                    if (taken) {
                        session.recent().done(id);
                        acknowledge(session, notification);
                    } else {
                        session.recent().forget(id);
                    }
                });
            case DONE -> acknowledge(session, notification);
            default -> {
                // Nobody has decided yet.
            }
        }
    }

    private void acknowledge(Session session, Response notification) {
        if (notification.getType() == Type.CON) {
            services.endpoints().send(session.registration().secure(), EmptyMessage.newACK(notification));
        }
    }
}
