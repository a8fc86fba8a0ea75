package org.axletree.hub.registry.huawei;

import java.util.Optional;

/** What is to change of a device; what is empty stays. */
public record HuaweiPatch(
        Optional<String> deviceName,
        Optional<String> description,
        Optional<String> extensionInfo,
        Optional<Boolean> secureAccess) {}
