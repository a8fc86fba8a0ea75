package org.axletree.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.axletree.core.door.IdentityDesk;
import org.axletree.core.door.ServerIdentity;

/**
 * The keys of the server: for each name the one that the hub says, and until it is there the one of its file. Looks at that at
 * each handshake and reads it if it has changed.
 */
public final class RenewedKey extends X509ExtendedKeyManager {
    private static final Logger LOG = Logger.getLogger(RenewedKey.class.getName());
    private static final String ALIAS = "server";

    /** Handshakes that are under way name theirs by alias: far more than there can be at once. */
    private static final int MOST_REMEMBERED = 4_096;

    private final Path file;
    private final Path passwordFile;
    private volatile Loaded loaded = new Loaded(FileTime.fromMillis(0), Optional.empty());

    private final Map<String, ServerIdentity> byAlias = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ServerIdentity> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param directory with the files {@code server.p12} and {@code server.p12.password}, as soon as they are there */
    public RenewedKey(Path directory) {
        this.file = directory.resolve("server.p12");
        this.passwordFile = directory.resolve("server.p12.password");
    }

    private record Loaded(FileTime time, Optional<ServerIdentity> identity) {}

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return known(alias)
                .map(identity -> identity.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return known(alias).map(ServerIdentity::key).orElse(null);
    }

    private Optional<ServerIdentity> known(String alias) {
        synchronized (byAlias) {
            return Optional.ofNullable(byAlias.get(alias));
        }
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType, serverName(engine)).orElse(null);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType, "").orElse(null);
    }

    private Optional<String> alias(String keyType, String serverName) {
        return identityFor(serverName)
                .filter(identity -> identity.key().getAlgorithm().equals(keyType))
                .map(identity -> {
                    String alias = identity.fingerprint();
                    synchronized (byAlias) {
                        byAlias.put(alias, identity);
                    }
                    return alias;
                });
    }

    private Optional<ServerIdentity> identityFor(String serverName) {
        try {
            return IdentityDesk.ask(serverName).or(() -> current().identity());
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The certificate for " + serverName + " could not be had", failure);
            return current().identity();
        }
    }

    private static String serverName(SSLEngine engine) {
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                        .orElse("")
                : "";
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return alias(keyType, "").map(alias -> new String[] {alias}).orElse(null);
    }

    /** The server is nobody's client with this key. */
    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    /** If the file cannot be read — it is not there yet, or half of a pair has changed — the former key is shown. */
    private Loaded current() {
        Loaded former = loaded;
        try {
            if (Files.notExists(file)) {
                return former;
            }
            FileTime time = Files.getLastModifiedTime(file);
            if (!time.equals(former.time())) {
                loaded = read(time);
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.log(Level.WARNING, "The server''s certificate in {0} cannot be read: {1}", new Object[] {file, e});
        }
        return loaded;
    }

    private Loaded read(FileTime time) throws IOException, GeneralSecurityException {
        char[] password = Files.readString(passwordFile).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        Certificate[] chain = store.getCertificateChain(ALIAS);
        if (chain == null || !(store.getKey(ALIAS, password) instanceof PrivateKey key)) {
            throw new GeneralSecurityException("no key of the name " + ALIAS);
        }
        List<X509Certificate> certificates =
                Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        return new Loaded(time, Optional.of(new ServerIdentity(certificates, key)));
    }
}
