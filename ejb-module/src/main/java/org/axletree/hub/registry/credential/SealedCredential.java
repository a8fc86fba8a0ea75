package org.axletree.hub.registry.credential;

import java.util.Optional;

/** A {@link DeviceCredential} as it lies in the database; {@link CredentialSafe} opens it. */
public record SealedCredential(
        CredentialKind kind,
        Optional<byte[]> sealedPrimary,
        Optional<byte[]> sealedSecondary,
        String primaryThumbprint,
        String secondaryThumbprint) {
    /** As the columns of a row say it, each of which is null where there is nothing. */
    public static SealedCredential of(
            CredentialKind kind,
            byte[] sealedPrimary,
            byte[] sealedSecondary,
            String primaryThumbprint,
            String secondaryThumbprint) {
        return new SealedCredential(
                kind,
                Optional.ofNullable(sealedPrimary),
                Optional.ofNullable(sealedSecondary),
                Optional.ofNullable(primaryThumbprint).orElse(""),
                Optional.ofNullable(secondaryThumbprint).orElse(""));
    }

    /** Of a device that has no row of its own here. */
    public static final SealedCredential CERTIFICATE =
            new SealedCredential(CredentialKind.CERTIFICATE, Optional.empty(), Optional.empty(), "", "");

    /**
     * Whether the device may be given certificates, by its hub or its owner: its registration leaves open which one it is. One with
     * keys, a secret or a thumbprint proves itself by that and by nothing else.
     */
    public boolean takesCertificates() {
        return kind == CredentialKind.CERTIFICATE || waitsForAnAuthority();
    }

    /** Whether a certificate is the device's because an authority vouches for it: always, or until the first one fixes its thumbprint. */
    public boolean waitsForAnAuthority() {
        return kind == CredentialKind.AUTHORITY
                || kind == CredentialKind.THUMBPRINT && primaryThumbprint.isEmpty() && secondaryThumbprint.isEmpty();
    }
}
