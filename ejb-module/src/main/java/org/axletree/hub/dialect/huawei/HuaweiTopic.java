package org.axletree.hub.dialect.huawei;

import java.util.Objects;
import java.util.Optional;

/**
 * A topic of a Huawei device below {@code $oc/devices/<device id>/}.
 *
 * @param kind what is said there
 * @param requestId which request it belongs to; empty where the kind has none
 */
record HuaweiTopic(Kind kind, String requestId) {
    private static final String ROOT = "$oc/devices/";
    private static final String SYSTEM = "/sys/";
    private static final String USER = "/user/";
    private static final String OLD_ROOT = "/huawei/v1/devices/";
    private static final String GZIP = "?encoding=gzip";
    private static final String REQUEST_ID = "request_id=";
    private static final int LONGEST_REQUEST_ID = 128;

    /** The longest topic that is a device's own choice, in bytes of UTF-8. */
    static final int LONGEST_CUSTOM = 128;

    private static final Kind[] SYSTEM_KINDS = {
        Kind.PROPERTIES_REPORT,
        Kind.MESSAGES_UP,
        Kind.SUB_DEVICES_REPORT,
        Kind.EVENTS_UP,
        Kind.COMMAND_RESPONSE,
        Kind.PROPERTIES_SET_RESPONSE,
        Kind.PROPERTIES_GET_RESPONSE,
        Kind.SHADOW_GET
    };

    HuaweiTopic {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** What a device may say, by what stands behind {@code sys/} in the topic. */
    enum Kind {
        MESSAGES_UP("messages/up", false),
        PROPERTIES_REPORT("properties/report", false),
        SUB_DEVICES_REPORT("gateway/sub_devices/properties/report", false),
        EVENTS_UP("events/up", false),
        COMMAND_RESPONSE("commands/response/", true),
        PROPERTIES_SET_RESPONSE("properties/set/response/", true),
        PROPERTIES_GET_RESPONSE("properties/get/response/", true),
        SHADOW_GET("shadow/get/", true),
        CUSTOM("", false),
        OLD_JSON("data/json", false),
        OLD_BINARY("data/binary", false);

        private final String path;
        private final boolean hasRequestId;

        /** @param hasRequestId whether it ends with {@code request_id=…} */
        Kind(String path, boolean hasRequestId) {
            this.path = path;
            this.hasRequestId = hasRequestId;
        }
    }

    /** A topic of the device's own on which it may speak; empty for whatever else. */
    static Optional<HuaweiTopic> spokenBy(String deviceId, String topic) {
        String plain = isCompressed(topic) ? uncompressed(topic) : topic;
        if (isBelow(ROOT, deviceId, SYSTEM, plain)) {
            return system(plain, ROOT.length() + deviceId.length() + SYSTEM.length());
        }
        if (isBelow(ROOT, deviceId, USER, plain)) {
            return Optional.of(new HuaweiTopic(Kind.CUSTOM, ""));
        }
        if (isBelow(OLD_ROOT, deviceId, "/", plain)) {
            return old(plain, OLD_ROOT.length() + deviceId.length() + 1);
        }
        return Optional.empty();
    }

    private static boolean isBelow(String root, String deviceId, String branch, String topic) {
        int branchAt = root.length() + deviceId.length();
        return topic.length() > branchAt + branch.length()
                && topic.startsWith(root)
                && topic.startsWith(deviceId, root.length())
                && topic.startsWith(branch, branchAt);
    }

    private static Optional<HuaweiTopic> system(String topic, int at) {
        for (Kind kind : SYSTEM_KINDS) {
            if (topic.startsWith(kind.path, at)) {
                int end = at + kind.path.length();
                if (!kind.hasRequestId) {
                    if (end == topic.length()) {
                        return Optional.of(new HuaweiTopic(kind, ""));
                    }
                } else if (topic.startsWith(REQUEST_ID, end)) {
                    String requestId = topic.substring(end + REQUEST_ID.length());
                    if (isRequestId(requestId)) {
                        return Optional.of(new HuaweiTopic(kind, requestId));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRequestId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_REQUEST_ID && text.indexOf('/') < 0;
    }

    private static Optional<HuaweiTopic> old(String topic, int at) {
        String rest = topic.substring(at);
        if (rest.equals(Kind.OLD_JSON.path)) {
            return Optional.of(new HuaweiTopic(Kind.OLD_JSON, ""));
        }
        return rest.equals(Kind.OLD_BINARY.path) ? Optional.of(new HuaweiTopic(Kind.OLD_BINARY, "")) : Optional.empty();
    }

    /** Whether the payload of a message on this topic is compressed. */
    static boolean isCompressed(String topic) {
        return topic.endsWith(GZIP);
    }

    /** The topic as the hub sees it: without the word that tells of the payload's compression. */
    static String uncompressed(String topic) {
        return topic.substring(0, topic.length() - GZIP.length());
    }

    /** Where the hub answers a request of the device for its shadow. */
    static String shadowAnswer(String deviceId, String requestId) {
        return system(deviceId) + "shadow/get/response/" + REQUEST_ID + requestId;
    }

    static String messagesUp(String deviceId) {
        return system(deviceId) + "messages/up";
    }

    static String propertiesReport(String deviceId) {
        return system(deviceId) + "properties/report";
    }

    static String messagesDown(String deviceId) {
        return system(deviceId) + "messages/down";
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

    private static String system(String deviceId) {
        return ROOT + deviceId + SYSTEM;
    }
}
