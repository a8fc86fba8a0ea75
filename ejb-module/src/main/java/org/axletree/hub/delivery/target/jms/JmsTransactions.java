package org.axletree.hub.delivery.target.jms;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.QueueBrowser;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.message.Qos;

/** Where a transaction with the broker begins and ends. */
@Stateless
public class JmsTransactions {
    private static final Logger LOG = Logger.getLogger(JmsTransactions.class.getName());

    @Resource(lookup = "java:app/axletree/JmsConnectionFactory")
    private ConnectionFactory connections;

    @Resource
    private SessionContext session;

    /** What became of a transaction: how many it sent, and why no more; nothing is sent unless that is empty. */
    public record Sent(int messages, String problem) {}

    /**
     * Sends all of them in one transaction, or none. An exception out of here is a commit that failed: nobody knows whether the
     * broker has them.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Sent send(JmsDestination destination, List<Outgoing> messages) {
        int sent = 0;
        try (JMSContext context = connections.createContext()) {
            JMSProducer producer = context.createProducer();
            Destination to = destination.in(context);
            for (Outgoing outgoing : messages) {
                producer.setDeliveryMode(
                        outgoing.message().qos() == Qos.AT_MOST_ONCE
                                ? DeliveryMode.NON_PERSISTENT
                                : DeliveryMode.PERSISTENT);
                producer.send(to, message(context, outgoing));
                sent++;
            }
            return new Sent(sent, "");
        } catch (JMSException | JMSRuntimeException failure) {
            session.setRollbackOnly();
            LOG.log(Level.FINE, "The broker does not take messages", failure);
            return new Sent(sent, String.valueOf(failure.getMessage()));
        }
    }

    private static BytesMessage message(JMSContext context, Outgoing outgoing) throws JMSException {
        BytesMessage message = context.createBytesMessage();
        message.writeBytes(outgoing.message().payload());
        for (Map.Entry<String, Object> property : outgoing.properties().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        return message;
    }

    /** What keeps the hub from logging in to the broker; empty if nothing does. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String problem() {
        try {
            connections.createContext().close();
            return "";
        } catch (JMSRuntimeException away) {
            return String.valueOf(away.getMessage());
        }
    }

    /** Answers whether nothing lies in a queue; no, if the broker does not tell. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean isEmpty(String queueName) {
        try (JMSContext context = connections.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queueName))) {
            return !browser.getEnumeration().hasMoreElements();
        } catch (JMSException | JMSRuntimeException away) {
            return false;
        }
    }
}
