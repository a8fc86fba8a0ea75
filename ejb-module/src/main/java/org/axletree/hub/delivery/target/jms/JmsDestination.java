package org.axletree.hub.delivery.target.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import org.axletree.hub.registry.route.RouteConfiguration;

/** A queue or a topic of the broker. */
public record JmsDestination(String name, boolean topic) {
    static JmsDestination of(RouteConfiguration configuration) {
        String queue = configuration.text(JmsTarget.QUEUE);
        return queue.isEmpty()
                ? new JmsDestination(configuration.text(JmsTarget.TOPIC), true)
                : new JmsDestination(queue, false);
    }

    Destination in(JMSContext context) {
        return topic ? context.createTopic(name) : context.createQueue(name);
    }
}
