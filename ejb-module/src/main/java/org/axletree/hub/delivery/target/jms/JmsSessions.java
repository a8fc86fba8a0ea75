package org.axletree.hub.delivery.target.jms;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.QueueBrowser;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axletree.core.route.BrokerClient;

/**
 * The hub's own way to the broker. Sessions stay open from one transaction to the next: what a container does around a transaction
 * costs far more than a message in it.
 */
@ApplicationScoped
public class JmsSessions {
    /** Each is a connection of the broker. Those over which somebody sends at the moment come on top: one a thread. */
    static final int MOST_KEPT = 64;

    private final KeptSessions kept = new KeptSessions(MOST_KEPT);
    private final Supplier<ConnectionFactory> connections;

    public JmsSessions() {
        this(JmsSessions::registered);
    }

    JmsSessions(Supplier<ConnectionFactory> connections) {
        this.connections = connections;
    }

    /**
     * Sends all of them in one transaction, or none.
     *
     * @param owner whose session it is: one that sends to one destination, by one thread at a time
     */
    public Sent send(Object owner, JmsDestination destination, List<Outgoing> messages) {
        JmsSession session;
        try {
            session = open(owner, destination);
        } catch (JMSRuntimeException away) {
            return Sent.refused(0, away);
        }
        boolean whole = false;
        try {
            Sent sent = session.send(messages);
            whole = sent.isWhole();
            return sent;
        } finally {
            if (whole) {
                kept.keep(owner, session);
            } else {
                session.close();
            }
        }
    }

    private JmsSession open(Object owner, JmsDestination destination) {
        Optional<JmsSession> old = kept.take(owner);
        if (old.isPresent()) {
            if (!old.get().isBroken()) {
                return old.get();
            }
            old.get().close();
        }
        return JmsSession.open(connections.get(), destination);
    }

    /** The owner sends no more. */
    public void release(Object owner) {
        kept.take(owner).ifPresent(JmsSession::close);
    }

    @PreDestroy
    void close() {
        kept.close();
    }

    /** What keeps the hub from logging in to the broker; empty if nothing does. */
    public Optional<String> problem() {
        try {
            connections.get().createContext().close();
            return Optional.empty();
        } catch (JMSRuntimeException away) {
            return Optional.of(String.valueOf(away.getMessage()));
        }
    }

    /** Answers whether nothing lies in a queue; no, if the broker does not tell. */
    public boolean isEmpty(String queueName) {
        try (JMSContext context = connections.get().createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queueName))) {
            return !browser.getEnumeration().hasMoreElements();
        } catch (JMSException | JMSRuntimeException away) {
            return false;
        }
    }

    /**
     * The hub's own connections: a broker that does not answer in time is away.
     *
     * @throws JMSRuntimeException if there are none now
     */
    static ConnectionFactory registered() {
        return AdapterMBean.find(BrokerClient.NAME, ConnectionFactory.class)
                .orElseThrow(() -> new JMSRuntimeException("the adapter of the broker is not running"));
    }
}
