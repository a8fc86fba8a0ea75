package org.axletree.hub.gate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.provisioning.ProvisioningService;

/**
 * By client certificate (scaleway.md B7). Where there is a certificate, it alone decides: user name and client identifier are
 * asked only where owners of several projects claim it.
 */
final class CertificateAuthenticator implements Authenticator {
    private final CertificateRecognition recognition;
    private final ProvisioningService provisioning;

    CertificateAuthenticator(CertificateRecognition recognition, ProvisioningService provisioning) {
        this.recognition = recognition;
        this.provisioning = provisioning;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        if (request.certificates().isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        CertificateRecognition.Verdict verdict = recognition.recognise(request.certificates());
        if (verdict instanceof CertificateRecognition.Known known) {
            return new Authentication.Identified(known.device(), Authentication.Proof.CERTIFICATE);
        }
        if (verdict instanceof CertificateRecognition.Unprovisioned unknown) {
            return taken(unknown, request);
        }
        if (verdict instanceof CertificateRecognition.Contested contested) {
            return named(contested.claimants(), request);
        }
        CertificateRecognition.Rejected rejected = (CertificateRecognition.Rejected) verdict;
        return new Authentication.Failed(rejected.reason(), rejected.hubId());
    }

    /** Of several that claim the certificate, the one whose id the device has from its owner, as user name or client id. */
    private static Authentication named(List<KnownDevice> claimants, ConnectRequest request) {
        return claimant(claimants, request.userName())
                .or(() -> claimant(claimants, request.clientId()))
                .<Authentication>map(device -> new Authentication.Identified(device, Authentication.Proof.CERTIFICATE))
                .orElseGet(() -> new Authentication.Contested(
                        claimants.stream().map(KnownDevice::identity).toList()));
    }

    private static Optional<KnownDevice> claimant(List<KnownDevice> claimants, String shown) {
        return claimants.stream()
                .filter(device -> device.identity().deviceId().equalsIgnoreCase(shown))
                .findFirst();
    }

    private Authentication taken(CertificateRecognition.Unprovisioned unknown, ConnectRequest request) {
        ProvisioningService.Outcome outcome = request.rehearsed()
                ? provisioning.rehearse(unknown.hubId(), unknown.name())
                : provisioning.take(unknown.hubId(), unknown.name(), request.remoteAddress());
        if (outcome instanceof ProvisioningService.Taken taken) {
            return new Authentication.Identified(
                    taken.device(), Authentication.Proof.CERTIFICATE, taken.created(), OptionalLong.empty(), "");
        }
        ProvisioningService.NotTaken refused = (ProvisioningService.NotTaken) outcome;
        return new Authentication.Failed(
                refused.reason(), unknown.hubId(), refused.detail(), refused.serverReference());
    }
}
