package org.axletree.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.FileProblem;

/** Whom a connection trusts: the authorities in a file, and nobody else. */
public final class Trust {
    private Trust() {}

    static SSLContext in(Path file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(file).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw unreadable(file);
        }
    }

    public static TrustManagerFactory managers(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority" + count++, each);
            }
            if (count == 0) {
                throw unreadable(file);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers;
        } catch (GeneralSecurityException none) {
            throw unreadable(file);
        } catch (IOException unreadable) {
            throw FileProblem.unreadable(file, unreadable, "certificates of authorities in PEM");
        }
    }

    private static Failure unreadable(Path file) {
        return Failure.usage("the file " + file + " has no certificate (expected: certificates of authorities in PEM)");
    }
}
