package org.axletree.hub.gate;

import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ChainVerifier;
import org.axletree.hub.authority.ChainVerifier.Rejected;
import org.axletree.hub.authority.ChainVerifier.Vouched;
import org.axletree.hub.registry.Directory;

/**
 * By client certificate: the hub whose authority signed it, and in that hub the device whose name is its common name
 * (clouds.md B7). Where there is a certificate, it alone decides: user name and client identifier are not asked.
 */
final class CertificateAuthenticator implements Authenticator {
    private final ChainVerifier verifier;
    private final Directory directory;

    CertificateAuthenticator(ChainVerifier verifier, Directory directory) {
        this.verifier = verifier;
        this.directory = directory;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        if (request.certificates().isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        ChainVerifier.Verdict verdict = verifier.verify(request.certificates());
        if (verdict instanceof Rejected rejected) {
            return new Authentication.Failed(rejected.reason(), rejected.hubId());
        }
        Vouched vouched = (Vouched) verdict;
        return directory
                .deviceByName(vouched.hubId(), vouched.commonName())
                .<Authentication>map(Authentication.Identified::new)
                .orElseGet(() -> new Authentication.Failed(Reason.UNIDENTIFIED, vouched.hubId()));
    }
}
