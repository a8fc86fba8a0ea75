package org.axletree.hub.delivery.target.jms;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.axletree.core.route.QueueDepth;
import org.axletree.core.route.QueueDepths;
import org.axletree.hub.registry.route.Route;

/**
 * Looks from time to time how much lies in the queues of routes. A broker inside this process is asked directly, one
 * elsewhere by what it reports; a broker that does not answer is given up after the time that the hub's own connections have.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueWatch {
    private static final Logger LOG = Logger.getLogger(QueueWatch.class.getName());

    /** So that a round stays short, however many routes there are; it is then the turn of the others. */
    private static final int ROUTES_PER_ROUND = 1_000;

    private final ReentrantLock looking = new ReentrantLock();
    private final RouteRound round = new RouteRound(ROUTES_PER_ROUND);
    private final Map<String, QueueDepth> known = new HashMap<>();
    private Optional<BrokerReports> reports = Optional.empty();
    private boolean trouble;

    /**
     * Looks, and answers what it found, or found before where it is the turn of others. May block; while another thread is still
     * looking it answers what was known.
     */
    public Map<String, QueueDepth> look(Collection<Route> routes) {
        if (!looking.tryLock()) {
            return Map.of();
        }
        try {
            NavigableMap<String, Route> all = new TreeMap<>();
            routes.stream()
                    .filter(route -> !JmsDestination.of(route.configuration()).topic())
                    .forEach(route -> all.put(route.id(), route));
            known.keySet().retainAll(all.keySet());
            Optional<QueueDepths> embedded = embedded();
            if (embedded.isEmpty()) {
                listen(all);
            }
            for (Route route : round.next(all)) {
                depthOf(route, embedded)
                        .ifPresentOrElse(found -> known.put(route.id(), found), () -> known.remove(route.id()));
            }
            trouble = false;
        } catch (JMSException | JMSRuntimeException away) {
            LOG.log(trouble ? Level.FINE : Level.WARNING, "How full the queues of routes are is not known", away);
            trouble = true;
            known.clear();
            hangUp();
        } finally {
            looking.unlock();
        }
        return Map.copyOf(known);
    }

    /** What lies in a queue of the broker in this process; empty if it is elsewhere. */
    public Optional<QueueDepth> depthOf(String queueName) {
        // A queue that is not there yet is empty.
        return embedded().map(depths -> depths.depthOf(queueName).orElse(QueueDepth.EMPTY));
    }

    private Optional<QueueDepth> depthOf(Route route, Optional<QueueDepths> embedded) throws JMSException {
        String queueName = JmsDestination.of(route.configuration()).name();
        return embedded.isPresent()
                ? Optional.of(embedded.get().depthOf(queueName).orElse(QueueDepth.EMPTY))
                : reports.orElseThrow().depthOf(queueName);
    }

    private static Optional<QueueDepths> embedded() {
        return AdapterMBean.find(QueueDepths.NAME, QueueDepths.class);
    }

    private void listen(NavigableMap<String, Route> all) {
        if (reports.isEmpty()) {
            reports = Optional.of(new BrokerReports(JmsSessions.registered()));
        }
        reports.get()
                .retain(all.values().stream()
                        .map(route -> JmsDestination.of(route.configuration()).name())
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
