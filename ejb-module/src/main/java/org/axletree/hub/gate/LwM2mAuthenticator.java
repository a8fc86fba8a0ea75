package org.axletree.hub.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiLogin;
import org.axletree.hub.registry.huawei.ObjectDevices;

/**
 * As an LwM2M device does (docs/reference/dialects/huawei.md N5 to N7): its endpoint name is its node id, the client identifier of
 * the request; with DTLS the identity of its key, the user name of the request, is the same. Nobody else is asked about
 * such a device.
 */
final class LwM2mAuthenticator implements Authenticator {
    /** How the protocol of such a request begins. */
    static final String PROTOCOL = "LwM2M";

    private final HuaweiDirectory directory;
    private final ObjectDevices speakers;
    private final Clock clock;

    LwM2mAuthenticator(HuaweiDirectory directory, ObjectDevices speakers, Clock clock) {
        this.directory = directory;
        this.speakers = speakers;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        if (!request.protocol().startsWith(PROTOCOL)) {
            return Authentication.NOTHING_SHOWN;
        }
        boolean proved = request.security() == ConnectionSecurity.PRESHARED_KEY;
        String node = proved ? request.userName() : request.clientId();
        return directory
                .loginOfNode(node)
                .map(login -> judged(login, request, proved, clock.instant()))
                .orElseGet(() -> new Authentication.Failed(Reason.ENDPOINT_NAME_UNKNOWN, ""));
    }

    private Authentication judged(HuaweiLogin login, ConnectRequest request, boolean proved, Instant now) {
        KnownDevice device = login.device();
        Optional<Reason> problem = problem(login, request, proved, now);
        if (problem.isPresent()) {
            return new Authentication.Failed(
                    problem.get(), device.identity().hubId(), device.identity().deviceId(), "", "", problem.get());
        }
        if (!request.rehearsed()) {
            if (!login.activated() && device.enabled() && device.hubEnabled()) {
                directory.activate(device.identity().deviceId(), now);
            }
            speakers.add(device.identity());
        }
        return new Authentication.Identified(
                device, proved ? Authentication.Proof.CERTIFICATE : Authentication.Proof.NAMED);
    }

    private static Optional<Reason> problem(HuaweiLogin login, ConnectRequest request, boolean proved, Instant now) {
        if (login.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of(Reason.DEVICE_UNKNOWN);
        }
        if (login.device().allowInsecure() == proved) {
            return Optional.of(proved ? Reason.DTLS_NOT_FOR_DEVICE : Reason.DTLS_REQUIRED);
        }
        if (login.credential().kind() != CredentialKind.SECRET) {
            return Optional.of(Reason.CREDENTIAL_KIND_WRONG);
        }
        if (proved && !request.clientId().equals(request.userName())) {
            return Optional.of(Reason.ENDPOINT_NAME_WRONG);
        }
        return login.child() ? Optional.of(Reason.CHILD_CONNECTS) : Optional.empty();
    }
}
