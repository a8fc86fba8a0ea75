package org.axletree.hub.authority;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.home.StateDirectory;

/**
 * The folder {@code tls} of the state directory: the server's authority ({@code ca.pem}, and {@code ca.key}, sealed), and
 * its certificate ({@code server.pem}, and with its key {@code server.p12}, alias {@code server}, password in {@code
 * server.p12.password}). The web listener reads the latter too.
 */
final class ServerFiles {
    private static final String AUTHORITY = "tls/ca.pem";
    private static final String AUTHORITY_KEY = "tls/ca.key";
    private static final String CERTIFICATE = "tls/server.pem";
    private static final String STORE = "tls/server.p12";
    private static final String STORE_PASSWORD = "tls/server.p12.password";
    private static final String ALIAS = "server";

    private final StateDirectory home;
    private final SecretBox secretBox;
    private final String keyContext;

    /** A certificate authority with its key. */
    record Authority(X509Certificate certificate, PrivateKey key) {
        @Override
        public String toString() {
            return "Authority[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    ServerFiles(StateDirectory home, SecretBox secretBox, String keyContext) {
        this.home = home;
        this.secretBox = secretBox;
        this.keyContext = keyContext;
    }

    /**
     * The authority of the files, or this one, which they then hold. The key is written first: a key without a certificate
     * is made anew, but a certificate that clients may already have needs its key.
     *
     * @throws IllegalStateException if the key cannot be opened with the master key, or is missing
     */
    Authority authority(Supplier<Authority> fresh) {
        if (!Files.exists(home.file(AUTHORITY))) {
            Authority made = fresh.get();
            home.replace(AUTHORITY_KEY, secretBox.seal(keyContext, made.key().getEncoded()));
            home.replace(AUTHORITY, Pem.of(made.certificate()).getBytes(StandardCharsets.US_ASCII));
            return made;
        }
        X509Certificate certificate = Pem.certificate(new String(read(AUTHORITY), StandardCharsets.US_ASCII));
        byte[] secret = secretBox.open(keyContext, read(AUTHORITY_KEY));
        try {
            PrivateKey key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(secret));
            return new Authority(certificate, key);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(home.file(AUTHORITY_KEY) + ": not the key of " + AUTHORITY, failure);
        }
    }

    boolean hasIdentity() {
        return Files.exists(home.file(STORE));
    }

    /** The certificate and key of the files; empty if there are none, or none that can be read. */
    Optional<ServerIdentity> identity() {
        if (!hasIdentity()) {
            return Optional.empty();
        }
        char[] password = password();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(read(STORE)), password);
            if (store.getKey(ALIAS, password) instanceof PrivateKey key
                    && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
                return Optional.of(new ServerIdentity(List.of(certificate), key));
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException unreadable) {
            return Optional.empty(); // damaged, or of another password: a new one is as good
        }
    }

    void write(ServerIdentity identity) {
        home.directory("tls");
        char[] password = password();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, identity.key(), password, identity.chain().toArray(Certificate[]::new));
            store.store(bytes, password);
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(home.file(STORE) + ": cannot be made", failure);
        }
        home.replace(CERTIFICATE, Pem.of(identity.chain().get(0)).getBytes(StandardCharsets.US_ASCII));
        home.replace(STORE, bytes.toByteArray());
    }

    private char[] password() {
        home.directory("tls");
        return home.secret(STORE_PASSWORD, 24).toCharArray();
    }

    private byte[] read(String name) {
        Path file = home.file(name);
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(new IOException(file + ": missing or not readable", failure));
        }
    }
}
