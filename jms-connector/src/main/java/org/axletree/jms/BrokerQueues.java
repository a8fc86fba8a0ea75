package org.axletree.jms;

import com.sun.messaging.jmq.jmsserver.core.Destination;
import com.sun.messaging.jmq.jmsserver.core.DestinationList;
import com.sun.messaging.jmq.jmsserver.core.PacketReference;
import com.sun.messaging.jmq.jmsserver.util.BrokerException;
import com.sun.messaging.jmq.util.lists.Filter;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.route.QueueDepth;
import org.axletree.core.route.QueueDepths;

/**
 * The queues of the embedded broker, looked at from within. A browser would have the broker hand out every message, and its
 * JMX agent and its metrics topics know how many there are, but not how old.
 */
final class BrokerQueues implements QueueDepths {
    @Override
    public Optional<QueueDepth> depthOf(String queueName) {
        try {
            for (Destination queue : DestinationList.getDestination(null, queueName, true)) {
                if (queue != null) {
                    return Optional.of(depthOf(queue));
                }
            }
            return Optional.empty();
        } catch (BrokerException unknown) {
            return Optional.empty();
        }
    }

    private static QueueDepth depthOf(Destination queue) {
        int messages = queue.size();
        return messages == 0 ? QueueDepth.EMPTY : new QueueDepth(messages, oldestOf(queue));
    }

    /** The first in line, unless consumers have some that they did not acknowledge: then all are looked at. */
    private static OptionalLong oldestOf(Destination queue) {
        PacketReference first = queue.peekNext();
        if (first != null && queue.getUnackSize() == 0) {
            return OptionalLong.of(first.getTimestamp());
        }
        Oldest oldest = new Oldest();
        queue.getAll(oldest);
        return oldest.at;
    }

    /** Sees every message and chooses none: nothing is copied, and nothing read from the disk. */
    private static final class Oldest implements Filter {
        private OptionalLong at = OptionalLong.empty();

        @Override
        public boolean matches(Object message) {
            long sentAt = ((PacketReference) message).getTimestamp();
            if (sentAt < at.orElse(Long.MAX_VALUE)) {
                at = OptionalLong.of(sentAt);
            }
            return false;
        }
    }
}
