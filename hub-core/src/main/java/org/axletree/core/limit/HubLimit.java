package org.axletree.core.limit;

import java.util.Locale;

/**
 * Every limit that an operator may set, with its default (clouds.md K). The setting of a limit is {@code
 * AXLETREE_LIMIT_<NAME>}, as a system property {@code axletree.limit.<name>} with dots for underscores.
 */
public enum HubLimit {
    HUBS_ON_SHARED_PLAN(5, 1_000_000, "hubs of the shared plan in a project"),
    HUBS_ON_DEDICATED_PLAN(50, 1_000_000, "hubs of the dedicated plan in a project"),
    HUBS_ON_HA_PLAN(50, 1_000_000, "hubs of the high-availability plan in a project"),
    DEVICES_PER_HUB(10_000, 10_000_000, "devices of a hub"),
    ROUTES_PER_HUB(100, 10_000, "routes of a hub"),
    FILTER_TOPICS(1_000, 10_000, "topics in one message filter of a device"),
    NAME_LENGTH(255, 255, "characters of the name of a hub, device or route"),
    DESCRIPTION_LENGTH(2_000, 10_000, "characters of a device's description"),
    PAYLOAD_BYTES(4 * 1024 * 1024, 64 * 1024 * 1024, "bytes of the payload of a message"),
    CONNECTIONS(100_000, 10_000_000, "connections of devices at once"),
    SUBSCRIPTIONS_PER_SESSION(1_000, 1_000_000, "topic filters of a session"),
    TOPIC_LEVELS(128, 65_536, "levels of a topic name or filter"),
    IN_FLIGHT_PER_SESSION(100, 65_535, "unacknowledged messages sent to a session"),
    QUEUED_PER_SESSION(1_000, 1_000_000, "messages waiting for a session's window"),
    ROUTE_QUEUE_MESSAGES(100_000, 100_000_000, "messages in the queue of a route"),
    ROUTE_QUEUE_BYTES(128 * 1024 * 1024, Integer.MAX_VALUE, "bytes of messages in the queue of a route"),
    NOTICES_PER_HUB(200, 100_000, "remembered refusals and drops of a hub"),
    API_BODY_BYTES(1024 * 1024, 64 * 1024 * 1024, "bytes of the body of an API request");

    private final int standard;
    private final int highest;
    private final String meaning;

    HubLimit(int standard, int highest, String meaning) {
        this.standard = standard;
        this.highest = highest;
        this.meaning = meaning;
    }

    /** The value where nothing is set. */
    public int standard() {
        return standard;
    }

    /** The highest value that may be set; the lowest is 1. */
    public int highest() {
        return highest;
    }

    /** What is counted, for people. */
    public String meaning() {
        return meaning;
    }

    /** The system property that sets it. */
    public String property() {
        return "axletree.limit." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
