package org.axletree.coap.session;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axletree.coap.object.ObjectCodec;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.coap.registration.ObjectLinks;
import org.axletree.coap.registration.Registration;
import org.axletree.coap.registration.RegistrationQuery;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Notice;
import org.axletree.core.door.PresharedKey;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;

/**
 * The bootstrap interface (LwM2M section 6.1): a device that knows only where to ask learns where the hub is. It is given the
 * account that it has already: with DTLS what it has just proved, a key or a key pair; without DTLS none.
 */
public final class Bootstrap {
    private static final Logger LOG = Logger.getLogger(Bootstrap.class.getName());
    private static final int MOST_AT_ONCE = 1_000;
    private static final long BEGIN_AFTER_MILLIS = 50;
    private static final int SHORT_SERVER_ID = 1;
    private static final String BOOTSTRAP_VERSION = "1.0";
    private static final int LIFETIME_SECONDS = 3_600;
    private static final Pattern SECURITY_INSTANCE = Pattern.compile("</?0/([0-9]{1,5})>");

    private final DoorServices services;
    private final Outgoing outgoing;
    private final String host;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param host where devices find the hub */
    public Bootstrap(DoorServices services, Outgoing outgoing, String host) {
        this.services = services;
        this.outgoing = outgoing;
        this.host = host;
    }

