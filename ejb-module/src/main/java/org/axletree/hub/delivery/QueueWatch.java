package org.axletree.hub.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.axletree.core.route.QueueDepth;
import org.axletree.core.route.QueueDepths;
import org.axletree.core.route.RouteTarget;
import org.axletree.hub.delivery.RouteRound.HubRoute;
import org.axletree.hub.telemetry.Backlog;
import org.axletree.hub.telemetry.Gauges;

/**
 * Looks from time to time how much lies in the queues of routes. A broker inside this process is asked directly, one
 * elsewhere by what it reports.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueWatch {
    private static final Logger LOG = Logger.getLogger(QueueWatch.class.getName());

    /** So that a round stays short, however many routes there are; it is then the turn of the others. */
    private static final int ROUTES_PER_ROUND = 1_000;

    @Resource(lookup = "java:app/axletree/JmsConnectionFactory")
    private ConnectionFactory connections;

    @Inject
    private Gauges gauges;

    private final ReentrantLock looking = new ReentrantLock();
    private final RouteRound round = new RouteRound(ROUTES_PER_ROUND);
    private final Map<String, Backlog> known = new HashMap<>();
    private Optional<BrokerReports> reports = Optional.empty();
    private boolean trouble;

    /**
     * Looks, and keeps what it found in {@link Gauges}. May block; does nothing while another thread is still looking.
     *
     * @param targetsByHub where the routes of each hub lead
     */
    public void look(Map<String, List<RouteTarget>> targetsByHub) {
        if (!looking.tryLock()) {
            return;
        }
        try {
            NavigableMap<String, HubRoute> all = RouteRound.all(targetsByHub);
            known.keySet().retainAll(all.keySet());
            Optional<QueueDepths> embedded = embedded();
            if (embedded.isEmpty()) {
                listen(all);
            }
            for (HubRoute route : round.next(all)) {
                depthOf(route, embedded)
                        .ifPresentOrElse(
                                found -> known.put(route.routeId(), new Backlog(route.hubId(), found)),
                                () -> known.remove(route.routeId()));
            }
            trouble = false;
        } catch (JMSException | JMSRuntimeException away) {
            LOG.log(trouble ? Level.FINE : Level.WARNING, "How full the queues of routes are is not known", away);
            trouble = true;
            known.clear();
            hangUp();
        } finally {
            gauges.backlogs(known);
            looking.unlock();
        }
    }

    private Optional<QueueDepth> depthOf(HubRoute route, Optional<QueueDepths> embedded) throws JMSException {
        String queueName = route.target().queueName();
        return embedded.isPresent()
                // A queue that is not there yet is empty.
                ? Optional.of(embedded.get().depthOf(queueName).orElse(QueueDepth.EMPTY))
                : reports.orElseThrow().depthOf(queueName);
    }

    private static Optional<QueueDepths> embedded() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(QueueDepths.NAME);
            return server.isRegistered(name)
                    ? Optional.of(JMX.newMBeanProxy(server, name, QueueDepths.class))
                    : Optional.empty();
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void listen(NavigableMap<String, HubRoute> all) {
        if (reports.isEmpty()) {
            reports = Optional.of(new BrokerReports(connections));
        }
        reports.get()
                .retain(all.values().stream()
                        .map(route -> route.target().queueName())
                        .collect(Collectors.toSet()));
    }

    @PreDestroy
    void hangUp() {
        reports.ifPresent(open -> {
            try {
                open.close();
            } catch (JMSRuntimeException alreadyGone) {
                LOG.log(Level.FINE, "A connection to the broker was broken", alreadyGone);
            }
        });
        reports = Optional.empty();
    }
}
