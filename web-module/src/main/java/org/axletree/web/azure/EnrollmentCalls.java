package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.hub.dialect.azure.provisioning.RegistrationJson;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.enrollment.AssignedDevice;
import org.axletree.hub.registry.enrollment.Enrollment;
import org.axletree.hub.registry.enrollment.EnrollmentScope;
import org.axletree.hub.registry.enrollment.EnrollmentScopes;
import org.axletree.hub.registry.enrollment.EnrollmentService;
import org.axletree.hub.registry.enrollment.RegistrationService;
import org.axletree.hub.settings.HubSettings;

/** {@code /enrollments}, {@code /enrollmentGroups} and {@code /registrations} of a provisioning service. */
@ApplicationScoped
public class EnrollmentCalls {
    private static final int MOST_LISTED = 1_000;
    private static final String QUERY = "query";

    @Inject
    private EnrollmentScopes scopes;

    @Inject
    private EnrollmentService enrollments;

    @Inject
    private BulkEnrollmentCalls bulk;

    @Inject
    private RegistrationService registrations;

    @Inject
    private HubSettings settings;

    AzureReply answer(AzureCall call) {
        String scope = scopeOf(call);
        int size = call.path().size();
        if (call.is(0, "registrations")) {
            return registrations(scope, call);
        }
        boolean ofGroup = call.is(0, "enrollmentGroups");
        String name = call.word(1);
        if (size == 2 && call.method().equals("POST") && name.equals(QUERY)) {
            return list(enrollments.all(scope, ofGroup, MOST_LISTED).stream()
                    .map(each -> EnrollmentJson.of(each, state(each, each.name())))
                    .toList());
        }
        if (size == 1 && call.method().equals("POST") && !ofGroup) {
            return bulk.answer(scope, call.json());
        }
        if (size == 3 && call.method().equals("POST") && call.is(2, "attestationmechanism")) {
            return AzureReply.of(EnrollmentJson.attestation(enrollments.get(scope, ofGroup, name), true));
        }
        if (size != 2) {
            throw AzureException.unknownPath();
        }
        return switch (call.method()) {
            case "GET" -> reply(enrollments.get(scope, ofGroup, name), false);
            case "PUT" ->
                reply(
                        enrollments.put(
                                scope,
                                ofGroup,
                                name,
                                EnrollmentJson.draft(
                                        ofGroup,
                                        name,
                                        call.json(),
                                        () -> enrollments.certificates(scope, ofGroup, name)),
                                Etag.revision(call.ifMatch()),
                                call.header("If-Match").isPresent()),
                        true);
            case "DELETE" -> {
                enrollments.delete(scope, ofGroup, name, Etag.revision(call.ifMatch()));
                yield AzureReply.empty(204);
            }
            default -> throw AzureException.unknownPath();
        };
    }

    /** Of a group all that came by it are asked for; one by its own enrolment, or else by whichever group it came. */
    private AzureReply registrations(String scope, AzureCall call) {
        String name = call.word(1);
        if (call.path().size() == 3 && call.method().equals("POST") && call.is(2, QUERY)) {
            Enrollment group = enrollments.get(scope, true, name);
            return list(registrations.all(group.id(), MOST_LISTED).stream()
                    .map(each -> RegistrationJson.of(group, each, host(each)))
                    .toList());
        }
        if (call.path().size() != 2) {
            throw AzureException.unknownPath();
        }
        Found found = Stream.of(false, true)
                .flatMap(ofGroup -> enrollments.all(scope, ofGroup, MOST_LISTED).stream())
                .flatMap(each -> registrations.find(each.id(), name).map(device -> new Found(each, device)).stream())
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("registration", name));
        return switch (call.method()) {
            case "GET" -> AzureReply.of(RegistrationJson.of(found.enrollment(), found.device(), host(found.device())));
            case "DELETE" -> {
                registrations.delete(found.enrollment().id(), name);
                yield AzureReply.empty(204);
            }
            default -> throw AzureException.unknownPath();
        };
    }

    private record Found(Enrollment enrollment, AssignedDevice device) {}

    /** By the host name; where that is none of a service, the only one that the caller has. */
    private String scopeOf(AzureCall call) {
        String host = call.header("Host").orElse("");
        int end = host.indexOf('.');
        Optional<EnrollmentScope> named = scopes.find(end < 0 ? host : host.substring(0, end));
        if (named.isPresent()) {
            return named.get().name();
        }
        List<EnrollmentScope> all = scopes.all();
        if (all.size() != 1) {
            throw new AzureException(
                    404,
                    404000,
                    "NotFound",
                    "no provisioning service has this host name (expected: <name of the service>.<host>)");
        }
        return all.get(0).name();
    }

    private AzureReply reply(Enrollment enrollment, boolean withKeys) {
        JsonObject json = EnrollmentJson.of(enrollment, state(enrollment, enrollment.name()), withKeys);
        return AzureReply.of(json).with("ETag", "\"" + Etag.of(enrollment.revision()) + "\"");
    }

    private Optional<JsonObject> state(Enrollment enrollment, String registrationId) {
        return enrollment.ofGroup()
                ? Optional.empty()
                : registrations
                        .find(enrollment.id(), registrationId)
                        .map(device -> RegistrationJson.of(enrollment, device, host(device)));
    }

    private String host(AssignedDevice device) {
        return device.hubName() + "." + settings.hostNames().get(0);
    }

    private static AzureReply list(List<JsonObject> all) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        all.forEach(array::add);
        return AzureReply.of(array.build());
    }
}
