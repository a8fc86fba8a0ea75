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
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** The one key of the server. Looks at its file at each handshake and reads it if it has changed. */
final class RenewedKey extends X509ExtendedKeyManager {
    private static final Logger LOG = Logger.getLogger(RenewedKey.class.getName());
    private static final String ALIAS = "server";

    private final Path file;
    private final Path passwordFile;
    private volatile Loaded loaded = new Loaded(FileTime.fromMillis(0), null, new X509Certificate[0]);

    RenewedKey(Path directory) {
        this.file = directory.resolve("server.p12");
        this.passwordFile = directory.resolve("server.p12.password");
    }

    private record Loaded(FileTime time, PrivateKey key, X509Certificate[] chain) {}

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        X509Certificate[] chain = current().chain();
        return chain.length == 0 ? null : chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current().key();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        PrivateKey key = current().key();
        return key != null && keyType.startsWith(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String alias = chooseServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
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
        return new Loaded(time, key, Arrays.copyOf(chain, chain.length, X509Certificate[].class));
    }
}
