package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.HubFinder;

/** Finds devices by id, in the region where they are looked for; or says that one is not there. */
public final class DeviceFinder {
    private DeviceFinder() {}

    public static DeviceRow device(EntityManager entities, String region, String deviceId) {
        return HubFinder.thing(entities, DeviceRow.class, "device", region, deviceId);
    }

    /** A device that the hub knows already, if it is still there. */
    public static DeviceRow device(EntityManager entities, DeviceIdentity device) {
        return Optional.ofNullable(entities.find(DeviceRow.class, device.deviceId()))
                .filter(row -> row.hubId.equals(device.hubId()))
                .orElseThrow(() -> ProblemException.notFound("device", device.deviceId()));
    }
}
