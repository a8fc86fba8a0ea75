package org.axletree.hub.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiLogin;
import org.axletree.hub.registry.huawei.ObjectDevices;

/**
 * As an LwM2M device does (docs/reference/dialects/huawei.md N5 to N7): its endpoint name is its node id, the client identifier of
 * the request. With DTLS it proves itself by its secret, whose identity is the same name, by its certificate, or by a public key
 * without one. Nobody else is asked about such a device.
 */
final class LwM2mAuthenticator implements Authenticator {
    /** How the protocol of such a request begins. */
    static final String PROTOCOL = "LwM2M";

    private final HuaweiDirectory directory;
    private final ObjectDevices speakers;
    private final HuaweiCertificates certificates;
    private final Clock clock;

    LwM2mAuthenticator(
            HuaweiDirectory directory, ObjectDevices speakers, HuaweiCertificates certificates, Clock clock) {
        this.directory = directory;
        this.speakers = speakers;
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        return authenticate(request, nodeId -> directory.loginOfNode(nodeId));
    }

    @Override
    public Authenticator preparedFor(Collection<ConnectRequest> requests) {
        List<String> nodeIds = requests.stream()
                .filter(LwM2mAuthenticator::isSpoken)
                .map(LwM2mAuthenticator::nodeId)
                .toList();
        if (nodeIds.size() <= 1) {
            return this;
        }
        Map<String, HuaweiLogin> logins = directory.loginsOfNodes(nodeIds);
        return request -> authenticate(request, nodeId -> Optional.ofNullable(logins.get(nodeId)));
    }

    private Authentication authenticate(ConnectRequest request, Function<String, Optional<HuaweiLogin>> logins) {
        if (!isSpoken(request)) {
            return Authentication.NOTHING_SHOWN;
        }
        return logins.apply(nodeId(request))
                .map(login -> judged(login, request, clock.instant()))
                .orElseGet(() -> new Authentication.Failed(Reason.ENDPOINT_NAME_UNKNOWN, ""));
    }

    private static boolean isSpoken(ConnectRequest request) {
        return request.protocol().startsWith(PROTOCOL);
    }

    private static String nodeId(ConnectRequest request) {
        return request.security() == ConnectionSecurity.PRESHARED_KEY ? request.userName() : request.clientId();
    }

    private Authentication judged(HuaweiLogin login, ConnectRequest request, Instant now) {
        KnownDevice device = login.device();
        Optional<Authentication> refusal = problem(login, request, now)
                .<Authentication>map(problem -> new Authentication.Failed(problem, device, ""))
                .or(() -> proofRefused(login, request, now));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return new Authentication.Identified(
                device,
                request.security() == ConnectionSecurity.PLAIN
                        ? Authentication.Proof.NAMED
                        : Authentication.Proof.CERTIFICATE,
                () -> arrived(login, request, now));
    }

    private Optional<Authentication.Failed> arrived(HuaweiLogin login, ConnectRequest request, Instant now) {
        DeviceIdentity device = login.device().identity();
        Optional<Authentication.Failed> late =
                certificates.arrived(login, request, request.security() == ConnectionSecurity.MUTUAL_TLS, now);
        if (late.isEmpty()) {
            speakers.add(device.deviceId(), device.deviceName());
        }
        return late;
    }

    private static Optional<Reason> problem(HuaweiLogin login, ConnectRequest request, Instant now) {
        boolean secure = request.security() != ConnectionSecurity.PLAIN;
        if (login.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of(Reason.DEVICE_UNKNOWN);
        }
        if (login.device().allowInsecure() == secure) {
            return Optional.of(secure ? Reason.DTLS_NOT_FOR_DEVICE : Reason.DTLS_REQUIRED);
        }
        if (login.credential().kind() != kindFor(request.security())) {
            return Optional.of(Reason.CREDENTIAL_KIND_WRONG);
        }
        if (request.security() == ConnectionSecurity.PRESHARED_KEY
                && !request.clientId().equals(request.userName())) {
            return Optional.of(Reason.ENDPOINT_NAME_WRONG);
        }
        return Optional.empty();
    }

    private static CredentialKind kindFor(ConnectionSecurity security) {
        return switch (security) {
            case PLAIN, PRESHARED_KEY -> CredentialKind.SECRET;
            default -> CredentialKind.THUMBPRINT;
        };
    }

    /** What the handshake proved may be another device's. */
    private Optional<Authentication> proofRefused(HuaweiLogin login, ConnectRequest request, Instant now) {
        return switch (request.security()) {
            case MUTUAL_TLS -> certificates.refusal(login, request, now);
            case RAW_PUBLIC_KEY -> rawKeyRefused(login, request.userName());
            default -> Optional.empty(); // the key's identity is the endpoint name
        };
    }

    private static Optional<Authentication> rawKeyRefused(HuaweiLogin login, String fingerprint) {
        boolean known = fingerprint.equals(login.credential().primaryThumbprint())
                || fingerprint.equals(login.credential().secondaryThumbprint());
        return known
                ? Optional.empty()
                : Optional.of(new Authentication.Failed(
                        Reason.INVALID_CERTIFICATE,
                        login.device(),
                        "the fingerprint of its raw public key is another"));
    }
}
