package org.axletree.coap.endpoint;

import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.axletree.core.door.ServerIdentity;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;

/** What the hub shows of itself where no key is agreed upon: the certificate of its other TLS ports, or its public key alone. */
final class ServerCertificate implements CertificateProvider {
    private volatile ServerIdentity identity;

    ServerCertificate(ServerIdentity identity) {
        this.identity = identity;
    }

    ServerIdentity identity() {
        return identity;
    }

    void renew(ServerIdentity other) {
        identity = other;
    }

    @Override
    public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
        return List.of(CertificateKeyAlgorithm.EC, CertificateKeyAlgorithm.RSA);
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return List.of(CertificateType.X_509, CertificateType.RAW_PUBLIC_KEY);
    }

    /** Scandium sends the chain, or the key of the leaf where the device asks for that. */
    @Override
    public CertificateIdentityResult requestCertificateIdentity(
            ConnectionId connection,
            boolean client,
            List<X500Principal> issuers,
            ServerNames names,
            List<CertificateKeyAlgorithm> keyAlgorithms,
            List<SignatureAndHashAlgorithm> signatures,
            List<SupportedGroup> curves) {
        ServerIdentity now = identity;
        CertificateKeyAlgorithm own =
                CertificateKeyAlgorithm.getAlgorithm(now.chain().get(0).getPublicKey());
        return keyAlgorithms == null || keyAlgorithms.contains(own)
                ? new CertificateIdentityResult(connection, now.key(), now.chain())
                : new CertificateIdentityResult(connection);
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        // Nothing is answered later.
    }
}
