package org.axletree.mqtt.listener;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Notice;
import org.axletree.core.door.Recognition;
import org.axletree.core.outcome.Reason;

/**
 * Asks the hub whether an authority of its own vouches for a client's certificates. Names no authority to the client, since
 * there is one for each hub and a client that finds its own not listed would send nothing (clouds.md 0.15).
 */
final class TrustByRecognition extends X509ExtendedTrustManager {
    private static final Logger LOG = Logger.getLogger(TrustByRecognition.class.getName());

    private final Handshakes handshakes;

    TrustByRecognition(Handshakes handshakes) {
        this.handshakes = handshakes;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        DeviceInflow inflow = handshakes
                .inflow()
                .orElseThrow(() -> new CertificateException("handshake: on an event loop (expected: on a worker)"));
        Recognition recognition = recognise(inflow, List.of(chain));
        if (recognition instanceof Recognition.Recognised) {
            return;
        }
        Reason reason = recognition instanceof Recognition.Unrecognised unrecognised
                ? unrecognised.reason()
                : Reason.INTERNAL_ERROR;
        inflow.notice(new Notice(
                "",
                "",
                reason,
                "TLS handshake: " + chain[0].getSubjectX500Principal(),
                engine.getPeerHost() + ":" + engine.getPeerPort()));
        // The kind of exception chooses the alert: certificate_expired or certificate_unknown and the like.
        throw reason == Reason.CERTIFICATE_EXPIRED
                ? new CertificateExpiredException(reason.text())
                : new CertificateException(reason.text());
    }

    private static Recognition recognise(DeviceInflow inflow, List<X509Certificate> chain) {
        try {
            return inflow.recognise(chain);
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
