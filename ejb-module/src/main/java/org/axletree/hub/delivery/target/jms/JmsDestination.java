package org.axletree.hub.delivery.target.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import org.axletree.hub.registry.route.RouteConfiguration;

/** A queue or a topic of the broker. */
public record JmsDestination(String name, boolean topic) {
    private static final String QUEUE = "jms:queue:";
    private static final String TOPIC = "jms:topic:";

    static JmsDestination of(RouteConfiguration configuration) {
        String queue = configuration.text(JmsTarget.QUEUE);
        return queue.isEmpty()
                ? new JmsDestination(configuration.text(JmsTarget.TOPIC), true)
                : new JmsDestination(queue, false);
    }

    /** Read from {@link #fullName()}. */
    static JmsDestination named(String fullName) {
        return fullName.startsWith(TOPIC)
                ? new JmsDestination(fullName.substring(TOPIC.length()), true)
                : new JmsDestination(fullName.substring(QUEUE.length()), false);
    }

    /** Unlike that of any other, of whatever kind of route. */
    String fullName() {
        return (topic ? TOPIC : QUEUE) + name;
    }

    Destination in(JMSContext context) {
        return topic ? context.createTopic(name) : context.createQueue(name);
    }
}
