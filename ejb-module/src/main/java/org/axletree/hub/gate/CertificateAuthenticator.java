package org.axletree.hub.gate;

import java.util.OptionalLong;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.hub.registry.newcomer.NewcomerService;

/**
 * By client certificate (clouds.md B7). Where there is a certificate, it alone decides: user name and client identifier are
 * not asked.
 */
final class CertificateAuthenticator implements Authenticator {
    private final CertificateRecognition recognition;
    private final NewcomerService newcomers;

    CertificateAuthenticator(CertificateRecognition recognition, NewcomerService newcomers) {
        this.recognition = recognition;
        this.newcomers = newcomers;
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
        if (verdict instanceof CertificateRecognition.Newcomer newcomer) {
            return taken(newcomer, request.remoteAddress());
        }
        CertificateRecognition.Rejected rejected = (CertificateRecognition.Rejected) verdict;
        return new Authentication.Failed(rejected.reason(), rejected.hubId());
    }

    private Authentication taken(CertificateRecognition.Newcomer newcomer, String address) {
        NewcomerService.Outcome outcome = newcomers.take(newcomer.hubId(), newcomer.name(), address);
        if (outcome instanceof NewcomerService.Taken taken) {
            return new Authentication.Identified(
                    taken.device(), Authentication.Proof.CERTIFICATE, taken.created(), OptionalLong.empty(), "");
        }
        NewcomerService.NotTaken refused = (NewcomerService.NotTaken) outcome;
        return new Authentication.Failed(
                refused.reason(), newcomer.hubId(), refused.detail(), refused.serverReference());
    }
}
