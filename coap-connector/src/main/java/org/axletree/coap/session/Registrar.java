package org.axletree.coap.session;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.coap.registration.ObjectLinks;
import org.axletree.coap.registration.Registration;
import org.axletree.coap.registration.RegistrationQuery;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Notice;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
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

    private static final int WAITING_ARRIVALS = 20_000;
    private static final ResponseCode NOT_NOW = ResponseCode.SERVICE_UNAVAILABLE;
    private static final int MQTT_NOT_NOW = 3;
    /** Whoever has proved nothing is sent no more than so many times its bytes (RFC 9175), headers included. */
    private static final int MOST_AMPLIFIED = 3;

    private static final int DATAGRAM_BYTES = 28;
    /** The answer to a registration, and twice what is observed then. */
    private static final int BYTES_OF_ANSWERS = 62 + 2 * 50;

    private final DoorServices services;
    private final SessionEnds ends;
    private final Arrivals<Arrival> arrivals;
    /** Devices that are to say what comes: no sooner than they had the answer to their registration, and others to theirs. */
    private final Deferred<Observed> toBeObserved;

    private final SecureRandom random = new SecureRandom();

    public Registrar(DoorServices services, SessionEnds ends, Outgoing outgoing) {
        this.services = services;
        this.ends = ends;
        this.arrivals = new Arrivals<>(
                services.admission()::offer, WAITING_ARRIVALS, this::admit, arrival -> arrival.answer(NOT_NOW));
        this.toBeObserved = new Deferred<>(
                services.timer()::executeLater,
                System::nanoTime,
                arrivals::isBusy,
                next -> outgoing.observeUplink(next.session(), next.again()));
    }

    /** @param again whether its device is asked again where it does not answer */
    private record Observed(Session session, boolean again) {}

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
                    bytes(request) + DATAGRAM_BYTES);
        }

        /** What came in several blocks was put together, and is nowhere as it came. */
        private static int bytes(Request request) {
            byte[] whole = request.getBytes();
            return whole == null ? request.getPayloadSize() : whole.length;
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

    /** A registration that waits for its answer. */
    private record Arrival(Exchange exchange, Asked asked, ConnectRequest request) {
        void answer(ResponseCode code) {
            exchange.sendResponse(new Response(code));
        }
    }

    /** {@code POST /rd}. */
    void register(Exchange exchange) throws BadRequestException {
        Asked asked = Asked.of(exchange.getRequest());
        if (services.sessions().count() >= services.limits().maxConnections()) {
            exchange.sendResponse(new Response(NOT_NOW));
            return;
        }
        arrivals.add(new Arrival(
                exchange, asked, asked.connect(services.connectionIds().incrementAndGet())));
    }

    /** The gate is asked about all of them at once, and what came of it is written at once. */
    private void admit(DeviceInflow inflow, List<Arrival> together) {
        List<Admission> admissions;
        try {
            admissions = inflow.admitAll(together.stream().map(Arrival::request).toList());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Devices could not be registered", e);
            together.forEach(arrival -> arrival.answer(NOT_NOW));
            return;
        }
        List<Consumer<Boolean>> answers = new ArrayList<>(together.size());
        for (int i = 0; i < together.size(); i++) {
            Arrival arrival = together.get(i);
            try {
                answers.add(admitted(inflow, arrival, admissions.get(i)));
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A device could not be registered", e);
                answers.add(written -> arrival.answer(NOT_NOW));
            }
        }
        services.store().whenWritten(written -> answers.forEach(answer -> answer.accept(written)));
    }

    /** What it is answered, once is known whether its registration is written. */
    private Consumer<Boolean> admitted(DeviceInflow inflow, Arrival arrival, Admission first) {
        Admission admission = settled(inflow, arrival.request(), first);
        if (admission instanceof Admission.Admitted rights) {
            return registered(inflow, arrival, rights);
        }
        return written -> arrival.answer(code((Admission.Refused) admission));
    }

    /** Until nothing has changed meanwhile. */
    private Admission settled(DeviceInflow inflow, ConnectRequest request, Admission first) {
        Admission admission = first;
        for (int tries = 1; ; tries++) {
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
            admission = inflow.admit(request, DoorTerms.NONE);
        }
    }

    private static ResponseCode code(Admission.Refused refused) {
        return refused.told().connackCode() == MQTT_NOT_NOW ? NOT_NOW : ResponseCode.FORBIDDEN;
    }

    private Consumer<Boolean> registered(DeviceInflow inflow, Arrival arrival, Admission.Admitted rights) {
        Asked asked = arrival.asked();
        long connectionId = arrival.request().connectionId();
        String hubId = rights.identity().hubId();
        String deviceId = rights.identity().deviceId();
        services.codecs().require(inflow, hubId);
        if (services.sessions().isFull(hubId, deviceId, services.limits().maxConnectionsPerHub())) {
            turnAway(inflow, asked, rights, connectionId, Reason.TOO_MANY_CONNECTIONS);
            return written -> arrival.answer(NOT_NOW);
        }
        if (!services.rates().admits(hubId, deviceId, System.nanoTime())) {
            turnAway(inflow, asked, rights, connectionId, Reason.TOO_MANY_CONNECTS);
            return written -> arrival.answer(ResponseCode.TOO_MANY_REQUESTS);
        }
        Session session =
                new Session(connectionId, registration(asked, rights.identity()), Optional.of(rights), asked.from());
        services.store().put(session.registration());
        services.sessions().put(session).ifPresent(before -> ends.replaced(before, inflow));
        if (services.changes().concern(hubId, deviceId, rights.revision())) {
            // It changed between the question and the list of sessions: the change did not find it there.
            ends.end(session, Reason.DISCONNECTED);
            return written -> arrival.answer(NOT_NOW);
        }
        return written -> registered(arrival, session, written);
    }

    private Registration registration(Asked asked, DeviceIdentity device) {
        long lifetime = asked.query().lifetimeSeconds().orElse(Registration.DEFAULT_LIFETIME_SECONDS);
        return new Registration(
                newId(),
                asked.endpoint(),
                device.hubId(),
                device.deviceId(),
                asked.sender().principal(),
                asked.sender().address(),
                lifetime,
                services.clock().millis() + lifetime * 1000,
                asked.query().version().orElse("1.0"),
                asked.query().queueMode().orElse(false),
                asked.links(),
                Map.of());
    }

    private void registered(Arrival arrival, Session session, boolean written) {
        if (!written) {
            ends.end(session, Reason.DISCONNECTED);
            arrival.answer(NOT_NOW);
            return;
        }
        Asked asked = arrival.asked();
        boolean again = asked.sender().secure() || asked.bytes() * MOST_AMPLIFIED >= BYTES_OF_ANSWERS;
        Response created = new Response(ResponseCode.CREATED);
        created.getOptions().setLocationPath("rd/" + session.registration().id());
        arrival.exchange().sendResponse(created);
        toBeObserved.add(new Observed(session, again));
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
        services.store()
                .whenWritten(written -> exchange.sendResponse(new Response(written ? ResponseCode.CHANGED : NOT_NOW)));
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
        session.exchanged();
        boolean elsewhere = !before.secure() && !before.address().equals(after.address());
        if (elsewhere || !session.isObserved()) {
            toBeObserved.add(new Observed(session, true));
        }
    }

    /** {@code DELETE /rd/…}. */
    void deregister(Exchange exchange, String id) {
        Optional<Session> session = own(id, Sender.of(exchange.getRequest().getSourceContext()));
        if (session.isEmpty()) {
            exchange.sendResponse(new Response(ResponseCode.NOT_FOUND));
            return;
        }
        ends.end(session.get(), Reason.DISCONNECTED);
        services.store()
                .whenWritten(written -> exchange.sendResponse(new Response(written ? ResponseCode.DELETED : NOT_NOW)));
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
                Outgoing.context(registration));
        session.setObserved(registration.observations().containsValue(Outgoing.UPLINK)); // else at its next update
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
            ConnectRequest request = Credentials.of(registration.principal())
                    .connectRequest(
                            session.connectionId(),
                            registration.endpoint(),
                            registration.version(),
                            new Sender(registration.principal(), registration.address()).text());
            Admission admission = settled(inflow, request, inflow.admit(request, DoorTerms.NONE));
            if (admission instanceof Admission.Admitted rights
                    && rights.identity().deviceId().equals(registration.deviceId())) {
                services.codecs().require(inflow, registration.hubId());
                session.setRights(rights);
                return Optional.of(rights);
            }
            if (admission instanceof Admission.Refused refused && code(refused) == NOT_NOW) {
                return Optional.empty(); // later
            }
            ends.end(session, Reason.DISCONNECTED);
            return Optional.empty();
        }
    }
}
