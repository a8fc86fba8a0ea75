package org.axletree.hub.dialect.azure.provisioning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.enrollment.AssignedDevice;
import org.axletree.hub.registry.enrollment.Enrollment;
import org.axletree.hub.registry.enrollment.EnrollmentDirectory;
import org.axletree.hub.registry.enrollment.RegistrationService;
import org.axletree.hub.settings.HubSettings;

/** Answers devices that ask for their hub. The first answer names an operation, which the device asks about until it has ended. */
@ApplicationScoped
public class ProvisioningRequests {
    private static final Logger LOG = Logger.getLogger(ProvisioningRequests.class.getName());

    /** SDKs wait so long before they ask, and the assignment has ended by then. */
    private static final int RETRY_AFTER_SECONDS = 3;

    private EnrollmentDirectory enrollments;
    private RegistrationService registrations;
    private HubSettings settings;

    /** For the container's proxy. */
    protected ProvisioningRequests() {}

    @Inject
    public ProvisioningRequests(
            EnrollmentDirectory enrollments, RegistrationService registrations, HubSettings settings) {
        this.enrollments = enrollments;
        this.registrations = registrations;
        this.settings = settings;
    }

    Reply answer(Publication request) {
        RegistrationTopic topic = topicOf(request);
        try {
            return topic.registers() ? register(request, topic) : status(request, topic);
        } catch (ProblemException refused) {
            return refusal(
                    request, topic, statusOf(refused.problem()), reasonOf(refused.problem()), refused.getMessage());
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A device could not be given a hub", failure);
            return refusal(request, topic, 500, Reason.INTERNAL_ERROR, Reason.INTERNAL_ERROR.text());
        }
    }

    Reply decline(Publication request, Reason reason) {
        int status =
                switch (reason) {
                    case BUSY, PUBLISHING_TOO_FAST -> 429;
                    case INTERNAL_ERROR -> 500;
                    default -> 400;
                };
        return refusal(request, topicOf(request), status, reason, reason.text());
    }

    private Reply register(Publication request, RegistrationTopic topic) {
        ProvenRegistration proven = provenBy(request);
        String registrationId = registrationOf(request);
        try {
            requireOwn(registrationId, StrictJson.text("payload", request.payload()));
        } catch (ProblemException malformed) {
            return refusal(request, topic, 400, Reason.PAYLOAD_MALFORMED, malformed.getMessage());
        }
        Enrollment enrollment = enrollment(proven, registrationId);
        DeviceCredential credential =
                switch (enrollment.attestation().credential().kind()) {
                    case SECRET -> GroupKey.of(enrollment, registrationId);
                    case AUTHORITY -> DeviceCredential.thumbprints(proven.thumbprint(), "");
                    case THUMBPRINT, CERTIFICATE -> enrollment.attestation().credential();
                };
        AssignedDevice assigned = registrations.register(enrollment.id(), registrationId, credential);
        JsonObject json = Json.createObjectBuilder()
                .add("operationId", assigned.operationId())
                .add("status", "assigning")
                .build();
        return reply(request, topic.answer(202) + "&retry-after=" + RETRY_AFTER_SECONDS, json);
    }

    /** Old firmware sends no body; whoever names a registration names its own. */
    private static void requireOwn(String registrationId, String body) {
        if (body.isBlank()) {
            return;
        }
        JsonValue named = StrictJson.object("payload", body).getOrDefault("registrationId", JsonValue.NULL);
        boolean own = named instanceof JsonString text && text.getString().equals(registrationId);
        if (named != JsonValue.NULL && !own) {
            throw ProblemException.invalid(
                    "registrationId",
                    "constraint",
                    "is " + Problem.shown(named.toString()) + " (expected: " + Problem.shown(registrationId)
                            + ", as which the device has connected)");
        }
    }

    private Reply status(Publication request, RegistrationTopic topic) {
        String registrationId = registrationOf(request);
        Enrollment enrollment = enrollment(provenBy(request), registrationId);
        AssignedDevice assigned = registrations
                .find(enrollment.id(), registrationId)
                .filter(known -> known.operationId().equals(topic.operationId()))
                .orElseThrow(() -> ProblemException.notFound("operation", Problem.shown(topic.operationId())));
        JsonObject json = Json.createObjectBuilder()
                .add("operationId", assigned.operationId())
                .add("status", "assigned")
                .add("registrationState", RegistrationJson.of(enrollment, assigned, host(assigned)))
                .build();
        return reply(request, topic.answer(200), json);
    }

    private String host(AssignedDevice assigned) {
        return assigned.hubName() + "." + settings.hostNames().get(0);
    }

    private Enrollment enrollment(ProvenRegistration proven, String registrationId) {
        return enrollments
                .byId(proven.enrollmentId())
                .filter(enrollment -> enrollment.wanted().enabled())
                .orElseThrow(() -> ProblemException.notFound("enrollment", registrationId));
    }

    private static ProvenRegistration provenBy(Publication request) {
        return ProvenRegistration.read(
                ((Sender.Device) request.sender()).rights().authMethod());
    }

    private static String registrationOf(Publication request) {
        return ((Sender.Device) request.sender()).rights().identity().deviceName();
    }

    private static RegistrationTopic topicOf(Publication request) {
        return RegistrationTopic.of(request.topic())
                .orElseThrow(() ->
                        new IllegalArgumentException("topic: " + request.topic() + " (expected: that of a request)"));
    }

    private static Reason reasonOf(Problem problem) {
        if (problem instanceof Problem.TransientState) {
            return Reason.BUSY;
        }
        if (isTaken(problem)) {
            return Reason.DEVICE_NAME_TAKEN;
        }
        return problem instanceof Problem.QuotaExceeded ? Reason.QUOTA_EXCEEDED : Reason.DEVICE_NOT_PROVISIONED;
    }

    private static int statusOf(Problem problem) {
        if (problem instanceof Problem.NotFound) {
            return 404;
        }
        if (problem instanceof Problem.TransientState) {
            return 429;
        }
        if (isTaken(problem)) {
            return 409;
        }
        return problem instanceof Problem.QuotaExceeded ? 403 : 400;
    }

    private static boolean isTaken(Problem problem) {
        return problem instanceof Problem.PreconditionFailed failed && failed.inUse();
    }

    private static Reply refusal(
            Publication request, RegistrationTopic topic, int status, Reason reason, String sentence) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("errorCode", status * 1_000)
                .add("trackingId", UUID.randomUUID().toString())
                .add("message", sentence)
                .add("timestampUtc", Instant.now().toString());
        String later = status == 429 ? "&retry-after=" + RETRY_AFTER_SECONDS : "";
        return new Reply(message(request, topic.answer(status) + later, json.build()), Optional.of(reason));
    }

    private static Reply reply(Publication request, String topic, JsonObject json) {
        return new Reply(message(request, topic, json), Optional.empty());
    }

    private static HubMessage message(Publication request, String topic, JsonObject json) {
        return new HubMessage(
                topic,
                request.qos(),
                false,
                System.currentTimeMillis(),
                json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
