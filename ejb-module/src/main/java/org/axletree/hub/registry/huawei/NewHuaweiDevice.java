package org.axletree.hub.registry.huawei;

import java.util.Optional;
import org.axletree.hub.registry.credential.DeviceCredential;

/**
 * A device to be registered.
 *
 * @param appId UUID of the hub, where the address names none
 * @param deviceId the id it is to have; empty for {@code <product id>_<node id>}
 * @param gatewayId Huawei device id of the gateway that it stands behind
 * @param extensionInfo a JSON object; empty for none
 * @param certificate whether it proves itself by a certificate; else by a secret
 * @param secret the secret it is to have; empty for one that the hub makes
 * @param fingerprint of its certificate; empty for that of its first connection
 * @param secureAccess whether it may connect over TLS only
 * @param timeoutSeconds after which the registration ends if the device has not connected; 0 for never
 */
public record NewHuaweiDevice(
        Optional<String> appId,
        Optional<String> deviceId,
        String nodeId,
        String productId,
        String deviceName,
        String description,
        Optional<String> gatewayId,
        String extensionInfo,
        boolean certificate,
        Optional<String> secret,
        Optional<String> secondarySecret,
        String fingerprint,
        String secondaryFingerprint,
        boolean secureAccess,
        long timeoutSeconds) {

    /** The id that it will have. */
    String id() {
        return deviceId.orElse(productId + "_" + nodeId);
    }

    /** @param secret the one that was given or made; not looked at where a certificate is the proof */
    DeviceCredential credential(String secret) {
        return certificate
                ? DeviceCredential.thumbprints(fingerprint, secondaryFingerprint)
                : DeviceCredential.secrets(HuaweiSecret.bytes(secret), secondarySecret.map(HuaweiSecret::bytes));
    }
}
