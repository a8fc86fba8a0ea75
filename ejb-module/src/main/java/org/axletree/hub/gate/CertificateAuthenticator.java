package org.axletree.hub.gate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.provisioning.ProvisioningService;

/**
 * By client certificate (scaleway.md B7). Where there is a certificate, it alone decides: user name and client identifier are
 * asked only where owners of several projects claim it.
 */
final class CertificateAuthenticator implements Authenticator {
    private final CertificateRecognition recognition;
    private final ProvisioningService provisioning;
    private final Authenticator clouds;

    /** @param clouds who is asked about a certificate that is nobody's here */
    CertificateAuthenticator(
            CertificateRecognition recognition, ProvisioningService provisioning, Authenticator clouds) {
        this.recognition = recognition;
        this.provisioning = provisioning;
        this.clouds = clouds;
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
        Authentication elsewhere = clouds.authenticate(request);
        return isHeard(elsewhere, rejected.hubId())
                ? elsewhere
                : new Authentication.Failed(rejected.reason(), rejected.hubId());
    }

    @Override
    public String claimed(ConnectRequest request) {
        return clouds.claimed(request);
    }

    /** What a hub's authority signed is no other hub's business. */
    private static boolean isHeard(Authentication answer, String signersHubId) {
        if (answer instanceof Authentication.Identified identified) {
            return signersHubId.isEmpty()
                    || signersHubId.equals(identified.device().identity().hubId());
        }
        if (answer instanceof Authentication.Failed failed) {
            return signersHubId.isEmpty() || signersHubId.equals(failed.hubId());
        }
        return signersHubId.isEmpty() && answer instanceof Authentication.Contested;
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
                .filter(device -> device.dialect().equals(Registration.MANAGED.dialect())
                        && device.identity().deviceId().equalsIgnoreCase(shown))
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
