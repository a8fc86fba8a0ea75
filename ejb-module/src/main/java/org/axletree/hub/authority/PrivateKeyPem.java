package org.axletree.hub.authority;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** A private key as tools write it: PKCS#8, or the older forms of OpenSSL. */
final class PrivateKeyPem {
    private PrivateKeyPem() {}

    /** @throws IllegalArgumentException if the text has no key, or one with a password */
    static PrivateKey read(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (found instanceof PrivateKeyInfo key) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
                if (found instanceof PEMEncryptedKeyPair || found instanceof PKCS8EncryptedPrivateKeyInfo) {
                    throw new IllegalArgumentException("a key with a password (expected: one without)");
                }
            }
        } catch (IOException | IllegalStateException | ClassCastException unreadable) {
            throw new IllegalArgumentException("a key that cannot be read (expected: a private key, PEM)", unreadable);
        }
        throw new IllegalArgumentException("no key (expected: a private key, PEM)");
    }
}
