package org.axletree.hub.gate;

import java.time.Instant;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.registry.authority.DeviceAuthorityDirectory;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiLogin;

/**
 * Whether a certificate is that of a Huawei device, over MQTT and over LwM2M alike (docs/reference/dialects/huawei.md N9): by the
 * fingerprint that is known; or, where none is, by a certificate that a verified authority of the hub vouches for, whose
 * fingerprint is the device's from then on.
 */
final class HuaweiCertificates {
    private final HuaweiDirectory directory;
    private final DeviceAuthorityDirectory authorities;

    HuaweiCertificates(HuaweiDirectory directory, DeviceAuthorityDirectory authorities) {
        this.directory = directory;
        this.authorities = authorities;
    }

    /** Why the certificates that were shown are not the device's; empty if they are. */
    Optional<Authentication> refusal(HuaweiLogin login, ConnectRequest request, Instant now) {
        KnownDevice device = login.device();
        if (request.certificates().isEmpty()) {
            return failed(device, Reason.CREDENTIAL_REQUIRED, "no certificate");
        }
        ClientChain chain = new ClientChain(request.certificates());
        if (!chain.isValidAt(now)) {
            return failed(device, Reason.CERTIFICATE_EXPIRED, "");
        }
        SealedCredential known = login.credential();
        if (chain.thumbprints().contains(known.primaryThumbprint())
                || chain.thumbprints().contains(known.secondaryThumbprint())) {
            return Optional.empty();
        }
        return known.primaryThumbprint().isEmpty()
                ? first(device, chain, now)
                : failed(device, Reason.INVALID_CERTIFICATE, "its fingerprint is another");
    }

    private Optional<Authentication> first(KnownDevice device, ClientChain chain, Instant now) {
        Optional<Reason> problem =
                chain.problemOnTheWayToOneOf(authorities.named(device.identity().hubId(), chain.issuers()), now);
        if (problem.isPresent()) {
            return failed(device, problem.get(), "no verified authority of the hub vouches for it");
        }
        String name = chain.commonName().text();
        if (!name.equals(device.identity().deviceName())
                && directory.login(name).isPresent()) {
            return failed(device, Reason.INVALID_CERTIFICATE, "it is another device's");
        }
        return Optional.empty();
    }

    /**
     * Writes down that a device has come: its registration does not end any more, and one without a fingerprint is known by the
     * certificates that it comes in with, from now on. To be asked last: a certificate that is refused for whatever else is not the
     * device's.
     *
     * @param byCertificate whether they are what it has proved itself by
     * @return why it cannot come in with them after all
     */
    Optional<Authentication.Failed> arrived(
            HuaweiLogin login, ConnectRequest request, boolean byCertificate, Instant now) {
        Optional<Authentication.Failed> late = byCertificate ? fixed(login, request) : Optional.empty();
        if (late.isEmpty() && !login.activated()) {
            directory.activate(login.device().identity().deviceId(), now);
        }
        return late;
    }

    private Optional<Authentication.Failed> fixed(HuaweiLogin login, ConnectRequest request) {
        KnownDevice device = login.device();
        ClientChain chain = new ClientChain(request.certificates());
        boolean settled = !login.credential().primaryThumbprint().isEmpty()
                || chain.thumbprints().contains(login.credential().secondaryThumbprint())
                || directory.fixFingerprint(device.identity().deviceId(), chain.fingerprint());
        return settled
                ? Optional.empty()
                : Optional.of(new Authentication.Failed(
                        Reason.INVALID_CERTIFICATE, device, "another certificate was quicker"));
    }

    private static Optional<Authentication> failed(KnownDevice device, Reason reason, String detail) {
        return Optional.of(new Authentication.Failed(reason, device, detail));
    }
}
