package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.identity.DeviceIdentity;

/**
 * Which devices have registered by LwM2M: they hear no topics, so that what is said to theirs has to be taken to them. Asked
 * for messages, and answered from memory.
 */
@ApplicationScoped
public class ObjectDevices {
    private final Set<String> huaweiIds = ConcurrentHashMap.newKeySet();
    private HuaweiDirectory directory;

    /** For the container's proxy. */
    protected ObjectDevices() {}

    @Inject
    public ObjectDevices(HuaweiDirectory directory) {
        this.directory = directory;
    }

    /** Remembers those of before the start. */
    public void load() {
        huaweiIds.addAll(directory.speakersOfLwM2m());
    }

    /** A device has registered. Writes that down the first time. */
    public void add(DeviceIdentity device) {
        if (!huaweiIds.contains(device.deviceName())) {
            directory.speaksLwM2m(device.deviceId());
            huaweiIds.add(device.deviceName());
        }
    }

    public boolean contains(String huaweiId) {
        return huaweiIds.contains(huaweiId);
    }

    public boolean isEmpty() {
        return huaweiIds.isEmpty();
    }
}
