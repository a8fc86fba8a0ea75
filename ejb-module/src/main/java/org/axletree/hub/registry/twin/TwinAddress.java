package org.axletree.hub.registry.twin;

import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.function.Function;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.hub.registry.device.DeviceFinder;
import org.axletree.hub.registry.device.DeviceRow;

/** Whose twin is meant: a twin has the id of its device. */
public final class TwinAddress {
    private final String twinId;
    private final Function<EntityManager, DeviceRow> finder;

    private TwinAddress(String twinId, Function<EntityManager, DeviceRow> finder) {
        this.twinId = Objects.requireNonNull(twinId, "twinId");
        this.finder = finder;
    }

    /** As the management API finds it: if the caller may see it. */
    public static TwinAddress of(String region, String twinId) {
        return new TwinAddress(twinId, entities -> DeviceFinder.device(entities, region, twinId));
    }

    /** The twin of a connected device. It is not found any more once the device is gone or in another hub. */
    public static TwinAddress own(DeviceIdentity device) {
        return new TwinAddress(device.deviceId(), entities -> DeviceFinder.device(entities, device));
    }

    String twinId() {
        return twinId;
    }

    DeviceRow find(EntityManager entities) {
        return finder.apply(entities);
    }
}
