package org.axletree.mqtt.connection;

import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * How a TLS handshake ended.
 *
 * @param problem why it failed
 * @param certificates what the client showed, leaf first; empty if nothing
 * @param serverName the host name that it asked for; empty if none
 */
record TlsOutcome(Optional<String> problem, List<X509Certificate> certificates, String serverName) {
    private static final int DEEPEST_CAUSE = 10;

    /** The outcome that an event of the pipeline tells of, if it does and if somebody should hear of it. */
    static Optional<TlsOutcome> of(Object event, SslHandler handler) {
        if (!(event instanceof SslHandshakeCompletionEvent completion) || handler == null) {
            return Optional.empty();
        }
        if (completion.isSuccess()) {
            return Optional.of(new TlsOutcome(
                    Optional.empty(),
                    certificatesOf(handler),
                    RequestedName.of(handler.engine().getSession())));
        }
        Throwable cause = completion.cause();
        // A refused certificate was told of by whoever refused it; but one that the JDK cannot read nobody has seen.
        boolean silent = cause instanceof ClosedChannelException
                || isCausedBy(cause, OpenSslCertificateException.class)
                || isCausedBy(cause, CertificateExpiredException.class);
        return silent
                ? Optional.empty()
                : Optional.of(new TlsOutcome(Optional.of(String.valueOf(cause.getMessage())), List.of(), ""));
    }

    static boolean isAboutTls(Throwable cause) {
        return isCausedBy(cause, SSLException.class);
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static List<X509Certificate> certificatesOf(SslHandler handler) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : handler.engine().getSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
            return List.copyOf(chain);
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
