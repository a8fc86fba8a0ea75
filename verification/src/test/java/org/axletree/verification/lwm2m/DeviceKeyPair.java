package org.axletree.verification.lwm2m;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.Tls;

/**
 * The key pair that a device proves itself by, on P-256.
 *
 * @param certificate that signed itself
 * @param raw whether its public key is shown without the certificate
 */
record DeviceKeyPair(X509Certificate certificate, PrivateKey privateKey, boolean raw) {
    static DeviceKeyPair made(boolean raw) throws IOException, GeneralSecurityException {
        OwnersPki pki = new OwnersPki(OwnersPki.P_256);
        pki.root("meter");
        X509Certificate certificate = (X509Certificate)
                Tls.certificates(pki.file("meter.pem")).iterator().next();
        return new DeviceKeyPair(certificate, Tls.privateKey(pki.file("meter.key")), raw);
    }

    /** SHA-256 of what is shown, as the device is registered with. */
    String fingerprint() throws GeneralSecurityException {
        byte[] shown = raw ? certificate.getPublicKey().getEncoded() : certificate.getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown));
    }
}
