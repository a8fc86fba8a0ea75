package org.axletree.hub.gate;

import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;

/**
 * By client certificate (clouds.md B7). Where there is a certificate, it alone decides: user name and client identifier are
 * not asked.
 */
final class CertificateAuthenticator implements Authenticator {
    private final CertificateRecognition recognition;

    CertificateAuthenticator(CertificateRecognition recognition) {
        this.recognition = recognition;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        if (request.certificates().isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        CertificateRecognition.Verdict verdict = recognition.recognise(request.certificates());
        if (verdict instanceof CertificateRecognition.Known known) {
            return new Authentication.Identified(known.device());
        }
        if (verdict instanceof CertificateRecognition.Newcomer newcomer) {
            return new Authentication.Failed(Reason.UNIDENTIFIED, newcomer.hubId());
        }
        CertificateRecognition.Rejected rejected = (CertificateRecognition.Rejected) verdict;
        return new Authentication.Failed(rejected.reason(), rejected.hubId());
    }
}
