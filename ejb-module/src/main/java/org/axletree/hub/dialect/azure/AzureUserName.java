package org.axletree.hub.dialect.azure;

import java.util.Optional;
import org.axletree.core.identity.DeviceIdentity;

/**
 * A user name as Azure's devices have it: {@code host/device/?api-version=…}, {@code host/device/module/?api-version=…}, and
 * in older clients without the question mark, or without any version (docs/reference/dialects/azure.md, 1).
 *
 * @param hostLabel the first label of the hub's host name, in lower case
 * @param deviceId the device, as sent
 * @param moduleId the module of the device; empty for the device itself
 */
public record AzureUserName(String hostLabel, String deviceId, String moduleId) {
    private static final int LONGEST = 2_048;
    private static final String VERSION = "api-version=";

    /** In its place of the provisioning service's user names: {@code scope/registrations/id/api-version=…}. */
    private static final String PROVISIONING = "registrations";

    /** Takes a user name apart; empty if it is none of Azure's. */
    public static Optional<AzureUserName> of(String userName) {
        int afterHost = userName.indexOf('/');
        if (afterHost < 1 || userName.length() > LONGEST) {
            return Optional.empty();
        }
        String[] levels = userName.substring(afterHost + 1).split("/", 4);
        String device = levels[0];
        if (device.isEmpty() || isVersion(device)) {
            return Optional.empty();
        }
        if (device.equals(PROVISIONING) && levels.length > 2 && isVersion(levels[2])) {
            return Optional.empty();
        }
        boolean hasModule = levels.length > 1 && !levels[1].isEmpty() && !isVersion(levels[1]);
        int next = hasModule ? 2 : 1;
        boolean ends =
                levels.length == next || levels[next].isEmpty() && levels.length == next + 1 || isVersion(levels[next]);
        return ends
                ? Optional.of(new AzureUserName(
                        HostLabel.of(userName.substring(0, afterHost)), device, hasModule ? levels[1] : ""))
                : Optional.empty();
    }

    /** Of a device that named itself in another way. */
    public static AzureUserName of(DeviceIdentity device) {
        String[] levels = device.deviceName().split("/", 2);
        return new AzureUserName(device.hubId(), levels[0], levels.length > 1 ? levels[1] : "");
    }

    private static boolean isVersion(String level) {
        return level.startsWith("?") || level.startsWith(VERSION);
    }

    /** The name of the identity in its hub: {@code device} or {@code device/module}. */
    public String name() {
        return moduleId.isEmpty() ? deviceId : deviceId + "/" + moduleId;
    }

    /** Whether a client identifier names the same identity. */
    public boolean agreesWith(String clientId) {
        return clientId.equals(name());
    }
}
