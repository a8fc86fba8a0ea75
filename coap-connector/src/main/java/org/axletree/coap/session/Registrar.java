package org.axletree.coap.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.coap.registration.ObjectLinks;
import org.axletree.coap.registration.Registration;
import org.axletree.coap.registration.RegistrationQuery;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Exchanged;
import org.axletree.core.door.Notice;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.elements.EndpointContext;

/**
 * The registration interface (LwM2M section 6.2): register, update, deregister. The hub's gate decides who may be here; a
 * registration is nobody's but its device's.
 */
public final class Registrar {
    private static final Logger LOG = Logger.getLogger(Registrar.class.getName());
    private static final int ID_BYTES = 12;
    /** A change of the registry while the gate is asked means asking again, but not for ever. */
    private static final int MOST_ASKED = 5;

    private static final long OBSERVE_AFTER_MILLIS = 50;
    private static final int MQTT_NOT_NOW = 3;
    /** Whoever has proved nothing is sent no more than so many times its bytes (RFC 9175), headers included. */
    private static final int MOST_AMPLIFIED = 3;

    private static final int DATAGRAM_BYTES = 28;
    /** The answer to a registration, and twice what is observed then. */
    private static final int BYTES_OF_ANSWERS = 62 + 2 * 50;

    private final DoorServices services;
    private final SessionEnds ends;
    private final Outgoing outgoing;
    private final SecureRandom random = new SecureRandom();

    public Registrar(DoorServices services, SessionEnds ends, Outgoing outgoing) {
        this.services = services;
        this.ends = ends;
        this.outgoing = outgoing;
    }

    /** What a registration asks for. */
    private record Asked(
            RegistrationQuery query,
            ObjectLinks links,
            String endpoint,
            Sender sender,
            EndpointContext from,
            int bytes) {
        static Asked of(Request request) throws BadRequestException {
            RegistrationQuery query = RegistrationQuery.of(request.getOptions().getUriQuery());
            EndpointContext from = request.getSourceContext();
            return new Asked(
                    query,
                    Registrar.links(request).orElse(ObjectLinks.NONE),
                    query.endpoint().orElseThrow(() -> new BadRequestException("ep: missing (expected: the node id)")),
                    Sender.of(from),
                    from,
                    request.getBytes().length + DATAGRAM_BYTES);
        }

        ConnectRequest connect(long connectionId) {
            return Credentials.of(sender.principal())
                    .connectRequest(connectionId, endpoint, query.version().orElse("1.0"), sender.text());
        }
    }

    private static Optional<ObjectLinks> links(Request request) throws BadRequestException {
        int format = request.getOptions().hasContentFormat()
                ? request.getOptions().getContentFormat()
                : MediaTypeRegistry.UNDEFINED;
        return ObjectLinks.of(request.getPayload(), format);
    }

