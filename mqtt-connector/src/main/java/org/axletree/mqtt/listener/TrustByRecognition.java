package org.axletree.mqtt.listener;

import io.netty.handler.ssl.OpenSslCertificateException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.axletree.core.door.ConnectInflow;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.Notice;
import org.axletree.core.door.Recognition;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RequestedName;

/**
 * Asks the hub whether an authority of its own vouches for a client's certificates. Names no authority to the client, since
 * there is one for each hub and a client that finds its own not listed would send nothing (scaleway.md 0.15).
 */
final class TrustByRecognition extends X509ExtendedTrustManager {
    private static final Logger LOG = Logger.getLogger(TrustByRecognition.class.getName());

    // OpenSSL's X509_V_ERR_UNSPECIFIED, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY and X509_V_ERR_CERT_REJECTED. Its
    // binding has constants
    // for them,
    // but reading those needs the native library, and the JDK's TLS must do without.
    private static final int UNSPECIFIED = 1;
    private static final int ISSUER_NOT_FOUND = 20;
    private static final int REJECTED = 28;

    private final Handshakes handshakes;
    private final Predicate<String> rareKeyAt;

    /**
     * @param rareKeyAt hears from which address a certificate with a rare key came; answers whether that is news for the hub
     */
    TrustByRecognition(Handshakes handshakes, Predicate<String> rareKeyAt) {
        this.handshakes = handshakes;
        this.rareKeyAt = rareKeyAt;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        DeviceInflow inflow = handshakes
                .inflow()
                .orElseThrow(() -> new CertificateException("handshake: on an event loop (expected: on a worker)"));
        boolean readable = isReadable(chain);
        Recognition recognition = readable
                ? recognise(inflow, List.of(chain), RequestedName.of(engine))
                : new Recognition.Unrecognised(Reason.INVALID_CERTIFICATE);
        if (recognition instanceof Recognition.Recognised) {
            tellOfRareKey(chain[0], engine, inflow);
            return;
        }
        Recognition.Unrecognised unrecognised = (Recognition.Unrecognised) recognition;
        inflow.notice(new Notice(
                unrecognised.hubId(),
                "",
                unrecognised.reason(),
                "TLS handshake: " + (readable ? chain[0].getSubjectX500Principal() : "certificate cannot be read"),
                engine.getPeerHost() + ":" + engine.getPeerPort()));
        throw refusal(unrecognised.reason());
    }

    /** Some clients show a certificate that they may not use, and find out later. */
    private void tellOfRareKey(X509Certificate leaf, SSLEngine engine, DeviceInflow inflow) {
        boolean rare = KeyKind.of(leaf.getPublicKey()).filter(KeyKind::isRare).isPresent();
        if (rare && rareKeyAt.test(engine.getPeerHost())) {
            inflow.notice(new Notice(
                    "",
                    "",
                    Reason.KEY_KIND_NOT_OFFERED,
                    "TLS handshake: " + leaf.getSubjectX500Principal(),
                    engine.getPeerHost() + ":" + engine.getPeerPort()));
        }
    }

    /**
     * BoringSSL takes what the JDK does not, as one of version 1 without a subject, and the binding reads a certificate
     * when it is first looked at. So that is done here: whoever looks later may take it for granted.
     */
    private static boolean isReadable(X509Certificate[] chain) {
        try {
            for (X509Certificate certificate : chain) {
                certificate.getVersion();
            }
            return true;
        } catch (IllegalStateException unreadable) {
            return false;
        }
    }

    /** The exception that makes the fitting alert: certificate_expired, unknown_ca, bad_certificate or internal_error. */
    private static CertificateException refusal(Reason reason) {
        return switch (reason) {
            case CERTIFICATE_EXPIRED -> new CertificateExpiredException(reason.text());
            case INVALID_CERTIFICATE -> new OpenSslCertificateException(reason.text(), ISSUER_NOT_FOUND);
            case INTERNAL_ERROR, BUSY, SHUTTING_DOWN -> new OpenSslCertificateException(reason.text(), UNSPECIFIED);
            default -> new OpenSslCertificateException(reason.text(), REJECTED);
        };
    }

    private static Recognition recognise(ConnectInflow inflow, List<X509Certificate> chain, String serverName) {
        try {
            return inflow.recognise(chain, serverName);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A certificate could not be looked up", e);
            return new Recognition.Unrecognised(Reason.INTERNAL_ERROR);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("handshake: without an engine (expected: with one)");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("handshake: with a socket (expected: with an engine)");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("role: client (expected: server)");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }
}
