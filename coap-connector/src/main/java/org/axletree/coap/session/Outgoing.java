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
import org.eclipse.californium.core.network.stack.ReliabilityLayerParameters;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;

/** What the hub says to devices and asks of them: one thing at a time, and nothing of a device that does not answer. */
public final class Outgoing {
    /** The resource by which a device says what only it and its owner understand. */
    static final String UPLINK = "19/0/0";

    /** The one by which it is told. */
    private static final String DOWNLINK = "19/1/0";

    /** Less than the hub waits for an answer, so that nothing is told twice. */
    private static final long PATIENCE_MILLIS = 4_500;

    /** Nothing is said again before its answer is given up. */
    private static final ReliabilityLayerParameters ONCE = ReliabilityLayerParameters.builder()
            .ackTimeout((int) PATIENCE_MILLIS * 2)
            .maxAckTimeout((int) PATIENCE_MILLIS * 4)
            .ackRandomFactor(1)
            .ackTimeoutScale(1)
            .maxRetransmit(1)
            .nstart(1)
            .build();

    /** What goes in one datagram; of what is larger, each block has its own. */
    static final int LARGEST_BLOCK = 1024;

    private final DoorServices services;

    public Outgoing(DoorServices services) {
        this.services = services;
    }

    /** Where a device is of which only its registration is known. */
    static EndpointContext context(Registration registration) {
        return registration
                .principal()
                .map(principal -> new AddressEndpointContext(registration.address(), principal))
                .orElseGet(() -> new AddressEndpointContext(registration.address()));
    }

    /** @param path of a resource; empty for the root of all */
    static Request request(Code code, Session session, String path) {
        Request request = new Request(code, CoAP.Type.CON);
        String root = session.registration().links().root();
        if (!root.isEmpty()) {
            for (String level : root.split("/")) {
                request.getOptions().addUriPath(level);
            }
        }
        if (!path.isEmpty()) {
            for (String level : path.split("/")) {
                request.getOptions().addUriPath(level);
            }
        }
        return request;
    }

    /**
     * Has the device say what comes.
     *
     * @param again whether that is said again where it is not answered
     */
    void observeUplink(Session session, boolean again) {
        if (!session.isEnded()) {
            session.setObserved(true);
            Request request = observation(session, UPLINK);
            request.getOptions().setAccept(MediaTypeRegistry.APPLICATION_OCTET_STREAM);
            if (!again) {
                request.setReliabilityLayerParameters(ONCE);
            }
            observe(session, UPLINK, request).thenAccept(answer -> {
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
        return observe(session, path, request);
    }

    /** @param path under which it is known, and reported */
    CompletionStage<Optional<Response>> observe(Session session, String path, Request request) {
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
        if (bytes.size() > services.limits().maxBodyBytes()) {
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
        // Until it was asked once what it says, nobody knows whether it is where it says it is.
        if (session.isEmpty() || !session.get().isReachable() || !session.get().isObserved()) {
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
        return Telling.ACKNOWLEDGED;
    }

    /**
     * Asks a device something, behind what it is asked already.
     *
     * @return the device's answer; empty if it gave none in time, or too much waits for it
     */
    CompletionStage<Optional<Response>> ask(Session session, Request request) {
        CompletableFuture<Optional<Response>> answer = new CompletableFuture<>();
        long asked = System.nanoTime();
        Session.Errand errand = new Session.Errand(
                () -> {
                    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
                    if (waited >= PATIENCE_MILLIS) { // whoever asked has gone
                        answer.complete(Optional.empty());
                        session.next();
                    } else {
                        send(session, request, PATIENCE_MILLIS - waited, answer, session::next);
                    }
                },
                answer);
        if (!session.queue(errand)) {
            answer.complete(Optional.empty());
        }
        return answer;
    }

    /**
     * Writes something that takes many blocks, beside what the device is asked else: that need not wait for it. One at a time.
     *
     * @return the device's answer to the last block, or the first one that it refused; empty if it gave none in time, or is being
     *     written something already
     */
    CompletionStage<Optional<Response>> upload(Session session, Request request) {
        CompletableFuture<Optional<Response>> answer = new CompletableFuture<>();
        if (!session.beginUpload()) {
            answer.complete(Optional.empty());
            return answer;
        }
        long blocks = request.getPayloadSize() / LARGEST_BLOCK + 1;
        send(session, request, blocks * PATIENCE_MILLIS, answer, session::endUpload);
        return answer;
    }

    private void send(
            Session session,
            Request request,
            long patienceMillis,
            CompletableFuture<Optional<Response>> answer,
            Runnable after) {
        Optional<Endpoint> endpoint =
                services.endpoints().of(session.registration().secure());
        if (endpoint.isEmpty() || session.isEnded() || !session.isReachable()) {
            answer.complete(Optional.empty());
            after.run();
            return;
        }
        ScheduledFuture<?> patience = services.timer().executeLater(request::cancel, patienceMillis);
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
                    after.run();
                }
            }
        });
        endpoint.get().sendRequest(request);
    }
}
