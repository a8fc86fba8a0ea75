package org.axletree.hub.registry.huawei;

import java.util.Objects;
import java.util.Optional;

/**
 * Where Huawei's words look for something: a project, and in it an instance, which is a hub.
 *
 * @param instanceId UUID of the hub; empty where the project has only one, or the device tells
 */
public record HuaweiAddress(String projectId, Optional<String> instanceId) {
    public HuaweiAddress {
        Objects.requireNonNull(projectId, "projectId");
        Objects.requireNonNull(instanceId, "instanceId");
    }
}
