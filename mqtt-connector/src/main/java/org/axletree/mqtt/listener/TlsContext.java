package org.axletree.mqtt.listener;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import org.axletree.core.door.ServerIdentity;

/**
 * TLS as one implementation does it: 1.2 and 1.3, forward secrecy and authenticated encryption only, a client certificate
 * asked for but not demanded.
 */
final class TlsContext {
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Handshakes handshakes;
    private final SslProvider provider;
    private final Predicate<String> rareKeyAt;
    private final TicketKeys tickets = new TicketKeys();
    private volatile SslContext context;

    /** @param rareKeyAt see {@link TrustByRecognition} */
    TlsContext(ServerIdentity identity, Handshakes handshakes, SslProvider provider, Predicate<String> rareKeyAt)
            throws SSLException {
        this.handshakes = handshakes;
        this.rareKeyAt = rareKeyAt;
        this.provider = provider;
        renew(identity);
    }

    /** Shows another certificate from the next handshake on. */
    public void renew(ServerIdentity identity) throws SSLException {
        KeyManagerFactory keys = new KeyManagers(new IdentityByName(identity, handshakes));
        SslContext next = SslContextBuilder.forServer(
                        provider == SslProvider.JDK ? keys : new OpenSslCachingX509KeyManagerFactory(keys))
                .sslProvider(provider)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .clientAuth(ClientAuth.OPTIONAL)
                .trustManager(new TrustByRecognition(handshakes, rareKeyAt))
                .sessionTimeout(TicketKeys.LIFE_SECONDS)
                .build();
        if (next.sessionContext() instanceof OpenSslSessionContext sessions) {
            // The clients keep their sessions; the server keeps nothing but the key.
            sessions.setSessionCacheEnabled(false);
            tickets.apply(sessions);
        }
        context = next;
    }

    SslHandler newHandler(Channel channel, Peer peer) {
        SslContext current = context;
        if (current.sessionContext() instanceof OpenSslSessionContext sessions) {
            tickets.renewIfDue(sessions);
        }
        return current.newHandler(channel.alloc(), peer.host(), peer.port(), handshakes);
    }
}
