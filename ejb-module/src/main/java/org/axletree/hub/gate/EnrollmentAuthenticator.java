package org.axletree.hub.gate;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.dialect.azure.SasToken;
import org.axletree.hub.dialect.azure.provisioning.EnrollmentUserName;
import org.axletree.hub.dialect.azure.provisioning.GroupKey;
import org.axletree.hub.dialect.azure.provisioning.ProvenRegistration;
import org.axletree.hub.dialect.azure.provisioning.ProvisioningDialect;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.enrollment.Enrollment;
import org.axletree.hub.registry.enrollment.EnrollmentDirectory;
import org.axletree.hub.registry.enrollment.EnrollmentScope;
import org.axletree.hub.registry.enrollment.RegistrationService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.ProductPlan;

/**
 * By a user name that names a provisioning service and a registration, and by a token or certificate that proves it
 * (docs/reference/dialects/azure.md, 10). Who comes this way is no device yet: the connection may ask which hub is its own, and
 * nothing else. It counts for the hub that the answer will name.
 */
final class EnrollmentAuthenticator implements Authenticator {
    private final EnrollmentDirectory enrollments;
    private final RegistrationService registrations;
    private final Clock clock;

    EnrollmentAuthenticator(EnrollmentDirectory enrollments, RegistrationService registrations, Clock clock) {
        this.enrollments = enrollments;
        this.registrations = registrations;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        Optional<EnrollmentUserName> named = EnrollmentUserName.of(request.userName());
        return named.isEmpty() ? Authentication.NOTHING_SHOWN : authenticate(request, named.get());
    }

    @Override
    public String claimed(ConnectRequest request) {
        return EnrollmentUserName.of(request.userName())
                .map(name -> name.idScope() + "/" + name.registrationId())
                .orElse("");
    }

    private Authentication authenticate(ConnectRequest request, EnrollmentUserName name) {
        Optional<EnrollmentScope> scope = enrollments.scope(name.idScope());
        if (scope.isEmpty()) {
            return new Authentication.Failed(
                    Reason.UNIDENTIFIED,
                    "",
                    "",
                    "no provisioning service has the scope of the client's user name",
                    "",
                    Reason.NOT_AUTHORIZED);
        }
        if (!request.clientId().equals(name.registrationId())) {
            return failed(scope.get(), name, Reason.CLIENT_ID_WRONG, "client identifier is not the registration");
        }
        boolean byCertificate = !request.certificates().isEmpty() && request.password().length == 0;
        Optional<Enrollment> individual = enrollments.individual(scope.get(), name.registrationId());
        return byCertificate
                ? byCertificate(scope.get(), individual, name, new ClientChain(request.certificates()))
                : bySas(scope.get(), individual, name, request.password());
    }

    private Authentication bySas(
            EnrollmentScope scope, Optional<Enrollment> individual, EnrollmentUserName name, byte[] password) {
        if (password.length == 0) {
            return failed(
                    scope, name, Reason.CREDENTIAL_REQUIRED, "no token and no certificate of " + name.registrationId());
        }
        Optional<SasToken> parsed = SasToken.parse(new String(password, StandardCharsets.UTF_8));
        if (parsed.isEmpty()) {
            return failed(scope, name, Reason.CREDENTIAL_MALFORMED, "");
        }
        SasToken token = parsed.get();
        if (!token.isOf(name.idScope(), List.of(EnrollmentUserName.REGISTRATIONS, name.registrationId()))) {
            return failed(scope, name, Reason.SCOPE_WRONG, "sr is not that of the registration");
        }
        if (!token.policy().equals("registration")) {
            return failed(scope, name, Reason.POLICY_UNKNOWN, "skn (expected: registration)");
        }
        if (token.expiresAtMillis() <= clock.millis()) {
            return failed(scope, name, Reason.CREDENTIAL_EXPIRED, "by the server's clock, which is " + clock.instant());
        }
        List<Enrollment> tried =
                individual.map(List::of).orElseGet(() -> enrollments.groups(scope, CredentialKind.SECRET));
        for (Enrollment enrollment : tried) {
            DeviceCredential keys = GroupKey.of(enrollment, name.registrationId());
            // Both are tried whatever the first says, so that it takes as long.
            if (keys.primary().map(token::isSignedWith).orElse(false)
                    | keys.secondary().map(token::isSignedWith).orElse(false)) {
                return identified(
                        scope,
                        enrollment,
                        name,
                        Authentication.Proof.SECRET,
                        OptionalLong.of(token.expiresAtMillis()),
                        "");
            }
        }
        return failed(
                scope,
                name,
                tried.isEmpty() ? Reason.UNIDENTIFIED : Reason.SIGNATURE_WRONG,
                "registration " + name.registrationId());
    }

