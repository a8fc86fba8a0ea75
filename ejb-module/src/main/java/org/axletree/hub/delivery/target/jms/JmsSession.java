package org.axletree.hub.delivery.target.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.message.Qos;

/**
 * A connection to the broker that sends to one destination, in one transaction after the other. Used by one thread at a time; of no
 * use any more after a transaction that was not {@linkplain Sent#isWhole() whole}.
 */
final class JmsSession implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(JmsSession.class.getName());

    private final JMSContext context;
    private final JMSProducer producer;
    private final Destination destination;
    private volatile boolean broken;

    private JmsSession(JMSContext context, JmsDestination destination) {
        this.context = context;
        this.context.setExceptionListener(lost -> broken = true);
        this.producer = context.createProducer();
        this.destination = destination.in(context);
    }

    /** @throws JMSRuntimeException if the broker is away, or does not let the hub in */
    static JmsSession open(ConnectionFactory connections, JmsDestination destination) {
        JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED);
        try {
            return new JmsSession(context, destination);
        } catch (JMSRuntimeException lost) {
            context.close();
            throw lost;
        }
    }

    /** Answers whether the broker went away meanwhile. */
    boolean isBroken() {
        return broken;
    }

    /** Sends all of them in one transaction, or none. */
    Sent send(List<Outgoing> messages) {
        int sent = 0;
        try {
            for (Outgoing outgoing : messages) {
                producer.setDeliveryMode(
                        outgoing.message().qos() == Qos.AT_MOST_ONCE
                                ? DeliveryMode.NON_PERSISTENT
                                : DeliveryMode.PERSISTENT);
                producer.send(destination, message(outgoing));
                sent++;
            }
        } catch (JMSException | JMSRuntimeException failure) {
            LOG.log(Level.FINE, "The broker does not take messages", failure);
            return Sent.refused(sent, failure);
        }
        try {
            context.commit();
            return Sent.all(sent);
        } catch (RuntimeException unknown) {
            LOG.log(Level.FINE, "The broker does not confirm a transaction", unknown);
            return Sent.unknown();
        }
    }

    private BytesMessage message(Outgoing outgoing) throws JMSException {
        BytesMessage message = context.createBytesMessage();
        message.writeBytes(outgoing.message().payload());
        for (Map.Entry<String, Object> property : outgoing.properties().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        return message;
    }

    /** What was sent and not committed, is not sent. */
    @Override
    public void close() {
        try {
            context.close();
        } catch (JMSRuntimeException alreadyGone) {
            LOG.log(Level.FINE, "A connection to the broker was broken", alreadyGone);
        }
    }
}
