package org.axletree.core.limit;

import java.util.Locale;

/**
 * Every limit that an operator may set, with its default (scaleway.md K). The setting of a limit is {@code
 * AXLETREE_LIMIT_<NAME>}, as a system property {@code axletree.limit.<name>} with dots for underscores.
 */
public enum HubLimit {
    HUBS_ON_SHARED_PLAN(5, 1_000_000, "hubs of the shared plan in a project"),
    HUBS_ON_DEDICATED_PLAN(50, 1_000_000, "hubs of the dedicated plan in a project"),
    HUBS_ON_HA_PLAN(50, 1_000_000, "hubs of the high-availability plan in a project"),
    DEVICES_PER_HUB(10_000, 10_000_000, "devices of a hub"),
    DEVICE_AUTHORITIES_PER_HUB(
            100, 10_000, "authorities that a hub's owner may upload to vouch for devices, beside the hub's own one"),
    MODULES_PER_DEVICE(50, 1_000, "modules of a device"),
    METHOD_CALLS(
            50,
            10_000,
            "calls of methods of devices that wait for their answer at once, of which a hub has half at most"),
    CLOUD_MESSAGES(50, 10_000, "messages that wait for a device of Azure's dialect"),
    CLOUD_MESSAGE_BYTES(65_536, 262_144, "bytes of a message to a device of Azure's dialect, with its properties"),
    NEWCOMERS_PER_MINUTE(600, 1_000_000, "devices that a hub may take in by itself in a minute (auto-provisioning)"),
    ENROLLMENTS(10_000, 1_000_000, "enrolments of single devices at a provisioning service"),
    ENROLLMENT_GROUPS(100, 1_000, "enrolment groups at a provisioning service"),
    ROUTES_PER_HUB(100, 10_000, "routes of a hub"),
    JMS_USERS_PER_PROJECT(100, 10_000, "users of the JMS broker that read what a project's routes lead to"),
    NETWORKS_PER_HUB(100, 10_000, "networks of a hub beside MQTT and WebSocket"),
    NETWORK_PUBLISHES_PER_SECOND(
            1_000, 1_000_000, "messages that may come by one network in a second, ten seconds' worth at once"),
    FILTER_TOPICS(1_000, 10_000, "topics in one message filter of a device"),
    NAME_LENGTH(255, 255, "characters of the name of a hub, device or route"),
    DESCRIPTION_LENGTH(2_000, 10_000, "characters of a device's description"),
    PAYLOAD_BYTES(4 * 1024 * 1024, 64 * 1024 * 1024, "bytes of the payload of a message"),
    CONNECTIONS(100_000, 10_000_000, "connections of devices at once"),
    CONNECTIONS_PER_HUB(100_000, 10_000_000, "connections of the devices of a hub at once"),
    CONNECTS_PER_SECOND(1_000, 1_000_000, "connects of a device in a second, ten seconds' worth at once"),
    PUBLISHES_PER_SECOND(
            1_000_000,
            10_000_000,
            "messages that a connection may publish in a second; a quicker one is read more slowly"),
    CLIENT_ID_BYTES(1_024, 65_535, "bytes of a client identifier"),
    SUBSCRIPTIONS_PER_SESSION(1_000, 1_000_000, "topic filters of a session"),
    TOPIC_BYTES(65_535, 65_535, "bytes of a topic name or filter"),
    TOPIC_LEVELS(128, 65_536, "levels of a topic name or filter"),
    TOPIC_ALIASES(64, 65_535, "topic aliases of a connection, each way (MQTT 5)"),
    USER_PROPERTIES(100, 10_000, "user properties of a packet (MQTT 5)"),
    KEEP_ALIVE_SECONDS(
            65_535,
            65_535,
            "seconds of the longest keep-alive; an MQTT 5 client that asks for more, or for none, is told"),
    UNREAD_SECONDS(
            120, 24 * 60 * 60, "seconds in which a client may read nothing of what waits for it on its connection"),
    IN_FLIGHT_PER_SESSION(100, 65_535, "unacknowledged messages sent to a session"),
    RECEIVE_MAXIMUM(
            1_000,
            65_535,
            "messages of QoS 1 and 2 that a client may have on the way to the hub (MQTT 5 receive maximum)"),
    QUEUED_PER_SESSION(10_000, 1_000_000, "messages waiting for a session's window"),
    QUEUED_BYTES_PER_SESSION(8 * 1024 * 1024, Integer.MAX_VALUE, "bytes of messages waiting for a session's window"),
    SESSION_EXPIRY_SECONDS(
            7 * 24 * 60 * 60, Integer.MAX_VALUE, "seconds that a session may live on without a connection"),
    SESSIONS_PER_DEVICE(10_000, 10_000_000, "sessions of a device, one for each of its client identifiers"),
    STORAGE_BYTES_PER_HUB(
            140 * 1024 * 1024,
            Integer.MAX_VALUE,
            "bytes of what devices make a hub keep: sessions, subscriptions, retained, waiting and will messages (scaleway.md K2)"),
    RETAINED_PER_HUB(1_000_000, 100_000_000, "retained messages of a hub"),
    ROUTE_QUEUE_MESSAGES(100_000, 100_000_000, "messages in the queue of a route"),
    ROUTE_QUEUE_BYTES(128 * 1024 * 1024, Integer.MAX_VALUE, "bytes of messages in the queue of a route"),
    ROUTE_LOG_MEGABYTES(
            4_096,
            1_048_576,
            "megabytes (2^20) of messages that wait for routes; a message counts for each of its routes"),
    ROUTE_LOG_MEGABYTES_PER_HUB(1_024, 1_048_576, "megabytes (2^20) of messages that wait for the routes of a hub"),
    ROUTE_BACKLOG_MESSAGES(10_000_000, 1_000_000_000, "messages that a route may be told to let wait"),
    DEAD_LETTERS_PER_ROUTE(10_000, 10_000_000, "dead letters of a route; the oldest make room for new ones"),
    DEAD_LETTER_BYTES_PER_ROUTE(64 * 1024 * 1024, Integer.MAX_VALUE, "bytes of the dead letters of a route; likewise"),
    DEAD_LETTER_DAYS(30, 3_650, "days that a dead letter is kept"),
    ROUTE_THREADS(32, 1_000, "threads that deliver to the targets of routes, and a quarter as many to failing ones"),
    EVENTS_PER_HUB(1_000, 1_000_000, "events of a hub that are kept over restarts"),
    LIVE_STREAMS(
            50,
            10_000,
            "streams of messages and events that are read at once while they happen; by tokens of one project half of them"),
    LIVE_BYTES_PER_HUB(
            2 * 1024 * 1024,
            Integer.MAX_VALUE,
            "bytes of messages, and of events, that a hub remembers for its streams while there are any"),
    TWIN_DOCUMENTS(100, 10_000, "documents of the twin of a device"),
    TWIN_DOCUMENT_BYTES(65_536, 1024 * 1024, "bytes of a document of a twin"),
    SHADOW_SERVICES(100, 10_000, "services in the shadow of a Huawei device"),
    SHADOW_BYTES(65_536, 1024 * 1024, "bytes of what is wanted, and of what is reported, of a service in a shadow"),
    DOWNLINKS_PER_DEVICE(100, 10_000, "messages that wait for a Huawei device that is away"),
    MESSAGES_REMEMBERED(20, 1_000, "messages to a Huawei device that are remembered, with what became of them"),
    COMMANDS_PER_DEVICE(100, 10_000, "commands in the ledger that wait for a device, or for its answer"),
    COMMANDS_UNDER_WAY(
            10_000,
            1_000_000,
            "commands to Huawei devices that wait for their answer, of which a hub has half at most"),
    OBSERVATIONS_PER_DEVICE(100, 10_000, "paths of an LwM2M device that are observed"),
    COAP_BODY_BYTES(16_384, 1024 * 1024, "bytes of what a device says over CoAP in several blocks"),
    COAP_TRANSFERS(
            1_000,
            100_000,
            "transfers of several blocks from devices over CoAP that are under way at once, at each of its ports"),
    DTLS_HANDSHAKES(
            2_000, 100_000, "handshakes of DTLS that are under way at once; who comes beyond them is not answered yet"),
    OBJECT_MODELS_PER_HUB(100, 10_000, "objects of LwM2M that a hub's owner may describe"),
    OBJECT_MODEL_BYTES(65_536, 1024 * 1024, "bytes of the description of an object"),
    FIRMWARE_IMAGES_PER_HUB(20, 10_000, "images of firmware of a hub"),
    FIRMWARE_BYTES(4 * 1024 * 1024, 64 * 1024 * 1024, "bytes of an image of firmware"),
    API_TOKENS(100, 100_000, "tokens of the management API"),
    USERS(100, 100_000, "people who may use the console"),
    PROJECTS_PER_USER(100, 1_000, "projects that a person is limited to"),
    AUDIT_ENTRIES(100_000, 10_000_000, "entries of the audit log, and a twentieth more until the oldest are removed"),
    CONNECTIONS_REMEMBERED(20, 1_000, "connections of a device that its timeline remembers"),
    NOTICES_PER_HUB(200, 100_000, "remembered refusals and drops of a hub"),
    API_BODY_BYTES(1024 * 1024, 64 * 1024 * 1024, "bytes of the body of an API request"),
    WEB_CONNECTIONS(
            2_000,
            1_000_000,
            "connections to console and API at once; beyond, the slowest one makes room for the newest"),
    WEB_CONNECTIONS_PER_ADDRESS(
            500, 1_000_000, "connections to console and API from one address (a network of 64 bits with IPv6)"),
    WEB_REQUEST_SECONDS(60, 3_600, "seconds that a request to console or API may take to arrive");

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

    /** A record of limits makes sure of each of its own: nothing may be unbounded, and nothing shut. */
    public static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
