package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which devices speak LwM2M, as they have registered by it or were made to: they hear no topics, so that what is said to theirs has to be taken to them. Asked
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

    /** A device has registered, or was made to. Writes that down the first time. */
    public void add(String deviceId, String huaweiId) {
        if (!huaweiIds.contains(huaweiId)) {
            directory.speaksLwM2m(deviceId);
            huaweiIds.add(huaweiId);
        }
    }

    public boolean contains(String huaweiId) {
        return huaweiIds.contains(huaweiId);
    }

    public boolean isEmpty() {
        return huaweiIds.isEmpty();
    }
}