    /** {@code POST /bs}. */
    void begin(Exchange exchange) throws BadRequestException {
        Request request = exchange.getRequest();
        String endpoint = RegistrationQuery.of(request.getOptions().getUriQuery())
                .endpoint()
                .orElseThrow(() -> new BadRequestException("ep: missing (expected: the node id)"));
        if (underWay.size() >= MOST_AT_ONCE
                || !services.admission().offer(inflow -> judge(inflow, exchange, endpoint))) {
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }

    private void judge(DeviceInflow inflow, Exchange exchange, String endpoint) {
        try {
            exchange.sendResponse(
                    new Response(judged(inflow, exchange.getRequest().getSourceContext(), endpoint)));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A device could not be bootstrapped", e);
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }

    private ResponseCode judged(DeviceInflow inflow, EndpointContext from, String endpoint) {
        Sender sender = Sender.of(from);
        Optional<BootstrapAccount> found = account(inflow, sender, endpoint);
        if (found.isEmpty()) {
            return ResponseCode.BAD_REQUEST; // as LwM2M has it for unknown endpoint names
        }
        BootstrapAccount account = found.get();
        if (!services.rates().admits(account.hubId(), account.deviceId(), System.nanoTime())
                || !underWay.add(endpoint)) {
            return ResponseCode.TOO_MANY_REQUESTS;
        }
        services.timer().executeLater(() -> write(account, endpoint, from), BEGIN_AFTER_MILLIS);
        return ResponseCode.CHANGED;
    }

    /** Empty if the device would not be let in by what it has shown; its owner is told. */
    private Optional<BootstrapAccount> account(DeviceInflow inflow, Sender sender, String endpoint) {
        Admission admission = inflow.admit(
                Credentials.of(sender.principal())
                        .connectRequest(ConnectRequest.REHEARSED, endpoint, BOOTSTRAP_VERSION, sender.text()),
                DoorTerms.NONE);
        return admission instanceof Admission.Admitted rights
                ? Optional.of(account(inflow, rights.identity(), sender, endpoint))
                : Optional.empty();
    }

    private BootstrapAccount account(DeviceInflow inflow, DeviceIdentity device, Sender sender, String endpoint) {
        if (sender.principal().isEmpty()) {
            return BootstrapAccount.open(device);
        }
        Principal shown = sender.principal().get();
        if (shown instanceof PreSharedKeyIdentity) {
            byte[] key = inflow.presharedKey(endpoint)
                    .flatMap(PresharedKey::key)
                    .orElseThrow(() -> new IllegalStateException("the device has just proved its key"));
            return BootstrapAccount.keyed(device, endpoint, key);
        }
        return BootstrapAccount.paired(device, shown, services.endpoints().identity());
    }

    private void write(BootstrapAccount account, String endpoint, EndpointContext from) {
        Session session = session(account, endpoint, from);
        asked(session, Outgoing.request(Code.DELETE, session, ""))
                .thenCompose(deleted -> asked(session, discovery(session)))
                .thenCompose(found -> told(session, instance(session, "0/" + freeInstance(found), security(account))))
                .thenCompose(security -> told(session, instance(session, "1/0", server())))
                .thenCompose(server -> told(session, Outgoing.request(Code.POST, session, "bs")))
                .whenComplete((finished, failure) -> {
                    session.end();
                    underWay.remove(endpoint);
                    if (failure != null) {
                        tellOwner(account, session, failure);
                    }
                });
    }

    private void tellOwner(BootstrapAccount account, Session session, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        services.admission()
                .offer(inflow -> inflow.notice(new Notice(
                        account.hubId(),
                        account.deviceId(),
                        Reason.DOWNLINK_REFUSED,
                        "bootstrap: " + cause.getMessage(),
                        Sender.of(session.context()).text())));
    }

    private Session session(BootstrapAccount account, String endpoint, EndpointContext from) {
        Registration passing = new Registration(
                "",
                endpoint,
                account.hubId(),
                account.deviceId(),
                Sender.of(from).principal(),
                from.getPeerAddress(),
                Registration.DEFAULT_LIFETIME_SECONDS,
                Long.MAX_VALUE,
                "1.0",
                false,
                ObjectLinks.NONE,
                Map.of());
        return new Session(services.connectionIds().incrementAndGet(), passing, Optional.empty(), from);
    }

    private static Request discovery(Session session) {
        Request discovery = Outgoing.request(Code.GET, session, "0");
        discovery.getOptions().setAccept(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
        return discovery;
    }

    /** The account by which the device asks is not deleted, and is not to be overwritten. Where it does not tell, it is the first one. */
    private static int freeInstance(Response found) {
        if (!found.isSuccess()) {
            return 1;
        }
        Set<Integer> taken = SECURITY_INSTANCE
                .matcher(found.getPayloadString())
                .results()
                .map(instance -> Integer.valueOf(instance.group(1)))
                .collect(Collectors.toSet());
        int free = 0;
        while (taken.contains(free)) {
            free++;
        }
        return free;
    }

    private String security(BootstrapAccount account) {
        String uri = (account.secure() ? "coaps://" : "coap://") + host + ":"
                + services.endpoints().port(account.secure());
        return account.security(uri, SHORT_SERVER_ID);
    }

    private static String server() {
        return "{\"0\":" + SHORT_SERVER_ID + ",\"1\":" + LIFETIME_SECONDS + ",\"6\":true,\"7\":\"U\"}";
    }

    private Request instance(Session session, String path, String json) {
        try {
            ObjectCodec.Encoded encoded = services.codec(session).encode(path, json);
            Request write = Outgoing.request(Code.PUT, session, path);
            write.getOptions().setContentFormat(encoded.contentFormat());
            write.setPayload(encoded.payload());
            return write;
        } catch (BadRequestException impossible) {
            throw new IllegalStateException(impossible.getMessage(), impossible);
        }
    }

    /** Ends with the device's answer, whatever it is; fails without one. */
    private CompletionStage<Response> asked(Session session, Request request) {
        return outgoing.ask(session, request)
                .thenCompose(answer -> answer.<CompletionStage<Response>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> CompletableFuture.failedFuture(
                                new IllegalStateException(text(request) + ": no answer"))));
    }

    /** Fails unless the device does it. */
    private CompletionStage<Response> told(Session session, Request request) {
        return asked(session, request)
                .thenCompose(answer -> answer.isSuccess()
                        ? CompletableFuture.completedFuture(answer)
                        : CompletableFuture.failedFuture(
                                new IllegalStateException(text(request) + ": " + answer.getCode().text)));
    }

    private static String text(Request request) {
        return request.getCode() + " /" + request.getOptions().getUriPathString();
    }
}
