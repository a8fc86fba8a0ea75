package org.axletree.mqtt.listener;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.axletree.core.door.ServerIdentity;
import org.axletree.mqtt.connection.RequestedName;

/**
 * Shows each client the certificate for the name that it asks for, as the hub says. Where the hub cannot say, the client is
 * shown the one that the door was opened with.
 */
final class IdentityByName extends X509ExtendedKeyManager {
    private static final Logger LOG = Logger.getLogger(IdentityByName.class.getName());

    /** Handshakes that are under way name theirs by alias: far more than there can be at once. */
    static final int MOST_REMEMBERED = 4_096;

    private final ServerIdentity standard;
    private final Handshakes handshakes;

    private final Map<String, ServerIdentity> byAlias = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ServerIdentity> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    IdentityByName(ServerIdentity standard, Handshakes handshakes) {
        this.standard = standard;
        this.handshakes = handshakes;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        ServerIdentity identity = identityFor(RequestedName.of(engine));
        if (!identity.key().getAlgorithm().equals(keyType)) {
            return null;
        }
        String alias = identity.fingerprint();
        synchronized (byAlias) {
            byAlias.put(alias, identity);
        }
        return alias;
    }

    private ServerIdentity identityFor(String serverName) {
        try {
            return handshakes
                    .inflow()
                    .flatMap(inflow -> inflow.identityFor(serverName))
                    .orElse(standard);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The certificate for " + serverName + " could not be had", failure);
            return standard;
        }
    }

    private Optional<ServerIdentity> known(String alias) {
        synchronized (byAlias) {
            return Optional.ofNullable(byAlias.get(alias));
        }
    }

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

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null; // nobody here has sockets
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null; // they are not known before somebody asks
    }

    /** The server is nobody's client. */
    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
