package org.axletree.hub.registry.huawei;

/** How a device is doing, in Huawei's words. */
public enum HuaweiStatus {
    /** It never connected. */
    INACTIVE,
    ONLINE,
    OFFLINE,
    /** Its owner does not let it connect. */
    FROZEN
}
