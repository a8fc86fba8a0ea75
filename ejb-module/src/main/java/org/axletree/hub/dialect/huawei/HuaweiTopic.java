package org.axletree.hub.dialect.huawei;

import java.util.Optional;

/** What the topics of a Huawei device mean: those on which it speaks, and those on which it is spoken to. */
enum HuaweiTopic {
    PROPERTIES_REPORT("properties/report", false),
    MESSAGES_UP("messages/up", false),
    SUB_DEVICES_REPORT("gateway/sub_devices/properties/report", false),
    EVENTS_UP("events/up", false),
    COMMAND_RESPONSE("commands/response/", true),
    PROPERTIES_SET_RESPONSE("properties/set/response/", true),
    PROPERTIES_GET_RESPONSE("properties/get/response/", true),
    SHADOW_GET("shadow/get/", true),
    /** A topic of the owner's choice. */
    CUSTOM("", false),
    /** Topics of the cloud's third version, which SDKs still use. */
    OLD_JSON("data/json", false),
    OLD_BINARY("data/binary", false),
    /** Not one on which this device speaks. */
    FOREIGN("", false);

    private static final String ROOT = "$oc/devices/";
    private static final String SYSTEM = "/sys/";
    private static final String MESSAGES_DOWN = SYSTEM + "messages/down";
    private static final String USER = "/user/";
    private static final String OLD_ROOT = "/huawei/v1/devices/";
    private static final String GZIP = "?encoding=gzip";
    private static final String REQUEST_ID = "request_id=";
    private static final int LONGEST_REQUEST_ID = 128;

    private static final HuaweiTopic[] OF_THE_SYSTEM = {
        PROPERTIES_REPORT,
        MESSAGES_UP,
        SUB_DEVICES_REPORT,
        EVENTS_UP,
        COMMAND_RESPONSE,
        PROPERTIES_SET_RESPONSE,
        PROPERTIES_GET_RESPONSE,
        SHADOW_GET
    };

    /** What stands behind {@code sys/}, or behind the device in an old topic. */
    private final String path;

    private final boolean hasRequestId;

    /** @param hasRequestId whether the topic ends with {@code request_id=…} */
    HuaweiTopic(String path, boolean hasRequestId) {
        this.path = path;
        this.hasRequestId = hasRequestId;
    }

    /** What it means that a device says something there. Allocates nothing. */
    static HuaweiTopic spokenBy(String deviceId, String topic) {
        int end = isCompressed(topic) ? topic.length() - GZIP.length() : topic.length();
        if (isBelow(ROOT, deviceId, SYSTEM, topic, end)) {
            return system(topic, ROOT.length() + deviceId.length() + SYSTEM.length(), end);
        }
        if (isBelow(ROOT, deviceId, USER, topic, end)) {
            return CUSTOM;
        }
        if (isBelow(OLD_ROOT, deviceId, "/", topic, end)) {
            int at = OLD_ROOT.length() + deviceId.length() + 1;
            return OLD_JSON.is(topic, at, end) ? OLD_JSON : OLD_BINARY.is(topic, at, end) ? OLD_BINARY : FOREIGN;
        }
        return FOREIGN;
    }

    private static boolean isBelow(String root, String deviceId, String branch, String topic, int end) {
        int branchAt = root.length() + deviceId.length();
        return end > branchAt + branch.length()
                && topic.startsWith(root)
                && topic.startsWith(deviceId, root.length())
                && topic.startsWith(branch, branchAt);
    }

    private static HuaweiTopic system(String topic, int at, int end) {
        for (HuaweiTopic kind : OF_THE_SYSTEM) {
            if (kind.is(topic, at, end)) {
                return kind;
            }
        }
        return FOREIGN;
    }

    private boolean is(String topic, int at, int end) {
        if (!topic.startsWith(path, at)) {
            return false;
        }
        int behind = at + path.length();
        if (!hasRequestId) {
            return behind == end;
        }
        int id = behind + REQUEST_ID.length();
        return topic.startsWith(REQUEST_ID, behind)
                && end > id
                && end - id <= LONGEST_REQUEST_ID
                && topic.indexOf('/', id) < 0;
    }

    /** What stands behind {@code request_id=}; only of a topic that has one. */
    static String requestId(String topic) {
        String plain = isCompressed(topic) ? uncompressed(topic) : topic;
        return plain.substring(plain.lastIndexOf(REQUEST_ID) + REQUEST_ID.length());
    }

    /** Whether the payload of a message on this topic is compressed. */
    static boolean isCompressed(String topic) {
        return topic.endsWith(GZIP);
    }

    /** The topic as the hub sees it: without the word that tells of the payload's compression. */
    static String uncompressed(String topic) {
        return topic.substring(0, topic.length() - GZIP.length());
    }

    /** Below it are all topics of a device but the old ones. */
    static String root(String deviceId) {
        return ROOT + deviceId + "/";
    }

    /** Below it are the old topics of a device. */
    static String oldRoot(String deviceId) {
        return OLD_ROOT + deviceId + "/";
    }

    static String messagesUp(String deviceId) {
        return system(deviceId) + MESSAGES_UP.path;
    }

    static String propertiesReport(String deviceId) {
        return system(deviceId) + PROPERTIES_REPORT.path;
    }

    static String messagesDown(String deviceId) {
        return system(deviceId) + "messages/down";
    }

    /** The device that hears messages on a topic; empty if it is another topic. */
    static Optional<String> hearerOf(String topic) {
        int end = topic.length() - MESSAGES_DOWN.length();
        return topic.startsWith(ROOT) && end > ROOT.length() && topic.endsWith(MESSAGES_DOWN)
                ? Optional.of(topic.substring(ROOT.length(), end))
                : Optional.empty();
    }

    /** Whether it is one of the owner's choice, which a device hears if it subscribed to it. */
    static boolean isCustom(String topic) {
        return topic.startsWith(ROOT) && topic.startsWith(USER, topic.indexOf('/', ROOT.length()));
    }

    static String eventsDown(String deviceId) {
        return system(deviceId) + "events/down";
    }

    static String command(String deviceId, String requestId) {
        return system(deviceId) + "commands/" + REQUEST_ID + requestId;
    }

    static String propertiesSet(String deviceId, String requestId) {
        return system(deviceId) + "properties/set/" + REQUEST_ID + requestId;
    }

    static String propertiesGet(String deviceId, String requestId) {
        return system(deviceId) + "properties/get/" + REQUEST_ID + requestId;
    }

    static String shadowAnswer(String deviceId, String requestId) {
        return system(deviceId) + "shadow/get/response/" + REQUEST_ID + requestId;
    }

    private static String system(String deviceId) {
        return ROOT + deviceId + SYSTEM;
    }
}
