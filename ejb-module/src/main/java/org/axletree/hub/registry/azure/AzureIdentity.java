package org.axletree.hub.registry.azure;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.Device;

/**
 * A device or module as Azure's API knows it, with its keys in the open.
 *
 * @param revision counts up when the identity changes
 * @param statusUpdatedAt when it was enabled or disabled last; empty if never
 * @param waitingMessages messages that wait for it
 */
public record AzureIdentity(
        Device device,
        long revision,
        boolean iotEdge,
        String statusReason,
        Optional<Instant> statusUpdatedAt,
        DeviceCredential credential,
        int waitingMessages) {
    /** The device's own name, without the module's. */
    public String deviceName() {
        int module = device.name().indexOf('/');
        return module < 0 ? device.name() : device.name().substring(0, module);
    }

    /** The module's name; empty for a device. */
    public String moduleName() {
        int module = device.name().indexOf('/');
        return module < 0 ? "" : device.name().substring(module + 1);
    }
}
