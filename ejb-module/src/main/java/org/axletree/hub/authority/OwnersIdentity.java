package org.axletree.hub.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.ServerIdentity;

/**
 * A certificate of the owner's own for the server, in two files that somebody else renews. They are looked at once a second,
 * and read anew when they have changed; while they do not fit together — one is written after the other — the former pair is
 * shown.
 */
final class OwnersIdentity {
    private static final Logger LOG = Logger.getLogger(OwnersIdentity.class.getName());
    private static final long QUIET_MILLIS = 1_000;

    private final Path certificate;
    private final Path key;
    private Loaded loaded;
    private Stamp seen;
    private long lookedAt;

    /** What tells whether the files have changed. */
    private record Stamp(FileTime certificate, FileTime key, long sizes) {}

    /** @param names that the certificate is for */
    record Loaded(ServerIdentity identity, Set<String> names) {}

    /** @throws IllegalArgumentException that says what is wrong with the files */
    OwnersIdentity(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        try {
            this.seen = stamp();
            this.loaded = read();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "AXLETREE_SERVER_CERTIFICATE, AXLETREE_SERVER_KEY: " + unreadable.getMessage()
                            + " (expected: readable files)",
                    unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "AXLETREE_SERVER_CERTIFICATE: " + certificate + " and " + key + ": " + wrong.getMessage(), wrong);
        }
    }

    synchronized Loaded current(long nowMillis) {
        if (Math.abs(nowMillis - lookedAt) >= QUIET_MILLIS) {
            lookedAt = nowMillis;
            look();
        }
        return loaded;
    }

    private void look() {
        try {
            Stamp now = stamp();
            if (!now.equals(seen)) {
                seen = now;
                loaded = read();
                LOG.log(Level.INFO, "The server''s certificate in {0} was read anew", certificate);
            }
        } catch (IOException | IllegalArgumentException unfit) {
            LOG.log(
                    Level.WARNING,
                    "The server''s certificate in {0} cannot be read, the former one is shown: {1}",
                    new Object[] {certificate, unfit.getMessage()});
        }
    }

    private Stamp stamp() throws IOException {
        return new Stamp(
                Files.getLastModifiedTime(certificate),
                Files.getLastModifiedTime(key),
                Files.size(certificate) * 31 + Files.size(key));
    }

    private Loaded read() throws IOException {
        List<X509Certificate> chain = Pem.chain(Files.readString(certificate, StandardCharsets.ISO_8859_1));
        PrivateKey secret = PrivateKeyPem.read(Files.readString(key, StandardCharsets.ISO_8859_1));
        if (!fits(chain.get(0), secret)) {
            throw new IllegalArgumentException("the key is another's (expected: that of the first certificate)");
        }
        return new Loaded(new ServerIdentity(chain, secret), HostNames.shownBy(chain.get(0)));
    }

    /** Whether what the key signs the certificate verifies. */
    private static boolean fits(X509Certificate leaf, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] something = {1, 2, 3};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(something);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(leaf.getPublicKey());
            verifying.update(something);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException | RuntimeException unfit) {
            return false;
        }
    }
}
