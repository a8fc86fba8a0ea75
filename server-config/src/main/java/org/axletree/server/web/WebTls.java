package org.axletree.server.web;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.axletree.core.door.IdentityDesk;
import org.axletree.server.tls.RenewedKey;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/**
 * TLS of console and API, in the place of Payara's, whose keys are asked for without the name that a client wants: 1.2 and 1.3,
 * forward secrecy and authenticated encryption only.
 */
final class WebTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final String[] CIPHERS = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    private WebTls() {}

    /** Takes over from Payara's filter, if the port has one. */
    static void takeOver(FilterChainBuilder chain, Path keys) {
        int at = chain.indexOfType(SSLBaseFilter.class);
        if (at >= 0) {
            SSLEngineConfigurator engines = new SSLEngineConfigurator(context(keys), false, false, false)
                    .setEnabledProtocols(PROTOCOLS)
                    .setEnabledCipherSuites(CIPHERS);
            SSLBaseFilter filter = new SSLBaseFilter(engines);
            filter.setRenegotiationDisabled(true);
            chain.set(at, filter);
        }
    }

    private static SSLContext context(Path keys) {
        try {
            IdentityDesk.putUp();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new RenewedKey(keys)}, null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("TLS cannot be had", impossible);
        }
    }
}