    /** {@code POST /rd}. */
    void register(Exchange exchange) throws BadRequestException {
        Asked asked = Asked.of(exchange.getRequest());
        if (services.sessions().count() >= services.limits().maxConnections()) {
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
            return;
        }
        if (!services.admission().offer(inflow -> admit(inflow, exchange, asked))) {
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }

    private void admit(DeviceInflow inflow, Exchange exchange, Asked asked) {
        long connectionId = services.connectionIds().incrementAndGet();
        try {
            Admission admission = admission(inflow, asked.connect(connectionId));
            if (admission instanceof Admission.Admitted rights) {
                exchange.sendResponse(admitted(inflow, asked, rights, connectionId));
            } else {
                exchange.sendResponse(new Response(code((Admission.Refused) admission)));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A device could not be registered", e);
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }

    /** Until nothing has changed meanwhile. */
    private Admission admission(DeviceInflow inflow, ConnectRequest request) {
        for (int tries = 1; ; tries++) {
            Admission admission = inflow.admit(request, DoorTerms.NONE);
            if (!(admission instanceof Admission.Admitted rights)
                    || !services.changes()
                            .concern(
                                    rights.identity().hubId(), rights.identity().deviceId(), rights.revision())) {
                return admission;
            }
            inflow.departed(request.connectionId(), rights, Reason.DISCONNECTED);
            if (tries == MOST_ASKED) {
                return new Admission.Refused(Reason.BUSY);
            }
        }
    }

    private static ResponseCode code(Admission.Refused refused) {
        return refused.told().connackCode() == MQTT_NOT_NOW ? ResponseCode.SERVICE_UNAVAILABLE : ResponseCode.FORBIDDEN;
    }

    private Response admitted(DeviceInflow inflow, Asked asked, Admission.Admitted rights, long connectionId) {
        String hubId = rights.identity().hubId();
        String deviceId = rights.identity().deviceId();
        services.codecs().require(inflow, hubId);
        if (services.sessions().isFull(hubId, deviceId, services.limits().maxConnectionsPerHub())) {
            turnAway(inflow, asked, rights, connectionId, Reason.TOO_MANY_CONNECTIONS);
            return new Response(ResponseCode.SERVICE_UNAVAILABLE);
        }
        if (!services.rates().admits(hubId, deviceId, System.nanoTime())) {
            turnAway(inflow, asked, rights, connectionId, Reason.TOO_MANY_CONNECTS);
            return new Response(ResponseCode.TOO_MANY_REQUESTS);
        }
        long lifetime = asked.query().lifetimeSeconds().orElse(Registration.DEFAULT_LIFETIME_SECONDS);
        Registration registration = new Registration(
                newId(),
                asked.endpoint(),
                hubId,
                deviceId,
                asked.sender().principal(),
                asked.sender().address(),
                lifetime,
                services.clock().millis() + lifetime * 1000,
                asked.query().version().orElse("1.0"),
                asked.query().queueMode().orElse(false),
                asked.links(),
                Map.of());
        Session session = new Session(connectionId, registration, Optional.of(rights), asked.from());
        services.store().put(registration);
        services.sessions().put(session).ifPresent(ends::replaced);
        if (services.changes().concern(hubId, deviceId, rights.revision())) {
            // It changed between the question and the list of sessions: the change did not find it there.
            ends.end(session, Reason.DISCONNECTED);
            return new Response(ResponseCode.SERVICE_UNAVAILABLE);
        }
        boolean again = asked.sender().secure() || asked.bytes() * MOST_AMPLIFIED >= BYTES_OF_ANSWERS;
        services.timer()
                .schedule(() -> outgoing.observeUplink(session, again), OBSERVE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        Response created = new Response(ResponseCode.CREATED);
        created.getOptions().setLocationPath("rd/" + registration.id());
        return created;
    }

    /** The gate let it in, and the door cannot; its owner is told. */
    private static void turnAway(
            DeviceInflow inflow, Asked asked, Admission.Admitted rights, long connectionId, Reason reason) {
        inflow.departed(connectionId, rights, Reason.DISCONNECTED);
        inflow.notice(new Notice(
                rights.identity().hubId(),
                rights.identity().deviceId(),
                reason,
                "register",
                asked.sender().text()));
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** {@code POST /rd/…}. */
    void update(Exchange exchange, String id) throws BadRequestException {
        Request request = exchange.getRequest();
        RegistrationQuery query = RegistrationQuery.of(request.getOptions().getUriQuery());
        Optional<ObjectLinks> links = links(request);
        EndpointContext from = request.getSourceContext();
        Optional<Session> session = own(id, Sender.of(from));
        if (session.isEmpty()) {
            exchange.sendResponse(new Response(ResponseCode.NOT_FOUND));
            return;
        }
        updated(session.get(), query, links, from);
        exchange.sendResponse(new Response(ResponseCode.CHANGED));
    }

    private void updated(Session session, RegistrationQuery query, Optional<ObjectLinks> links, EndpointContext from) {
        Registration before = session.registration();
        Registration after = session.change(registration -> registration.updated(
                query,
                links.orElse(registration.links()),
                from.getPeerAddress(),
                services.clock().millis()));
        session.heardFrom(from);
        services.sessions().moved(session, before.address());
        services.store().put(after);
        session.rights()
                .ifPresent(rights -> services.uplink().offer(inflow -> inflow.counted(rights, Exchanged.ONE_PACKET)));
        boolean elsewhere = !before.secure() && !before.address().equals(after.address());
        if (elsewhere || !session.isObserved()) {
            services.timer()
                    .schedule(() -> outgoing.observeUplink(session, true), OBSERVE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** {@code DELETE /rd/…}. */
    void deregister(Exchange exchange, String id) {
        Optional<Session> session = own(id, Sender.of(exchange.getRequest().getSourceContext()));
        session.ifPresent(one -> ends.end(one, Reason.DISCONNECTED));
        exchange.sendResponse(new Response(session.isPresent() ? ResponseCode.DELETED : ResponseCode.NOT_FOUND));
    }

    /** Of a secure device only whoever proved the same; of another, who knows the registration's id. */
    private Optional<Session> own(String id, Sender sender) {
        return services.sessions()
                .byRegistration(id)
                .filter(session -> session.registration().principal().equals(sender.principal()));
    }

    /** A device has other rights from now on. */
    public void refresh(Admission.Admitted rights) {
        String hubId = rights.identity().hubId();
        String deviceId = rights.identity().deviceId();
        services.changes().heardOfDevice(hubId, deviceId, rights.revision());
        services.sessions()
                .byDevice(deviceId)
                .filter(session -> session.registration().hubId().equals(hubId))
                .ifPresent(session -> session.rights()
                        .filter(before -> before.revision() <= rights.revision())
                        .ifPresent(before -> session.setRights(before.renewedBy(rights))));
    }

    /** Takes in what was registered before a restart: the hub is asked about each as soon as there is time. */
    public void restore(Registration registration) {
        if (registration.expiresAt() <= services.clock().millis()) {
            services.store().remove(registration.deviceId());
            return;
        }
        Session session = new Session(
                services.connectionIds().incrementAndGet(),
                registration,
                Optional.empty(),
                outgoing.context(registration));
        session.setObserved(true);
        services.sessions().put(session);
    }

    /** Asks the hub about those that were registered before a restart. */
    public void admitRestored() {
        for (Session session : services.sessions().all()) {
            if (session.rights().isEmpty()) {
                services.admission().offer(inflow -> rightsOf(inflow, session));
            }
        }
    }

    /** The rights of a session; empty if it has ended. Asks the hub if nobody has since a restart. */
    Optional<Admission.Admitted> rightsOf(DeviceInflow inflow, Session session) {
        synchronized (session) {
            if (session.rights().isPresent() || session.isEnded()) {
                return session.isEnded() ? Optional.empty() : session.rights();
            }
            Registration registration = session.registration();
            Admission admission = admission(
                    inflow,
                    Credentials.of(registration.principal())
                            .connectRequest(
                                    session.connectionId(),
                                    registration.endpoint(),
                                    registration.version(),
                                    new Sender(registration.principal(), registration.address()).text()));
            if (admission instanceof Admission.Admitted rights
                    && rights.identity().deviceId().equals(registration.deviceId())) {
                services.codecs().require(inflow, registration.hubId());
                session.setRights(rights);
                return Optional.of(rights);
            }
            if (admission instanceof Admission.Refused refused && code(refused) == ResponseCode.SERVICE_UNAVAILABLE) {
                return Optional.empty(); // later
            }
            ends.end(session, Reason.DISCONNECTED);
            return Optional.empty();
        }
    }
}
