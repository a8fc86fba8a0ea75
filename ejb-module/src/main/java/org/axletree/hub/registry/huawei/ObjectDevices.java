package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which devices speak LwM2M, as they have registered by it or were made to: they hear no topics, so that what is said to theirs has to be taken to them. Asked
 * for messages, and answered from memory.
 */
@ApplicationScoped
public class ObjectDevices {
    /** Their Huawei device ids, by their ids. */
    private final Map<String, String> huaweiIds = new ConcurrentHashMap<>();

    private final Set<String> speakers = ConcurrentHashMap.newKeySet();
    private HuaweiDirectory directory;

    /** For the container's proxy. */
    protected ObjectDevices() {}

    @Inject
    public ObjectDevices(HuaweiDirectory directory) {
        this.directory = directory;
    }

    /** Remembers those of before the start. */
    public void load() {
        directory.speakersOfLwM2m().forEach(this::remember);
    }

    private void remember(String deviceId, String huaweiId) {
        huaweiIds.put(deviceId, huaweiId);
        speakers.add(huaweiId);
    }

    /** A device has registered, or was made to. Writes that down the first time. */
    public void add(String deviceId, String huaweiId) {
        if (!huaweiIds.containsKey(deviceId)) {
            directory.speaksLwM2m(deviceId);
            remember(deviceId, huaweiId);
        }
    }

    /** A device is gone. */
    public void forget(String deviceId) {
        String huaweiId = huaweiIds.remove(deviceId);
        if (huaweiId != null) {
            speakers.remove(huaweiId);
        }
    }

    /** A hub is gone, and its devices with it. Blocks on the database. */
    public void forgetDeleted() {
        Set<String> before = Set.copyOf(huaweiIds.keySet()); // each of them is written down by now, or deleted
        Set<String> there = directory.speakersOfLwM2m().keySet();
        before.stream().filter(deviceId -> !there.contains(deviceId)).forEach(this::forget);
    }

    public boolean contains(String huaweiId) {
        return speakers.contains(huaweiId);
    }

    public boolean isEmpty() {
        return speakers.isEmpty();
    }
}
