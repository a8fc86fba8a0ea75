package org.axletree.hub.authority;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM (RFC 7468), the form in which certificates and keys leave and enter the hub. */
final class Pem {
    private Pem() {}

    static String of(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static String of(X509Certificate certificate) {
        try {
            return of("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException if the text does not begin with a certificate */
    static X509Certificate certificate(String pem) {
        return read(pem, false);
    }

    /** @throws IllegalArgumentException if the text is not exactly one certificate */
    static X509Certificate onlyCertificate(String pem) {
        return read(pem, true);
    }

    /**
     * A chain as it stands in one file, leaf first.
     *
     * @throws IllegalArgumentException if there is none
     */
    static List<X509Certificate> chain(String pem) {
        List<X509Certificate> chain = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof X509CertificateHolder holder) {
                    chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (IOException | CertificateException | IllegalStateException | ClassCastException unreadable) {
            throw new IllegalArgumentException("cannot be read (expected: certificates, PEM)", unreadable);
        }
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate found (expected: certificates, PEM)");
        }
        return chain;
    }

    private static X509Certificate read(String pem, boolean alone) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof X509CertificateHolder holder) {
                if (alone && parser.readPemObject() != null) {
                    throw new IllegalArgumentException("more than one object (expected: one certificate, PEM)");
                }
                return new JcaX509CertificateConverter().getCertificate(holder);
            }
        } catch (IOException | CertificateException | IllegalStateException | ClassCastException unreadable) {
            // The parser throws all of them at what merely looks like a certificate.
            throw new IllegalArgumentException("cannot be read (expected: one certificate, PEM)", unreadable);
        }
        throw new IllegalArgumentException("no certificate found (expected: one certificate, PEM)");
    }
}
