package org.axletree.web.console.device;

import java.io.Serializable;
import java.util.Base64;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.web.console.Typed;

/** What a form says of a new Azure device: by what it proves itself. */
public final class AzureDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private String proof = "keys";
    private String primaryKey = "";
    private String secondaryKey = "";
    private String primaryThumbprint = "";
    private String secondaryThumbprint = "";

    /** As Azure's API has it. */
    IdentityDraft identity() {
        return new IdentityDraft(
                switch (proof) {
                    case "thumbprints" ->
                        Optional.of(DeviceCredential.thumbprints(primaryThumbprint, secondaryThumbprint));
                    case "authority" -> Optional.of(DeviceCredential.AUTHORITY);
                    default -> keys();
                },
                true,
                "",
                false);
    }

    /** Empty for two that the hub makes. */
    private Optional<DeviceCredential> keys() {
        return primaryKey.isEmpty() && secondaryKey.isEmpty()
                ? Optional.empty()
                : Optional.of(DeviceCredential.secrets(
                        bytes(primaryKey), Optional.of(secondaryKey).map(AzureDraft::bytes)));
    }

    private static byte[] bytes(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException noBase64) {
            throw ProblemException.invalid(
                    "authentication.symmetricKey", "format", "a key is no Base64 (expected: Base64 of 16 to 64 bytes)");
        }
    }

    /** {@code keys}, {@code thumbprints} or {@code authority}. */
    public String getProof() {
        return proof;
    }

    public void setProof(String proof) {
        this.proof = proof == null ? "keys" : proof;
    }

    public String getPrimaryKey() {
        return primaryKey;
    }

    public void setPrimaryKey(String primaryKey) {
        this.primaryKey = Typed.stripped(primaryKey);
    }

    public String getSecondaryKey() {
        return secondaryKey;
    }

    public void setSecondaryKey(String secondaryKey) {
        this.secondaryKey = Typed.stripped(secondaryKey);
    }

    public String getPrimaryThumbprint() {
        return primaryThumbprint;
    }

    public void setPrimaryThumbprint(String primaryThumbprint) {
        this.primaryThumbprint = Typed.fingerprint(primaryThumbprint);
    }

    public String getSecondaryThumbprint() {
        return secondaryThumbprint;
    }

    public void setSecondaryThumbprint(String secondaryThumbprint) {
        this.secondaryThumbprint = Typed.fingerprint(secondaryThumbprint);
    }
}
