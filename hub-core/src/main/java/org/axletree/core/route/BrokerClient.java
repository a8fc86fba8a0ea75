package org.axletree.core.route;

/**
 * The hub's own connections to the broker, which no container pools and no transaction manager takes part in. Whoever knows the
 * broker registers a {@code jakarta.jms.ConnectionFactory} with the MBean server of the platform under {@link #NAME}; what it
 * makes is transacted where that is asked for, and says so if a commit failed.
 */
public final class BrokerClient {
    /** As an object name of JMX. */
    public static final String NAME = "org.axletree:type=BrokerClient";

    private BrokerClient() {}
}
