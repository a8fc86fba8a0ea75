package org.axletree.hub.authority;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.axletree.core.outcome.Reason;

/** The certificates that a client showed, leaf first, and what can be said of them. None of them is trusted. */
public final class ClientChain {
    /** More certificates than anybody's chain has are not looked at. */
    private static final int LONGEST = 10;

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private final List<X509Certificate> certificates;
    private final X509Certificate leaf;

    /**
     * @param certificates as the client sent them, leaf first
     * @throws IllegalArgumentException if there is none
     */
    public ClientChain(List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates: none (expected: at least one)");
        }
        this.certificates = certificates.subList(0, Math.min(LONGEST, certificates.size()));
        this.leaf = certificates.get(0);
    }

    /** The fingerprint of the leaf, as {@link DeviceCertificate#fingerprint()}. */
    public String fingerprint() {
        return Fingerprint.of(leaf);
    }

    /** The fingerprints of all that was shown, leaf first. */
    public List<String> fingerprints() {
        return certificates.stream().map(Fingerprint::of).toList();
    }

    /** The end of the first to end of what was shown. */
    public Instant validUntil() {
        return certificates.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Who says to have signed the leaf. */
    public X500Principal issuer() {
        return leaf.getIssuerX500Principal();
    }

    public CommonName commonName() {
        return CommonName.of(leaf);
    }

    /** Whether the leaf is valid at that moment. */
    public boolean isValidAt(Instant moment) {
        return isValid(leaf, moment);
    }

    /** An authority is no device. Of the extensions only those that exist restrict: version 1 has none (scaleway.md 0.3). */
    public boolean isForClients() {
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

    /** What the leaf is recognised by where it was registered: SHA-256 and SHA-1 of its encoding, in hexadecimal. */
    public List<String> thumbprints() {
        return List.of(Fingerprint.of(leaf), Fingerprint.sha1(leaf));
    }

    /** Subject, issuer and term of the leaf, and how many came with it; for people. */
    public String described() {
        return leaf.getSubjectX500Principal().getName() + ", signed by " + issuer().getName() + ", from "
                + leaf.getNotBefore().toInstant() + " to " + leaf.getNotAfter().toInstant() + ", with "
                + (certificates.size() - 1) + " more";
    }

    /** The first of the certificates that the one behind it did not sign, as a sentence; empty if each did. */
    public String brokenLink() {
        for (int i = 0; i + 1 < certificates.size(); i++) {
            X509Certificate each = certificates.get(i);
            X509Certificate next = certificates.get(i + 1);
            if (!isSigned(each, next)) {
                return "the certificate of " + each.getSubjectX500Principal().getName()
                        + " is not signed by the one sent" + " behind it, of "
                        + next.getSubjectX500Principal().getName();
            }
        }
        return "";
    }

    /** Who says to have signed the leaf, or any of the certificates that came with it. */
    public Set<X500Principal> issuers() {
        return certificates.stream()
                .map(X509Certificate::getIssuerX500Principal)
                .collect(Collectors.toSet());
    }

    /**
     * Why the leaf does not lead to one of these authorities; empty if it does. Unlike {@link #problemOnTheWayTo} the client
     * need not send the authority itself, nor in an order (scaleway.md 0.2); whatever stands in between has to be an authority.
     */
    public Optional<Reason> problemOnTheWayToOneOf(List<String> authorityPems, Instant moment) {
        if (!isForClients()) {
            return Optional.of(Reason.INVALID_CERTIFICATE);
        }
        if (!isValid(leaf, moment)) {
            return Optional.of(Reason.CERTIFICATE_EXPIRED);
        }
        if (!isStrong()) {
            return Optional.of(Reason.CERTIFICATE_WEAK);
        }
        List<X509Certificate> strong = certificates.stream()
                .filter(each -> KeyPolicy.problem(each).isEmpty())
                .toList();
        Set<TrustAnchor> anchors = authorityPems.stream()
                .map(Pem::certificate)
                .filter(authority -> isValid(authority, moment))
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet());
        if (anchors.isEmpty()) {
            return Optional.of(authorityPems.isEmpty() ? Reason.INVALID_CERTIFICATE : Reason.CERTIFICATE_EXPIRED);
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(leaf);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false); // who is no longer wanted is disabled in the registry
            parameters.setDate(Date.from(moment));
            parameters.setMaxPathLength(LONGEST);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(strong)));
            PKIXCertPathBuilderResult built = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            // The validator leaves the anchor's own limit to the caller.
            int intermediates = built.getCertPath().getCertificates().size() - 1;
            return built.getTrustAnchor().getTrustedCert().getBasicConstraints() >= intermediates
                    ? Optional.empty()
                    : Optional.of(Reason.INVALID_CERTIFICATE);
        } catch (GeneralSecurityException noPath) {
            return Optional.of(Reason.INVALID_CERTIFICATE);
        }
    }

    /** Whether the authority signed the leaf itself. */
    public boolean isSignedBy(String authorityPem) {
        return isSigned(leaf, Pem.certificate(authorityPem));
    }

    /**
     * Why the certificates do not lead from the leaf to the authority; empty if they do. The authority must be among them,
     * and between the two there may be others (scaleway.md D6).
     */
    public Optional<Reason> problemOnTheWayTo(String authorityPem, Instant moment) {
        X509Certificate authority = Pem.certificate(authorityPem);
        int end = certificates.indexOf(authority);
        if (end < 1) {
            return Optional.of(Reason.CERTIFICATE_CHAIN_INCOMPLETE);
        }
        if (certificates.stream().limit(end + 1L).anyMatch(each -> !isValid(each, moment))) {
            return Optional.of(Reason.CERTIFICATE_EXPIRED);
        }
        if (!isStrongBelow(end)
                || KeyPolicy.problemWithKey(authority.getPublicKey()).isPresent()) {
            return Optional.of(Reason.CERTIFICATE_WEAK);
        }
        // The validator leaves the anchor's own limit to the caller.
        int intermediates = end - 1;
        return authority.getBasicConstraints() >= intermediates
                ? problemBelow(authority, certificates.subList(0, end), moment)
                : Optional.of(Reason.INVALID_CERTIFICATE);
    }

    /** Whether the key and the signature of the leaf are good enough ({@link KeyPolicy}). */
    public boolean isStrong() {
        return isStrongBelow(1);
    }

    private boolean isStrongBelow(int end) {
        return certificates.stream().limit(end).allMatch(each -> KeyPolicy.problem(each)
                .isEmpty());
    }

    private static Optional<Reason> problemBelow(X509Certificate anchor, List<X509Certificate> path, Instant moment) {
        try {
            CertPath below = CertificateFactory.getInstance("X.509").generateCertPath(path);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false); // who is no longer wanted is deleted or disabled in the registry
            parameters.setDate(Date.from(moment));
            CertPathValidator.getInstance("PKIX").validate(below, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException invalid) {
            boolean outOfTime =
                    invalid.getReason() == BasicReason.EXPIRED || invalid.getReason() == BasicReason.NOT_YET_VALID;
            return Optional.of(outOfTime ? Reason.CERTIFICATE_EXPIRED : Reason.INVALID_CERTIFICATE);
        } catch (GeneralSecurityException unreadable) {
            return Optional.of(Reason.INVALID_CERTIFICATE);
        }
    }

    static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException notByThisOne) {
            return false;
        }
    }

    static boolean isValid(X509Certificate certificate, Instant moment) {
        return !moment.isBefore(certificate.getNotBefore().toInstant())
                && !moment.isAfter(certificate.getNotAfter().toInstant());
    }
}
