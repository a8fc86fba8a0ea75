package org.axletree.hub.dialect.huawei;

/** The topics of a Huawei device, for whoever tells people how it connects. */
public final class DeviceTopics {
    private DeviceTopics() {}

    /** On which it says something. */
    public static String messages(String deviceId) {
        return HuaweiTopic.messagesUp(deviceId);
    }

    /** All that it may hear, as a filter. */
    public static String all(String deviceId) {
        return HuaweiTopic.root(deviceId) + "#";
    }
}
