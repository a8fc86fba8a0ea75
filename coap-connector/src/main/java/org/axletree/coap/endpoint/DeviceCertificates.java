package org.axletree.coap.endpoint;

import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.security.auth.x500.X500Principal;
import org.axletree.core.address.InternetAddress;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Notice;
import org.axletree.core.door.Recognition;
import org.axletree.core.identity.RawPublicKey;
import org.axletree.core.outcome.Reason;
import org.axletree.door.lane.InflowWorkers;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;

/**
 * Asks the hub whether it knows a device's certificates or raw public key. Names no authority to devices, as the MQTT door does not:
 * there is one for each hub. Whose they are is settled at the registration.
 */
final class DeviceCertificates implements NewAdvancedCertificateVerifier {
    private static final Logger LOG = Logger.getLogger(DeviceCertificates.class.getName());

    private final InflowWorkers workers;
    private volatile HandshakeResultHandler results = result -> {};

    DeviceCertificates(InflowWorkers workers) {
        this.workers = workers;
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return List.of(CertificateType.X_509, CertificateType.RAW_PUBLIC_KEY);
    }

    @Override
    public CertificateVerificationResult verifyCertificate(
            ConnectionId connection,
            ServerNames names,
            InetSocketAddress peer,
            boolean clientUsage,
            boolean verifySubject,
            boolean truncate,
            CertificateMessage shown) {
        boolean asked = workers.offer(inflow -> results.apply(verified(inflow, connection, peer, shown)));
        return asked ? null : refused(connection, Reason.BUSY);
    }

    private static CertificateVerificationResult verified(
            DeviceInflow inflow, ConnectionId connection, InetSocketAddress peer, CertificateMessage shown) {
        try {
            CertPath path = shown.getCertificateChain();
            return path == null
                    ? key(inflow, connection, peer, shown.getPublicKey())
                    : chain(inflow, connection, peer, path);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A certificate could not be looked up", e);
            return refused(connection, Reason.INTERNAL_ERROR);
        }
    }

    private static CertificateVerificationResult chain(
            DeviceInflow inflow, ConnectionId connection, InetSocketAddress peer, CertPath path) {
        List<X509Certificate> certificates =
                path.getCertificates().stream().map(X509Certificate.class::cast).toList();
        if (certificates.isEmpty()) {
            return refused(connection, Reason.INVALID_CERTIFICATE);
        }
        Recognition recognition = inflow.recognise(certificates, "");
        if (recognition instanceof Recognition.Unrecognised stranger) {
            told(inflow, stranger, certificates.get(0).getSubjectX500Principal().toString(), peer);
            return refused(connection, stranger.reason());
        }
        return new CertificateVerificationResult(connection, path, null);
    }

    private static CertificateVerificationResult key(
            DeviceInflow inflow, ConnectionId connection, InetSocketAddress peer, PublicKey key) {
        Recognition recognition = inflow.recogniseKey(key);
        if (recognition instanceof Recognition.Unrecognised stranger) {
            told(inflow, stranger, "raw public key " + RawPublicKey.fingerprint(key), peer);
            return refused(connection, stranger.reason());
        }
        return new CertificateVerificationResult(connection, key, null);
    }

    private static void told(
            DeviceInflow inflow, Recognition.Unrecognised stranger, String shown, InetSocketAddress peer) {
        inflow.notice(new Notice(
                stranger.hubId(), "", stranger.reason(), "DTLS handshake: " + shown, InternetAddress.withPort(peer)));
    }

    private static CertificateVerificationResult refused(ConnectionId connection, Reason reason) {
        AlertDescription description =
                switch (reason) {
                    case CERTIFICATE_EXPIRED -> AlertDescription.CERTIFICATE_EXPIRED;
                    case INTERNAL_ERROR, BUSY, SHUTTING_DOWN -> AlertDescription.INTERNAL_ERROR;
                    default -> AlertDescription.BAD_CERTIFICATE;
                };
        return new CertificateVerificationResult(
                connection,
                new HandshakeException(reason.text(), new AlertMessage(AlertLevel.FATAL, description)),
                null);
    }

    @Override
    public List<X500Principal> getAcceptedIssuers() {
        return List.of();
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        results = handler;
    }
}
