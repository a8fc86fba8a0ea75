package org.axletree.hub.delivery.target.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axletree.core.route.QueueDepth;

/**
 * What a broker in another process tells of its queues. OpenMQ says once a minute, on a topic for each queue that somebody
 * listens to, how many messages there are (OpenMQ Developer's Guide for Java Clients, "Using the Metrics Monitoring API");
 * how old the first one is, a browser finds out.
 *
 * <p>Not safe for more than one thread. A connection that broke is an exception; close it then, and begin anew.
 */
final class BrokerReports implements AutoCloseable {
    private static final String TOPIC = "mq.metrics.destination.queue.";
    private static final String COUNT = "numMsgs";

    /** Each costs the broker a consumer. */
    static final int MOST_QUEUES = 200;

    private final ConnectionFactory connections;
    private final JMSContext context;
    private final Map<String, JMSConsumer> listeners = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    BrokerReports(ConnectionFactory connections) {
        this.connections = connections;
        this.context = connections.createContext();
    }

    /** Stops listening to what is no longer asked for. */
    void retain(Set<String> queueNames) {
        listeners.entrySet().removeIf(listener -> {
            boolean gone = !queueNames.contains(listener.getKey());
            if (gone) {
                listener.getValue().close();
                counts.remove(listener.getKey());
            }
            return gone;
        });
    }

    /** What the broker told last; empty if it has not told yet, or does not tell. */
    Optional<QueueDepth> depthOf(String queueName) throws JMSException {
        if (!listeners.containsKey(queueName)) {
            if (listeners.size() >= MOST_QUEUES) {
                return Optional.empty();
            }
            listeners.put(queueName, context.createConsumer(context.createTopic(TOPIC + queueName)));
        }
        JMSConsumer listener = listeners.get(queueName);
        for (Message report = listener.receiveNoWait(); report != null; report = listener.receiveNoWait()) {
            if (report instanceof MapMessage map && map.itemExists(COUNT)) {
                counts.put(queueName, map.getLong(COUNT));
            }
        }
        Long messages = counts.get(queueName);
        return messages == null ? Optional.empty() : Optional.of(depth(queueName, messages));
    }

    private QueueDepth depth(String queueName, long messages) throws JMSException {
        if (messages == 0) {
            return QueueDepth.EMPTY;
        }
        try (JMSContext reader = connections.createContext();
                QueueBrowser browser = reader.createBrowser(reader.createQueue(queueName))) {
            Enumeration<?> waiting = browser.getEnumeration();
            // What the broker counted may be gone by now.
            return waiting.hasMoreElements()
                    ? new QueueDepth(messages, OptionalLong.of(((Message) waiting.nextElement()).getJMSTimestamp()))
                    : QueueDepth.EMPTY;
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
