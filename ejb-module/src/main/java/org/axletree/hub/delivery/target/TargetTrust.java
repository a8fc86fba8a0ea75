package org.axletree.hub.delivery.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom a target with TLS is believed: the authorities of the JDK, or one that the route brings. */
public final class TargetTrust {
    private static final int LONGEST = 100_000;

    private TargetTrust() {}

    /** What is wrong with authorities as PEM; empty if nothing is, or there are none. */
    public static Optional<String> problem(String pem) {
        if (pem.isEmpty()) {
            return Optional.empty();
        }
        if (pem.length() > LONGEST) {
            return Optional.of(pem.length() + " characters (expected: at most " + LONGEST + ")");
        }
        try {
            return authorities(pem).isEmpty()
                    ? Optional.of("has no certificate (expected: certificates as PEM)")
                    : Optional.empty();
        } catch (CertificateException e) {
            return Optional.of("cannot be read (expected: certificates as PEM)");
        }
    }

    /**
     * @param pem authorities; empty for those of the JDK
     * @throws IllegalStateException if they cannot be read
     */
    public static SSLContext context(String pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(pem).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** The same for clients that make their own contexts. */
    public static TrustManagerFactory trust(String pem) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (pem.isEmpty()) {
                trust.init((KeyStore) null);
                return trust;
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities(pem)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            trust.init(store);
            return trust;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("ca_cert_pem: cannot be read (expected: certificates as PEM)", e);
        }
    }

    private static Collection<? extends Certificate> authorities(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
