package org.axletree.hub.registry.credential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a device proves itself with, in the open. Never logged: {@link #toString} has the kind alone.
 *
 * @param primary the first secret, as bytes; empty if there is none
 * @param secondary the second one, likewise
 * @param primaryThumbprint hexadecimal in lower case, SHA-1 or SHA-256; empty if there is none
 * @param secondaryThumbprint likewise
 */
public record DeviceCredential(
        CredentialKind kind,
        Optional<byte[]> primary,
        Optional<byte[]> secondary,
        String primaryThumbprint,
        String secondaryThumbprint) {
    /** A certificate, of which the registry knows elsewhere. */
    public static final DeviceCredential CERTIFICATE =
            new DeviceCredential(CredentialKind.CERTIFICATE, Optional.empty(), Optional.empty(), "", "");

    /** A certificate that leads to a verified authority. */
    public static final DeviceCredential AUTHORITY =
            new DeviceCredential(CredentialKind.AUTHORITY, Optional.empty(), Optional.empty(), "", "");

    public DeviceCredential {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(primary, "primary");
        Objects.requireNonNull(secondary, "secondary");
        primaryThumbprint = primaryThumbprint.toLowerCase(Locale.ROOT);
        secondaryThumbprint = secondaryThumbprint.toLowerCase(Locale.ROOT);
    }

    public static DeviceCredential secrets(byte[] primary, Optional<byte[]> secondary) {
        return new DeviceCredential(CredentialKind.SECRET, Optional.of(primary), secondary, "", "");
    }

    public static DeviceCredential thumbprints(String primary, String secondary) {
        return new DeviceCredential(CredentialKind.THUMBPRINT, Optional.empty(), Optional.empty(), primary, secondary);
    }

    /** Whether both prove the same. */
    public boolean provesSameAs(DeviceCredential other) {
        return kind == other.kind
                && Arrays.equals(primary.orElse(new byte[0]), other.primary.orElse(new byte[0]))
                && Arrays.equals(secondary.orElse(new byte[0]), other.secondary.orElse(new byte[0]))
                && primaryThumbprint.equals(other.primaryThumbprint)
                && secondaryThumbprint.equals(other.secondaryThumbprint);
    }

    @Override
    public String toString() {
        return "DeviceCredential[" + kind + "]";
    }
}
