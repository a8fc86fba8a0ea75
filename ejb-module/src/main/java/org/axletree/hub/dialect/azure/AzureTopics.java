package org.axletree.hub.dialect.azure;

/** The topics of Azure's devices (docs/reference/dialects/azure.md, 4 to 8). */
final class AzureTopics {
    /** Where the hub speaks, and hears requests. */
    static final String HUB = "$iothub/";

    private static final String DEVICES = "devices/";
    private static final String MODULES = "/modules/";
    private static final String EVENTS = "/messages/events";

    private AzureTopics() {}

    /** How long the topic of a device's or module's messages is, without a slash behind it. */
    static int eventsLength(String deviceName) {
        int own = DEVICES.length() + deviceName.length() + EVENTS.length();
        return deviceName.indexOf('/') < 0 ? own : own + MODULES.length() - 1;
    }

    /** What all ordinary topics of a device or module begin with: {@code devices/d}, {@code devices/d/modules/m}. */
    static String own(String deviceName) {
        int module = deviceName.indexOf('/');
        return module < 0
                ? DEVICES + deviceName
                : DEVICES + deviceName.substring(0, module) + MODULES + deviceName.substring(module + 1);
    }

    /** Whether it is the topic of a device's or module's messages, or below it. Makes no text of a device's topic. */
    static boolean isEvents(String topic, String deviceName) {
        int module = deviceName.indexOf('/');
        if (!topic.startsWith(DEVICES)) {
            return false;
        }
        int at = DEVICES.length();
        if (module < 0) {
            return topic.startsWith(deviceName, at) && endsAsEvents(topic, at + deviceName.length());
        }
        return topic.regionMatches(at, deviceName, 0, module)
                && topic.startsWith(MODULES, at + module)
                && topic.startsWith(deviceName.substring(module + 1), at + module + MODULES.length())
                && endsAsEvents(topic, at + deviceName.length() + MODULES.length() - 1);
    }

    private static boolean endsAsEvents(String topic, int at) {
        int end = at + EVENTS.length();
        return topic.startsWith(EVENTS, at) && (topic.length() == end || topic.charAt(end) == '/');
    }
}
