package org.axletree.core.route;

import java.util.Optional;

/**
 * How full the queues of a broker in this process are. Whoever runs the broker registers one with the MBean server of the
 * platform under {@link #NAME}, as the broker's own means of management are for programs in other processes.
 */
public interface QueueDepths {
    /** As an object name of JMX. */
    String NAME = "org.axletree:type=QueueDepths";

    /** What lies in a queue now; empty if there is no such queue yet. */
    Optional<QueueDepth> depthOf(String queueName);
}
