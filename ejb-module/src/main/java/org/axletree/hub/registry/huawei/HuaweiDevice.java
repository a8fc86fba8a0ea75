package org.axletree.hub.registry.huawei;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.device.Device;

/**
 * A device in Huawei's words.
 *
 * @param device what it is as any device of the hub; its name is the Huawei device id
 * @param hubName the name of its hub
 * @param projectId the project of its hub
 * @param deviceName a name for people; may be empty
 * @param extensionInfo a JSON object of the owner's; empty if there is none
 * @param gatewayId the Huawei device id of the gateway that it stands behind; empty if it connects itself
 * @param hasChildren whether others stand behind it
 * @param kind what it proves itself with
 * @param fingerprint of its certificate; empty if it has none, or none yet
 * @param timeoutSeconds after which the registration ends if the device has not connected; 0 for never
 * @param activatedAt when it first connected
 */
public record HuaweiDevice(
        Device device,
        String hubName,
        String projectId,
        String productId,
        String nodeId,
        String deviceName,
        String extensionInfo,
        Optional<String> gatewayId,
        boolean hasChildren,
        CredentialKind kind,
        String fingerprint,
        long timeoutSeconds,
        Optional<Instant> activatedAt,
        HuaweiStatus status) {

    /** The id that Huawei's devices and programs know it by. */
    public String id() {
        return device.name();
    }
}
