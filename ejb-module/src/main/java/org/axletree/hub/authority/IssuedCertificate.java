package org.axletree.hub.authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Objects;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A certificate and the private key that belongs to it. The key is shown once and kept nowhere.
 *
 * @param keyPem PKCS#1 PEM ({@code RSA PRIVATE KEY}); not in {@link #toString()}
 */
public record IssuedCertificate(DeviceCertificate certificate, String keyPem) {
    public IssuedCertificate {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(keyPem, "keyPem");
    }

    /** The certificate, as PEM. */
    public String certificatePem() {
        return certificate.pem();
    }

    /** The key as PKCS#8 PEM ({@code PRIVATE KEY}): Java's and Netty's clients read no other. */
    public String pkcs8Pem() {
        try {
            return Pem.of("PRIVATE KEY", key().getEncoded());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The key and its certificate in one file, as PKCS#12.
     *
     * @param hubAuthority the certificate that vouches for it, as PEM
     */
    public byte[] pkcs12(String alias, String hubAuthority, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {Pem.certificate(certificatePem()), Pem.certificate(hubAuthority)};
            store.setKeyEntry(alias, new JcaPEMKeyConverter().getPrivateKey(key()), password, chain);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            store.store(file, password);
            return file.toByteArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has PKCS#12", impossible);
        }
    }

    private PrivateKeyInfo key() throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(keyPem))) {
            if (parser.readObject() instanceof PEMKeyPair pair) {
                return pair.getPrivateKeyInfo();
            }
        }
        throw new IOException("no key found (expected: PKCS#1, PEM)");
    }

    @Override
    public String toString() {
        return "IssuedCertificate[…]";
    }
}
