package org.axletree.web.azure;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.dialect.azure.AzureAccess;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.policy.AccessRight;
import org.axletree.hub.registry.policy.HubPolicy;
import org.axletree.hub.settings.HubSettings;
import org.axletree.web.request.RemoteAddress;

/**
 * The API of a hub under its own host name. Which hub it is tells the Host header; who asks tells a token of one of the hub's
 * policies. Whatever is wrong with it, the answer is the same.
 */
@WebServlet({
    "/devices",
    "/devices/*",
    "/twins/*",
    "/messages/*",
    "/statistics/*",
    // Azure's, and not here: its SDKs are told so in its words.
    "/configurations",
    "/configurations/*",
    "/digitaltwins/*",
    "/jobs/*",
    "/modules/*"
})
public class DataPlaneServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient AzureAccess access;

    @Inject
    private transient HubSettings settings;

    @Inject
    private transient DeviceCalls devices;

    @Inject
    private transient BulkCalls bulk;

    @Inject
    private transient TwinCalls twins;

    @Inject
    private transient MethodCalls methods;

    @Inject
    private transient MessageCalls messages;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AzureReply reply;
        try {
            reply = answer(request);
        } catch (AzureException refusal) {
            reply = AzureReply.of(refusal);
        } catch (ProblemException refusal) {
            reply = AzureReply.of(AzureException.of(refusal.problem()));
        } catch (RuntimeException failure) {
            reply = AzureReply.of(AzureException.of(failure, "ServerError"));
        }
        reply.write(response);
    }

    private AzureReply answer(HttpServletRequest request) throws IOException {
        String token = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        Hub hub = access.hubOf(Optional.ofNullable(request.getHeader("Host")).orElse(""))
                .orElseThrow(AzureException::unauthorized);
        AzureCall call = AzureCall.of(request, settings.limit(HubLimit.API_BODY_BYTES));
        HubPolicy policy = access.policy(hub, token, call.path()).orElseThrow(AzureException::unauthorized);
        Caller caller = new Caller(
                Caller.Kind.POLICY,
                "policy " + policy.name(),
                "",
                Role.PROJECT,
                Optional.of(Set.of(hub.projectId())),
                RemoteAddress.of(request));
        try (Caller.Asking asking = caller.asks()) {
            return answer(new HubPlace(hub.region(), hub.id()), call, policy);
        }
    }

    private AzureReply answer(HubPlace hub, AzureCall call, HubPolicy policy) {
        if (call.is(0, "statistics")) {
            require(policy, AccessRight.REGISTRY_READ);
            return devices.statistics(hub, call);
        }
        if (call.is(0, "twins")) {
            require(policy, AccessRight.SERVICE_CONNECT);
            return twins(hub, call);
        }
        if (call.is(0, "messages")) {
            require(policy, AccessRight.SERVICE_CONNECT);
            if (call.is(1, "deviceBound")
                    && call.path().size() == 2
                    && call.method().equals("POST")) {
                return messages.send(hub, call);
            }
            if (call.is(1, "serviceBound") && call.is(2, "feedback")) {
                return messages.feedback(hub, call);
            }
            throw AzureException.unknownPath();
        }
        if (call.is(0, "devices") && call.is(2, "commands") && call.path().size() == 3) {
            require(policy, AccessRight.SERVICE_CONNECT);
            if (call.method().equals("DELETE")) {
                return messages.purge(hub, call.word(1));
            }
            throw AzureException.unknownPath();
        }
        if (call.is(0, "devices")) {
            if (call.path().size() == 2 && call.is(1, "query") && call.method().equals("POST")) {
                if (!policy.has(AccessRight.SERVICE_CONNECT)) {
                    require(policy, AccessRight.REGISTRY_READ);
                }
                return twins.query(hub, call);
            }
            require(policy, call.method().equals("GET") ? AccessRight.REGISTRY_READ : AccessRight.REGISTRY_WRITE);
            if (call.path().size() == 1 && call.method().equals("POST")) {
                return bulk.answer(hub, call);
            }
            return devices.devices(hub, call);
        }
        throw AzureException.unknownPath();
    }

    private AzureReply twins(HubPlace hub, AzureCall call) {
        boolean calls = call.method().equals("POST") && call.is(call.path().size() - 1, "methods");
        if (calls && call.path().size() == 3) {
            return methods.call(hub, call, call.word(1));
        }
        if (calls && call.path().size() == 5 && call.is(2, "modules")) {
            return methods.call(hub, call, call.word(1) + "/" + call.word(3));
        }
        if (call.path().size() == 2) {
            return twins.twin(hub, call, call.word(1));
        }
        if (call.path().size() == 4 && call.is(2, "modules")) {
            return twins.twin(hub, call, call.word(1) + "/" + call.word(3));
        }
        throw AzureException.unknownPath();
    }

    private static void require(HubPolicy policy, AccessRight right) {
        if (!policy.has(right)) {
            throw AzureException.unauthorized();
        }
    }
}
