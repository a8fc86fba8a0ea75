package org.axletree.hub.delivery;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Publication;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteTarget;
import org.axletree.hub.telemetry.HubMetrics;
import org.axletree.hub.telemetry.HubTraffic;

/**
 * Puts messages into the queues of their routes, in the caller's transaction. A queue that is full and a broker that is away
 * are no errors here: the answer is {@link Enqueueing.Postponed}, and the caller rolls back and offers the batch again.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.MANDATORY)
@ConnectionFactoryDefinition(
        name = "java:app/axletree/JmsConnectionFactory",
        description = "The broker of the routes' queues",
        interfaceName = "jakarta.jms.ConnectionFactory",
        resourceAdapter = "#jms-connector",
        transactionSupport = TransactionSupportLevel.XATransaction,
        minPoolSize = 0,
        maxPoolSize = 64)
public class RouteQueues {
    private static final Logger LOG = Logger.getLogger(RouteQueues.class.getName());
    private static final Enqueueing UNAVAILABLE = new Enqueueing.Postponed(Reason.ROUTE_UNAVAILABLE);

    @Resource(lookup = "java:app/axletree/JmsConnectionFactory")
    private ConnectionFactory connections;

    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Inject
    private HubMetrics metrics;

    /** So that a broker that is away for hours is one line in the log when it goes, and one when it comes back. */
    private final AtomicBoolean trouble = new AtomicBoolean();

    /** @param batch messages of one route set, in the order they came */
    public Enqueueing enqueue(List<RoutedPublication> batch) {
        Map<RouteTarget, Integer> sent = new HashMap<>();
        try (JMSContext context = connections.createContext()) {
            JMSProducer producer = context.createProducer();
            Map<String, Queue> queues = new HashMap<>();
            for (RoutedPublication routed : batch) {
                Publication publication = routed.publication();
                BytesMessage message = RouteMessage.of(context, publication);
                producer.setDeliveryMode(
                        publication.qos() == Qos.AT_MOST_ONCE ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT);
                for (RouteTarget target : routed.routes().targets()) {
                    producer.send(queues.computeIfAbsent(target.queueName(), context::createQueue), message);
                    sent.merge(target, 1, Integer::sum);
                }
            }
        } catch (JMSException | JMSRuntimeException failure) {
            if (trouble.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "The queue of a route cannot take messages; senders are held back", failure);
            }
            return UNAVAILABLE;
        }
        countWhenCommitted(batch, sent);
        return Enqueueing.ENQUEUED;
    }

    /** Answers whether the broker accepts connections. May block as long as the broker's client lets it. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean brokerAnswers() {
        try (JMSContext context = connections.createContext()) {
            return context.getMetaData().getJMSMajorVersion() > 0;
        } catch (JMSException | JMSRuntimeException away) {
            return false;
        }
    }

    private void countWhenCommitted(List<RoutedPublication> batch, Map<RouteTarget, Integer> sent) {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing is decided yet.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    HubTraffic traffic = metrics.of(batch.get(0).routes().hubId());
                    sent.forEach((target, messages) -> traffic.queued(target.routeId(), messages));
                    long now = System.currentTimeMillis();
                    batch.forEach(routed ->
                            traffic.committed(now - routed.publication().receivedAt()));
                    if (trouble.compareAndSet(true, false)) {
                        LOG.info("The queues of the routes take messages again");
                    }
                }
            }
        });
    }
}
