package org.axletree.coap.session;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.axletree.coap.registration.Registration;
import org.axletree.core.door.Notice;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.core.network.TokenGenerator;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;

/** What the hub says to devices and asks of them: one thing at a time, and nothing of a device that does not answer. */
public final class Outgoing {
    /** The resource by which a device says what only it and its owner understand. */
    static final String UPLINK = "19/0/0";

    /** The one by which it is told. */
    private static final String DOWNLINK = "19/1/0";

    /** Less than the hub waits for an answer, so that nothing is told twice. */
    private static final long PATIENCE_MILLIS = 4_500;

    /** Of a notification with all of its blocks. */
    private static final int MOST_BYTES = 64 * 1024;

    private final DoorServices services;

    public Outgoing(DoorServices services) {
        this.services = services;
    }

    /** Where a device is of which only its registration is known. */
    EndpointContext context(Registration registration) {
        return registration.secure()
                ? new AddressEndpointContext(registration.address(), new PreSharedKeyIdentity(registration.endpoint()))
                : new AddressEndpointContext(registration.address());
    }

    /** A request to a resource of a device. */
    static Request request(Code code, Session session, String path) {
        Request request = new Request(code, CoAP.Type.CON);
        String root = session.registration().links().root();
        if (!root.isEmpty()) {
            for (String level : root.split("/")) {
                request.getOptions().addUriPath(level);
            }
        }
        for (String level : path.split("/")) {
            request.getOptions().addUriPath(level);
        }
        return request;
    }

    /** Has the device say what comes; once more where it did not hear that the first time. */
    void observeUplink(Session session) {
        if (!session.isEnded()) {
            session.setObserved(true);
            observe(session, UPLINK, MediaTypeRegistry.APPLICATION_OCTET_STREAM).thenAccept(answer -> {
                if (answer.isEmpty()) {
                    session.setObserved(false);
                }
            });
        }
    }

    /**
     * Observes something.
     *
     * @param accept the form that it should have; negative where that is left to the device
     */
    CompletionStage<Optional<Response>> observe(Session session, String path, int accept) {
        Request request = observation(session, path);
        if (accept >= 0) {
            request.getOptions().setAccept(accept);
        }
        Token token = services.endpoints().tokens().createToken(TokenGenerator.Scope.LONG_TERM);
        request.setToken(token);
        long number = Sessions.number(token);
        session.registration().observations().forEach((before, observed) -> {
            if (observed.equals(path)) {
                services.sessions().notObserved(before);
            }
        });
        session.observe(number, path);
        session.asks(number);
        services.sessions().observed(session, number);
        return ask(session, request).thenApply(answer -> {
            session.answered(number);
            boolean observed = answer.filter(Response::isSuccess).isPresent();
            if (observed && !session.isEnded()) {
                services.store().put(session.registration());
            } else if (answer.isPresent()) {
                forget(session, number);
            }
            return answer;
        });
    }

    /** A device says no longer what something is. */
    void forget(Session session, long token) {
        services.sessions().notObserved(token);
        Registration registration = session.forget(token);
        if (!session.isEnded()) {
            services.store().put(registration);
        }
    }

    /**
     * A notification with all of its blocks (RFC 7959 section 2.6): the device sends the first, and is asked for the others.
     *
     * @return empty if there were too many, or some did not come
     */
    CompletionStage<Optional<byte[]>> whole(Session session, String path, Response first) {
        BlockOption block = first.getOptions().getBlock2();
        if (block == null || !block.isM()) {
            return CompletableFuture.completedFuture(Optional.of(first.getPayload()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first.getPayload());
        return further(session, path, block, bytes);
    }

    private CompletionStage<Optional<byte[]>> further(
            Session session, String path, BlockOption block, ByteArrayOutputStream bytes) {
        if (bytes.size() > MOST_BYTES) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Request next = request(Code.GET, session, path);
        next.getOptions().setBlock2(block.getSzx(), false, block.getNum() + 1);
        return ask(session, next).thenCompose(answer -> {
            if (answer.filter(Response::isSuccess).isEmpty()) {
                return CompletableFuture.completedFuture(Optional.<byte[]>empty());
            }
            bytes.writeBytes(answer.get().getPayload());
            BlockOption got = answer.get().getOptions().getBlock2();
            return got == null || !got.isM()
                    ? CompletableFuture.completedFuture(Optional.of(bytes.toByteArray()))
                    : further(session, path, got, bytes);
        });
    }

    static Request observation(Session session, String path) {
        Request request = request(Code.GET, session, path);
        request.setObserve();
        return request;
    }

    /** Tells a device something; answered when it has acknowledged it. */
    public CompletionStage<Telling> tell(String hubId, String deviceId, HubMessage message) {
        Optional<Session> session = services.sessions()
                .byDevice(deviceId)
                .filter(one -> one.registration().hubId().equals(hubId) && hears(one, message.topic()));
        if (session.isEmpty() || !session.get().isReachable()) {
            return CompletableFuture.completedFuture(Telling.ABSENT);
        }
        Request request = request(Code.PUT, session.get(), DOWNLINK);
        request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_OCTET_STREAM);
        request.setPayload(message.payload());
        return ask(session.get(), request)
                .thenApply(answer -> answer.map(response -> told(session.get(), message, response))
                        .orElse(Telling.BUSY));
    }

    private static boolean hears(Session session, String topic) {
        return session.rights()
                .filter(rights ->
                        rights.rules().implicitSubscriptions().stream().anyMatch(filter -> filter.matches(topic)))
                .isPresent();
    }

    /** What a device refuses it has heard: to say it again would say it for ever. */
    private Telling told(Session session, HubMessage message, Response response) {
        services.sent().increment();
        if (!response.isSuccess()) {
            services.admission()
                    .offer(inflow -> inflow.notice(new Notice(
                            session.registration().hubId(),
                            session.registration().deviceId(),
                            Reason.DOWNLINK_REFUSED,
                            "PUT /" + DOWNLINK + " (" + message.topic() + "): " + response.getCode().text,
                            Sender.of(session.context()).text())));
        }
        return Telling.TOLD;
    }

    /**
     * Asks a device something, behind what it is asked already.
     *
     * @return the device's answer; empty if it gave none in time, or too much waits for it
     */
    CompletionStage<Optional<Response>> ask(Session session, Request request) {
        CompletableFuture<Optional<Response>> answer = new CompletableFuture<>();
        Session.Errand errand = new Session.Errand(() -> begin(session, request, answer), answer);
        if (!session.queue(errand)) {
            answer.complete(Optional.empty());
        }
        return answer;
    }

    private void begin(Session session, Request request, CompletableFuture<Optional<Response>> answer) {
        Optional<Endpoint> endpoint =
                services.endpoints().of(session.registration().secure());
        if (endpoint.isEmpty() || session.isEnded() || !session.isReachable()) {
            answer.complete(Optional.empty());
            session.next();
            return;
        }
        ScheduledFuture<?> patience =
                services.timer().schedule(() -> request.cancel(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        request.setDestinationContext(session.context());
        request.addMessageObserver(new MessageObserverAdapter() {
            @Override
            public void onResponse(Response response) {
                done(Optional.of(response));
            }

            @Override
            public void onCancel() {
                failed();
            }

            @Override
            protected void failed() {
                if (!answer.isDone()) {
                    session.lost();
                }
                done(Optional.empty());
            }

            private void done(Optional<Response> how) {
                patience.cancel(false);
                if (answer.complete(how)) {
                    session.next();
                }
            }
        });
        endpoint.get().sendRequest(request);
    }
}
