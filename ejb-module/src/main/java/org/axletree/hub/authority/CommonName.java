package org.axletree.hub.authority;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * The common name of a certificate's subject. It must be exactly one: with two it would be a matter of taste who the device
 * is.
 *
 * @param text the name; empty where there is a problem
 * @param problem why there is no name
 */
public record CommonName(String text, Optional<Reason> problem) {
    static CommonName of(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        if (names.length > 1 || names.length == 1 && names[0].isMultiValued()) {
            return new CommonName("", Optional.of(Reason.INVALID_CERTIFICATE));
        }
        if (names.length == 1
                && names[0].getFirst().getValue() instanceof ASN1String name
                && !name.getString().isEmpty()) {
            return new CommonName(name.getString(), Optional.empty());
        }
        return new CommonName("", Optional.of(Reason.CERTIFICATE_WITHOUT_NAME));
    }

    boolean is(String expected) {
        return problem.isEmpty() && text.equals(expected);
    }
}
