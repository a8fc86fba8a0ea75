package org.axletree.core.limit;

/**
 * Whatever a device can make the hub hold for longer than the packet that brought it, with what bounds it (ADR 42): the table of
 * {@code docs/reference/limits.md}. A new structure of that kind gets a line here.
 */
public enum Kept {
    SESSION(
            1_000,
            "a session that outlives its connection",
            "its client identifier",
            "the hub's room; `SESSIONS_PER_DEVICE`, `SESSION_EXPIRY_SECONDS`"),
    CLEAN_SESSION(
            0,
            "a session that does not",
            "its client identifier",
            "`CONNECTIONS`, `CONNECTIONS_PER_HUB`; none begins while memory is short"),
    SUBSCRIPTION(
            400,
            "a subscription",
            "its filter, and each level of it",
            "the hub's room; `SUBSCRIPTIONS_PER_SESSION`, `TOPIC_BYTES`, `TOPIC_LEVELS`"),
    LEVEL(150, "a level of a filter, or of a retained topic", "", "the hub's room"),
    MESSAGE(
            200,
            "a message that waits for a session, or for its acknowledgement",
            "its topic, properties and payload",
            "the hub's room; `QUEUED_PER_SESSION`, `QUEUED_BYTES_PER_SESSION`, `IN_FLIGHT_PER_SESSION`"),
    RECIPIENT(100, "that it waits for one more session", "", "the hub's room"),
    RETAINED(
            200,
            "a retained message",
            "its topic, each level of it, its properties and payload",
            "the hub's room; `RETAINED_PER_HUB`"),
    FED(
            80,
            "the note that a session was fed a retained message",
            "",
            "the hub's room; without, the message is sent and not noted"),
    WILL(
            200,
            "a will, until the hub has finished with it",
            "its topic, properties and payload",
            "the hub's room; one for each session"),
    PACKET_ID(
            50,
            "the packet identifier of a QoS 2 message that its client has not released",
            "",
            "the hub's room, or the connection is closed; `RECEIVE_MAXIMUM` in MQTT 5"),
    TOPIC(
            100,
            "a topic alias, or one of the 64 topics that a connection used lately",
            "the topic",
            "the hub's room, or the connection is closed (its own aliases), or it is not remembered; `TOPIC_ALIASES`"),
    OUTSTANDING(
            200,
            "a published message that waits for its routes, behind one that does, or for an older connection of its device",
            "its topic and payload",
            "4,000 messages and 16 MiB a session, and the hub's room; beyond it the sender is not read from"),
    PART(
            0,
            "a part of a packet",
            "what has come, if it is more than 8 KiB",
            "a sixteenth of the heap for the devices of a hub, an eighth for all, a sixteenth for strangers; beyond it the"
                    + " connection is closed"),
    LANE(
            0,
            "messages on their way to routes",
            "their payloads",
            "20,000 and 8 MiB for each set of routes, 160,000 and a fifth of the heap (at most 192 MiB) in all; beyond it their"
                    + " senders are not read from"),
    REQUEST(0, "a request to the hub itself", "its payload", "100 a session, 10,000 and 16 MiB in all"),
    OUTGOING(
            0,
            "what a client was sent and does not read",
            "its bytes",
            "64 KiB and one message; `UNREAD_SECONDS`, or at once while memory is short"),
    TRANSIT(
            0,
            "a message on its way from one event loop to another",
            "its topic, properties and payload",
            "50,000 and 32 MiB for each event loop; beyond it the sender is not read from"),
    CHANGE(
            0,
            "a change that waits for the disk",
            "its record",
            "200,000 and 64 MiB; beyond it the sender is not read from"),
    REMEMBERED_TOPIC(
            0, "a topic that an event loop looked up twice", "the topic, if it has 512 bytes or less", "1,024"),
    CONNECT_RATE(0, "a device that connected in the last ten seconds", "", "200,000"),
    EXCHANGE(
            0,
            "an exchange of SCRAM-SHA-256 that is under way",
            "its messages, of 2,048 bytes at most",
            "one for each connection; ten seconds"),
    STOPPED_LOGIN(
            300,
            "that a login stopped before all passwords of its user name were compared",
            "",
            "1,000; the eldest is forgotten, and begins with the first one again"),
    WAITING_LOGIN(
            0,
            "a login that waits until its password is compared",
            "its packet",
            "4 of a user name, ten seconds; beyond it `busy`"),
    PAST_CONNECTION(
            0,
            "a connection that is shown in the timeline of its device",
            "its address and client identifier, up to 256 characters",
            "`CONNECTIONS_REMEMBERED`, and 50,000 of all devices"),
    REFUSAL(0, "refusals of a session that were not told yet", "", "one number for each reason");

    private final int bytes;
    private final String what;
    private final String further;
    private final String bound;

    Kept(int bytes, String what, String further, String bound) {
        this.bytes = bytes;
        this.what = what;
        this.further = further;
        this.bound = bound;
    }

    /** What each takes of the room of its hub, in bytes, beside {@link #further}; 0 if it does not count there. */
    public int bytes() {
        return bytes;
    }

    /** What it is, for people. */
    public String what() {
        return what;
    }

    /** What counts besides, for people; may be empty. */
    public String further() {
        return further;
    }

    /** What bounds it, for people. */
    public String bound() {
        return bound;
    }
}
