package org.axletree.hub.gate;

import java.util.OptionalLong;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.hub.registry.provisioning.ProvisioningService;

/**
 * By client certificate (clouds.md B7). Where there is a certificate, it alone decides: user name and client identifier are
 * not asked.
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
            return taken(unknown, request.remoteAddress());
        }
        CertificateRecognition.Rejected rejected = (CertificateRecognition.Rejected) verdict;
        return new Authentication.Failed(rejected.reason(), rejected.hubId());
    }

    private Authentication taken(CertificateRecognition.Unprovisioned unknown, String address) {
        ProvisioningService.Outcome outcome = provisioning.take(unknown.hubId(), unknown.name(), address);
        if (outcome instanceof ProvisioningService.Taken taken) {
            return new Authentication.Identified(
                    taken.device(), Authentication.Proof.CERTIFICATE, taken.created(), OptionalLong.empty(), "");
        }
        ProvisioningService.NotTaken refused = (ProvisioningService.NotTaken) outcome;
        return new Authentication.Failed(
                refused.reason(), unknown.hubId(), refused.detail(), refused.serverReference());
    }
}
