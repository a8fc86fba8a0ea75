package org.axletree.hub.dialect.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.azure.AzureTwinService;

/** Carries out what devices ask of their twins, and takes their answers to methods. */
@ApplicationScoped
public class AzureRequests {
    private static final Logger LOG = Logger.getLogger(AzureRequests.class.getName());

    private AzureTwinService twins;
    private DirectMethods methods;

    /** For the container's proxy. */
    protected AzureRequests() {}

    @Inject
    public AzureRequests(AzureTwinService twins, DirectMethods methods) {
        this.twins = twins;
        this.methods = methods;
    }

    Reply answer(Publication request) {
        RequestTopic topic = topicOf(request);
        DeviceIdentity device = ((Sender.Device) request.sender()).rights().identity();
        try {
            return switch (topic.kind()) {
                case GET_TWIN -> reply(request, topic.answer(200), twin(device));
                case REPORT -> {
                    JsonObject patch = StrictJson.object("payload", StrictJson.text("payload", request.payload()));
                    long version = twins.report(device, patch, topic.version());
                    yield reply(request, topic.answer(204) + "&$version=" + version, "");
                }
                case ANSWER_METHOD -> {
                    methods.answered(device, topic.requestId(), topic.status(), request.payload());
                    yield reply(request, request.topic(), "");
                }
            };
        } catch (ProblemException refused) {
            return refusal(request, topic, reasonOf(refused.problem()), refused.getMessage());
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A request to a twin failed", failure);
            return refusal(request, topic, Reason.INTERNAL_ERROR, Reason.INTERNAL_ERROR.text());
        }
    }

    Reply decline(Publication request, Reason reason) {
        return refusal(request, topicOf(request), reason, reason.text());
    }

    private static RequestTopic topicOf(Publication request) {
        return RequestTopic.of(request.topic())
                .orElseThrow(() ->
                        new IllegalArgumentException("topic: " + request.topic() + " (expected: that of a request)"));
    }

    private String twin(DeviceIdentity device) {
        AzureTwinService.Properties own = twins.ownOf(device);
        return Json.createObjectBuilder()
                .add("desired", part(own.desired(), own.desiredVersion()))
                .add("reported", part(own.reported(), own.reportedVersion()))
                .build()
                .toString();
    }

    private static JsonObjectBuilder part(JsonObject properties, long version) {
        return Json.createObjectBuilder(properties).add("$version", version);
    }

    private static Reason reasonOf(Problem problem) {
        if (problem instanceof Problem.NotFound) {
            return Reason.DEVICE_DELETED;
        }
        if (problem instanceof Problem.PreconditionFailed) {
            return Reason.TWIN_VERSION_MISMATCH;
        }
        return problem instanceof Problem.TransientState ? Reason.BUSY : Reason.TWIN_REQUEST_INVALID;
    }

    private static Reply refusal(Publication request, RequestTopic topic, Reason reason, String sentence) {
        int code =
                switch (reason) {
                    case DEVICE_DELETED -> 404;
                    case TWIN_VERSION_MISMATCH -> 412;
                    case BUSY, PUBLISHING_TOO_FAST -> 429;
                    case INTERNAL_ERROR -> 500;
                    default -> 400;
                };
        String error = Json.createObjectBuilder()
                .add("errorCode", code == 412 ? 412_002 : code * 1_000 + 4)
                .add("message", sentence)
                .build()
                .toString();
        return new Reply(message(request, topic.answer(code), error), Optional.of(reason));
    }

    private static Reply reply(Publication request, String topic, String payload) {
        return new Reply(message(request, topic, payload), Optional.empty());
    }

    private static HubMessage message(Publication request, String topic, String payload) {
        return new HubMessage(
                topic, request.qos(), false, System.currentTimeMillis(), payload.getBytes(StandardCharsets.UTF_8));
    }
}
