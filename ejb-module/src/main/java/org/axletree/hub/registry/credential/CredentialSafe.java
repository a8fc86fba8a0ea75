package org.axletree.hub.registry.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.hub.authority.SecretBox;

/** Seals what devices prove themselves with, each bound to its device, and opens it to compare. */
@ApplicationScoped
public class CredentialSafe {
    private SecretBox box;

    /** For the container's proxy. */
    protected CredentialSafe() {}

    @Inject
    public CredentialSafe(SecretBox box) {
        this.box = box;
    }

    public SealedCredential seal(String deviceId, DeviceCredential credential) {
        return new SealedCredential(
                credential.kind(),
                sealed(primaryOf(deviceId), credential.primary()),
                sealed(secondaryOf(deviceId), credential.secondary()),
                credential.primaryThumbprint(),
                credential.secondaryThumbprint());
    }

    public DeviceCredential open(String deviceId, SealedCredential credential) {
        return new DeviceCredential(
                credential.kind(),
                opened(primaryOf(deviceId), credential.sealedPrimary()),
                opened(secondaryOf(deviceId), credential.sealedSecondary()),
                credential.primaryThumbprint(),
                credential.secondaryThumbprint());
    }

    private Optional<byte[]> sealed(String context, Optional<byte[]> secret) {
        return secret.map(open -> box.seal(context, open));
    }

    private Optional<byte[]> opened(String context, Optional<byte[]> sealed) {
        return sealed.map(secret -> box.open(context, secret));
    }

    private static String primaryOf(String deviceId) {
        return "device:" + deviceId + ":primary";
    }

    private static String secondaryOf(String deviceId) {
        return "device:" + deviceId + ":secondary";
    }
}
