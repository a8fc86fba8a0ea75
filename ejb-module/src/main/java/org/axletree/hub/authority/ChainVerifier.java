package org.axletree.hub.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Directory;
import org.axletree.hub.registry.HubAuthority;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Finds out which hub's authority vouches for a client certificate. Nothing that the client sent is trusted: only its leaf
 * is looked at, and the issuer comes from the registry. A client that sends its hub's authority along does no harm.
 */
@ApplicationScoped
public class ChainVerifier {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private final Directory directory;
    private final Clock clock;

    /** What became of a chain. */
    public sealed interface Verdict {}

    /** The hub's authority signed the certificate, which is valid and has this common name. */
    public record Vouched(String hubId, String commonName) implements Verdict {}

    /**
     * Nobody vouches for it.
     *
     * @param hubId the hub whose authority signed it all the same, so that its owner finds the reason; else empty
     */
    public record Rejected(Reason reason, String hubId) implements Verdict {
        Rejected(Reason reason) {
            this(reason, "");
        }
    }

    /** For the container's proxy. */
    protected ChainVerifier() {
        this(null, Clock.systemUTC());
    }

    @Inject
    public ChainVerifier(Directory directory) {
        this(directory, Clock.systemUTC());
    }

    ChainVerifier(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** @param certificates as the client sent them, leaf first */
    public Verdict verify(List<X509Certificate> certificates) {
        if (certificates.isEmpty() || !isForClients(certificates.get(0))) {
            return new Rejected(Reason.INVALID_CERTIFICATE);
        }
        X509Certificate leaf = certificates.get(0);
        for (HubAuthority authority : directory.authoritiesNamed(leaf.getIssuerX500Principal())) {
            X509Certificate issuer = Pem.certificate(authority.certificatePem());
            if (signed(issuer, leaf)) {
                return isValidNow(leaf) && isValidNow(issuer)
                        ? named(authority.hubId(), leaf)
                        : new Rejected(Reason.CERTIFICATE_EXPIRED, authority.hubId());
            }
        }
        return new Rejected(Reason.INVALID_CERTIFICATE);
    }

    private static boolean signed(X509Certificate issuer, X509Certificate leaf) {
        try {
            leaf.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException notByThisOne) {
            return false;
        }
    }

    private boolean isValidNow(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException notNow) {
            return false;
        }
    }

    /** An authority is no device. Of the extensions only those that exist restrict: version 1 has none (clouds.md 0.3). */
    private static boolean isForClients(X509Certificate leaf) {
        try {
            boolean[] usage = leaf.getKeyUsage();
            List<String> purposes = leaf.getExtendedKeyUsage();
            return leaf.getBasicConstraints() == -1
                    && !leaf.hasUnsupportedCriticalExtension()
                    && (usage == null || usage[DIGITAL_SIGNATURE])
                    && (purposes == null || purposes.contains(CLIENT_AUTHENTICATION) || purposes.contains(ANY_PURPOSE));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    /** Exactly one common name: with two it would be a matter of taste who the device is. */
    private static Verdict named(String hubId, X509Certificate leaf) {
        RDN[] names = X500Name.getInstance(leaf.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        if (names.length > 1 || names.length == 1 && names[0].isMultiValued()) {
            return new Rejected(Reason.INVALID_CERTIFICATE, hubId);
        }
        if (names.length == 1
                && names[0].getFirst().getValue() instanceof ASN1String name
                && !name.getString().isEmpty()) {
            return new Vouched(hubId, name.getString());
        }
        return new Rejected(Reason.CERTIFICATE_WITHOUT_NAME, hubId);
    }
}
