package org.axletree.hub.authority;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.axletree.core.door.KeyKind;

/**
 * A certificate authority that a hub's owner brings along. Only its certificate is ever here; that the owner has its key is
 * proved by a second certificate, signed with it, whose common name is the id of the hub (scaleway.md D2).
 */
public final class OwnAuthority {
    private static final int SIGN_CERTIFICATES = 5;

    private final X509Certificate certificate;

    private OwnAuthority(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** @throws IllegalArgumentException if the text is not exactly one certificate */
    public static OwnAuthority of(String pem) {
        return new OwnAuthority(Pem.onlyCertificate(pem));
    }

    public String pem() {
        return Pem.of(certificate);
    }

    /** SHA-256 of the certificate's encoding, in hexadecimal. */
    public String fingerprint() {
        return Fingerprint.of(certificate);
    }

    /** The kind of its key, if not every TLS takes it from a device: those that it signs for may have the like. */
    public Optional<KeyKind> rareKey() {
        return DeviceKey.rare(certificate);
    }

    public X500Principal subject() {
        return certificate.getSubjectX500Principal();
    }

    /** Why it is not fit to be an authority now; empty if it is. */
    public Optional<String> problem(Instant now) {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0) {
            return Optional.of("is no certificate authority (expected: basicConstraints CA:TRUE)");
        }
        if (usage != null && !usage[SIGN_CERTIFICATES]) {
            return Optional.of("may not sign certificates (expected: keyUsage keyCertSign, or none)");
        }
        if (!ClientChain.isValid(certificate, now)) {
            return Optional.of("is not valid now, but from "
                    + certificate.getNotBefore().toInstant() + " to "
                    + certificate.getNotAfter().toInstant() + " (expected: a valid one)");
        }
        return KeyPolicy.problemWithKey(certificate.getPublicKey());
    }

    /** Why the challenge does not prove that the sender has the authority's key; empty if it does. */
    public Optional<String> problemWithProof(String challengePem, String hubId, Instant now) {
        return problemWithProof(challengePem, hubId, "the hub's id", now);
    }

    /**
     * The same, for whatever the proof has to name.
     *
     * @param expectedName the common name that it has to have
     * @param whatItIs what that name is, for people
     */
    public Optional<String> problemWithProof(String challengePem, String expectedName, String whatItIs, Instant now) {
        X509Certificate challenge;
        try {
            challenge = Pem.onlyCertificate(challengePem);
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(unreadable.getMessage());
        }
        CommonName name = CommonName.of(challenge);
        if (!name.is(expectedName)) {
            String expected = " (expected: " + whatItIs + ", " + expectedName + ")";
            return Optional.of(
                    name.problem().isPresent()
                            ? "has not exactly one common name" + expected
                            : "has another common name" + expected);
        }
        if (!ClientChain.isSigned(challenge, certificate)) {
            return Optional.of("is not signed with the key of ca_cert_pem (expected: signed with it)");
        }
        Optional<String> weakness = KeyPolicy.problem(challenge);
        if (weakness.isPresent()) {
            return weakness;
        }
        return ClientChain.isValid(challenge, now)
                ? Optional.empty()
                : Optional.of("is not valid now, but from "
                        + challenge.getNotBefore().toInstant() + " to "
                        + challenge.getNotAfter().toInstant() + " (expected: a valid one)");
    }
}
