package org.axletree.server.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.axletree.server.tls.RenewedKey;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/**
 * TLS that asks for a client's certificate and takes whatever it gets: that the client has the key, the handshake proves; whose
 * it is, and whether it may come, the hub's gate says to whoever needs to know. Nothing else on the port looks at it.
 */
final class DeviceTls {
    private final SSLEngineConfigurator listener;
    private final Path keys;
    private SSLContext context;

    /**
     * @param listener of whom everything is as it is, but for the asking
     * @param keys the folder of the listener's keys
     */
    DeviceTls(SSLEngineConfigurator listener, Path keys) {
        this.listener = listener;
        this.keys = keys;
    }

    SSLEngine engine() throws IOException {
        SSLEngine model = listener.createSSLEngine();
        try {
            SSLEngine engine = context().createSSLEngine();
            engine.setSSLParameters(model.getSSLParameters());
            engine.setEnabledProtocols(model.getEnabledProtocols());
            engine.setEnabledCipherSuites(model.getEnabledCipherSuites());
            engine.setUseClientMode(false);
            engine.setWantClientAuth(true);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS for devices cannot be had", e);
        }
    }

    private synchronized SSLContext context() throws GeneralSecurityException {
        if (context == null) {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(new KeyManager[] {new RenewedKey(keys)}, new TrustManager[] {new AnyClient()}, null);
            context = made;
        }
        return context;
    }
}
