package org.axletree.coap.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.coap.object.ObjectCodec;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.coap.registration.Registration;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Exchanged;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObjectReport;
import org.axletree.core.outcome.Reason;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.elements.EndpointContext;

/**
 * What devices say: notifications of what is observed, and what they send unasked. Both are acknowledged when the hub has
 * committed them.
 */
public final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class.getName());

    /** What passes: the device says it again, and is not told that it was heard. */
    private static final Set<Reason> NOT_NOW = EnumSet.of(
            Reason.BUSY,
            Reason.INTERNAL_ERROR,
            Reason.MEMORY_EXCEEDED,
            Reason.STORAGE_EXCEEDED,
            Reason.SHUTTING_DOWN,
            Reason.ROUTE_UNAVAILABLE,
            Reason.ROUTE_BACKLOG_FULL,
            Reason.ROUTE_LOG_FULL,
            Reason.ROUTE_LOG_UNAVAILABLE);

    private final DoorServices services;
    private final Registrar registrar;
    private final Outgoing outgoing;

    public Intake(DoorServices services, Registrar registrar, Outgoing outgoing) {
        this.services = services;
        this.registrar = registrar;
        this.outgoing = outgoing;
    }

    /**
     * A device said something of what is observed.
     *
     * @param taken told whether the hub has it
     */
    void heard(Session session, Response notification, Consumer<Boolean> taken) {
        contact(session, notification.getSourceContext());
        long token = Sessions.number(notification.getToken());
        String path = session.registration().observations().getOrDefault(token, "");
        if (!notification.isSuccess()) {
            outgoing.forget(session, token); // RFC 7641 section 3.2: that is the end of it
            taken.accept(true);
            return;
        }
        outgoing.whole(session, path, notification).thenAccept(payload -> {
            if (payload.isEmpty() || !offered(session, path, notification, payload.get(), taken)) {
                taken.accept(false);
            }
        });
    }

    private boolean offered(
            Session session, String path, Response notification, byte[] payload, Consumer<Boolean> taken) {
        int contentFormat = notification.getOptions().getContentFormat();
        long receivedAt = services.clock().systemMillis();
        return services.uplink().offer(inflow -> taken(
                        inflow, session, codec -> List.of(report(codec, path, payload, contentFormat, receivedAt)))
                .thenAccept(taken));
    }

    /** What bytes say, by the objects of the device's hub. */
    private interface Reading {
        List<ObjectReport> by(ObjectCodec codec);
    }

    private static ObjectReport report(
            ObjectCodec codec, String path, byte[] payload, int contentFormat, long receivedAt) {
        Optional<String> values = Optional.empty();
        if (path.indexOf(' ') >= 0) { // of several
            values = codec.allValues(List.of(path.split(" ")), payload, contentFormat);
        } else if (!path.equals(Outgoing.UPLINK)) {
            values = codec.values(path, payload, contentFormat);
        }
        return new ObjectReport(path, payload, values, receivedAt);
    }

    /** Never fails. */
    private CompletionStage<Boolean> taken(DeviceInflow inflow, Session session, Reading reading) {
        try {
            return publish(inflow, session, reading);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What a device said could not be published", e);
            return CompletableFuture.completedFuture(false);
        }
    }

    /** Whether all was taken, or will never be. */
    private CompletionStage<Boolean> publish(DeviceInflow inflow, Session session, Reading reading) {
        Optional<Admission.Admitted> rights = registrar.rightsOf(inflow, session);
        if (rights.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (ObjectReport report : reading.by(services.codec(session))) {
            services.received().increment();
            inflow.counted(rights.get(), Exchanged.ONE_MESSAGE);
            all = all.thenCombine(
                    inflow.report(rights.get(), report).thenApply(refusal -> settled(session, report, refusal)),
                    Boolean::logicalAnd);
        }
        return all;
    }

    private boolean settled(Session session, ObjectReport report, Optional<Reason> refusal) {
        if (refusal.isEmpty()) {
            return true;
        }
        Registration registration = session.registration();
        services.admission()
                .offer(inflow -> inflow.notice(new Notice(
                        registration.hubId(),
                        registration.deviceId(),
                        refusal.get(),
                        "notification of /" + report.path(),
                        Sender.of(session.context()).text())));
        return !NOT_NOW.contains(refusal.get());
    }

    /** A device was heard: it can be reached where it is now. */
    private void contact(Session session, EndpointContext from) {
        Registration before = session.registration();
        session.heardFrom(from);
        if (!before.address().equals(from.getPeerAddress())) {
            Registration after = session.change(registration -> registration.at(from.getPeerAddress()));
            services.sessions().moved(session, before.address());
            services.store().put(after);
        }
    }

    /** {@code POST /dp}: LwM2M Send (LwM2M 1.1 section 6.4.6). */
    void send(Exchange exchange) throws BadRequestException {
        Request request = exchange.getRequest();
        EndpointContext from = request.getSourceContext();
        Sender sender = Sender.of(from);
        Optional<Session> session = services.sessions().bySender(sender);
        if (session.isEmpty()) {
            exchange.sendResponse(new Response(ResponseCode.NOT_FOUND));
            return;
        }
        contact(session.get(), from);
        if (!services.uplink().offer(inflow -> sent(inflow, exchange, session.get()))) {
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }

    private void sent(DeviceInflow inflow, Exchange exchange, Session session) {
        Request request = exchange.getRequest();
        try {
            registrar.rightsOf(inflow, session); // from then on the objects of its hub are known
            List<ObjectReport> reports = services.codec(session)
                    .sent(
                            request.getPayload(),
                            request.getOptions().getContentFormat(),
                            services.clock().systemMillis());
            taken(inflow, session, codec -> reports)
                    .thenAccept(taken -> exchange.sendResponse(
                            new Response(taken ? ResponseCode.CHANGED : ResponseCode.SERVICE_UNAVAILABLE)));
        } catch (BadRequestException e) {
            LOG.log(Level.FINE, "A request was refused", e);
            exchange.sendResponse(new Response(e.code()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What a device sent could not be published", e);
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }
}
