package org.axletree.hub.authority;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Whose a certificate is and when it is valid, for people.
 *
 * @param commonName the first one of its subject; empty if there is none
 * @param organization the first one of its subject; empty if there is none
 */
public record CertificateSubject(String commonName, String organization, Instant validFrom, Instant validUntil) {
    /** @throws IllegalArgumentException if the text does not begin with a certificate */
    public static CertificateSubject of(String pem) {
        X509Certificate certificate = Pem.certificate(pem);
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return new CertificateSubject(
                first(subject, BCStyle.CN),
                first(subject, BCStyle.O),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static String first(X500Name subject, ASN1ObjectIdentifier attribute) {
        RDN[] found = subject.getRDNs(attribute);
        return found.length == 0
                ? ""
                : IETFUtils.valueToString(found[0].getFirst().getValue());
    }
}