    private Authentication byCertificate(
            EnrollmentScope scope, Optional<Enrollment> individual, EnrollmentUserName name, ClientChain chain) {
        if (!chain.commonName().text().equals(name.registrationId())) {
            return failed(scope, name, Reason.INVALID_CERTIFICATE, "common name is not the registration");
        }
        List<Enrollment> tried =
                individual.map(List::of).orElseGet(() -> enrollments.groups(scope, CredentialKind.AUTHORITY));
        Reason refusal = Reason.INVALID_CERTIFICATE;
        for (Enrollment enrollment : tried) {
            Optional<Reason> problem = problem(enrollment, chain);
            if (problem.isEmpty()) {
                return identified(
                        scope,
                        enrollment,
                        name,
                        Authentication.Proof.CERTIFICATE,
                        OptionalLong.empty(),
                        chain.thumbprints().get(0));
            }
            refusal = problem.get();
        }
        return failed(scope, name, refusal, "certificate of " + name.registrationId());
    }

    private Optional<Reason> problem(Enrollment enrollment, ClientChain chain) {
        DeviceCredential credential = enrollment.attestation().credential();
        return switch (credential.kind()) {
            case AUTHORITY ->
                chain.problemOnTheWayToOneOf(
                        Stream.of(
                                        enrollment.attestation().primaryPem(),
                                        enrollment.attestation().secondaryPem())
                                .flatMap(Optional::stream)
                                .toList(),
                        clock.instant());
            case THUMBPRINT -> {
                List<String> shown = chain.thumbprints();
                boolean known = shown.contains(credential.primaryThumbprint())
                        || shown.contains(credential.secondaryThumbprint());
                yield !known
                        ? Optional.of(Reason.INVALID_CERTIFICATE)
                        : chain.isValidAt(clock.instant()) ? Optional.empty() : Optional.of(Reason.CERTIFICATE_EXPIRED);
            }
            case SECRET, CERTIFICATE -> Optional.of(Reason.CREDENTIAL_KIND_WRONG);
        };
    }

    private Authentication identified(
            EnrollmentScope scope,
            Enrollment enrollment,
            EnrollmentUserName name,
            Authentication.Proof proof,
            OptionalLong validUntil,
            String thumbprint) {
        Optional<Hub> hub = registrations.hubFor(enrollment, scope.allocation(), name.registrationId());
        if (hub.isEmpty()) {
            return failed(
                    scope, name, Reason.UNIDENTIFIED, "there is no hub for registration " + name.registrationId());
        }
        KnownDevice nobodyYet = new KnownDevice(
                new DeviceIdentity(hub.get().id(), hub.get().name(), idOf(scope, name), name.registrationId()),
                ProvisioningDialect.NAME,
                ProductPlan.DEDICATED,
                hub.get().enabled(),
                enrollment.wanted().enabled(),
                false,
                false,
                new MessageFilters(MessageFilters.EVERYTHING.publish(), ProvisioningDialect.HEARS),
                false,
                hub.get().movedTo(),
                false);
        return new Authentication.Identified(
                nobodyYet, proof, validUntil, new ProvenRegistration(enrollment.id(), thumbprint).written());
    }

    private Authentication failed(EnrollmentScope scope, EnrollmentUserName name, Reason reason, String detail) {
        return new Authentication.Failed(
                reason, registrations.hubToTell(scope), idOf(scope, name), detail, "", Reason.NOT_AUTHORIZED);
    }

    /** Of who is no device: whoever guesses its key is slowed down by it. */
    private static String idOf(EnrollmentScope scope, EnrollmentUserName name) {
        return UUID.nameUUIDFromBytes((scope.name() + " " + name.registrationId()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
