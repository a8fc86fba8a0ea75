package org.axletree.hub.registry.device;

import java.util.List;
import java.util.Optional;

/**
 * Some of the devices that were looked for.
 *
 * @param devices may be none, although there are more
 * @param next behind which to look for more; empty where there are none
 */
public record DeviceBatch(List<Device> devices, Optional<String> next) {
    public DeviceBatch {
        devices = List.copyOf(devices);
    }
}
