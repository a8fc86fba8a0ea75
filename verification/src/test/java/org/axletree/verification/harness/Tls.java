package org.axletree.verification.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** What a device brings to a TLS handshake: the CA it trusts, and perhaps its own certificate. */
public final class Tls {
    private static final char[] NO_SECRET = "x".toCharArray();
    private static final int PATIENCE_MS = 60_000;

    private final SSLContext context;

    private Tls(Path authority, KeyManager[] keys) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(keys, trust(authority).getTrustManagers(), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManagerFactory trust(Path authority) throws GeneralSecurityException, IOException {
        KeyStore trusted = emptyStore();
        int count = 0;
        for (Certificate each : certificates(authority)) {
            trusted.setCertificateEntry("ca" + count++, each);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }

    /** For clients that make their own handshakes: trusts the server's CA. */
    public static TrustManagerFactory trustManagers(RunningHub hub) {
        try {
            return trust(hub.serverAuthority());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts the server's CA and shows nothing of itself. */
    public static Tls trusting(RunningHub hub) {
        return new Tls(hub.serverAuthority(), new KeyManager[0]);
    }

    /** Trusts the server's CA and shows a certificate. */
    public static Tls trusting(RunningHub hub, Path certificate, Path key) {
        return new Tls(hub.serverAuthority(), keyManagers(certificate, key));
    }

    /** Trusts another CA than the server's. */
    public static Tls trustingFile(Path authority) {
        return new Tls(authority, new KeyManager[0]);
    }

    public SSLContext context() {
        return context;
    }

    /** Connects and shakes hands; checks that the certificate is for the host. */
    public SSLSocket connect(String host, int port) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(PATIENCE_MS);
        socket.startHandshake();
        return socket;
    }

    /** The certificate that the server shows now. */
    public static X509Certificate shownBy(RunningHub hub, int port) {
        try (SSLSocket socket = trusting(hub).connect("localhost", port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyManager[] keyManagers(Path certificate, Path key) {
        try {
            KeyStore own = emptyStore();
            own.setKeyEntry(
                    "device",
                    privateKey(key),
                    NO_SECRET,
                    certificates(certificate).toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(own, NO_SECRET);
            return managers.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** The certificates of a file. */
    public static Collection<? extends Certificate> certificates(Path pem)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    /** The private key of a file. */
    public static PrivateKey privateKey(Path pem) throws IOException {
        try (Reader reader = Files.newBufferedReader(pem);
                PEMParser parser = new PEMParser(reader)) {
            Object parsed = parser.readObject();
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return parsed instanceof PEMKeyPair pair
                    ? converter.getKeyPair(pair).getPrivate()
                    : converter.getPrivateKey((PrivateKeyInfo) parsed);
        }
    }
}
