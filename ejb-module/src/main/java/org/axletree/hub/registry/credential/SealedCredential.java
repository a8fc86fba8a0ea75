package org.axletree.hub.registry.credential;

import java.util.Optional;

/** A {@link DeviceCredential} as it lies in the database; {@link CredentialSafe} opens it. */
public record SealedCredential(
        CredentialKind kind,
        Optional<byte[]> sealedPrimary,
        Optional<byte[]> sealedSecondary,
        String primaryThumbprint,
        String secondaryThumbprint) {
    /** Of a device that has no row of its own here. */
    public static final SealedCredential CERTIFICATE =
            new SealedCredential(CredentialKind.CERTIFICATE, Optional.empty(), Optional.empty(), "", "");
}
