package org.axletree.verification.bench.broker;

/** A broker that runs. */
public interface Broker extends AutoCloseable {
    String HOST = "127.0.0.1";

    String name();

    /** What is running, in words, for the report. */
    String description();

    /** How to reach it, and who to be. */
    int port(Listener listener);

    /** The credentials of client number {@code index}; every number is somebody else, up to {@link #clients}. */
    Credentials client(int index);

    /** A root for topics that its clients may publish to and subscribe. */
    default String topicRoot() {
        return "bench";
    }

    /** Whether it is one at all, or something to compare brokers with. */
    default boolean speaksMqtt() {
        return true;
    }

    long pid();

    /**
     * Ends it and starts it anew, with nothing in its memory.
     *
     * @param hubs over how many hubs its clients are spread, if it has such a thing
     */
    void restart(int hubs);

    @Override
    void close();

    /** The ways in. */
    enum Listener {
        PLAIN,
        TLS,
        MUTUAL_TLS
    }
}
