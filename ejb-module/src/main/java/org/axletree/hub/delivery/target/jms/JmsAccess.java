package org.axletree.hub.delivery.target.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.route.BrokerAccess;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.jmsuser.CreatedJmsUser;
import org.axletree.hub.registry.jmsuser.JmsUserService;
import org.axletree.hub.registry.jmsuser.NewJmsUser;
import org.axletree.hub.registry.route.Route;

/**
 * Tells the broker in this process who may read what: users read the destinations of their project's hubs. A broker elsewhere has
 * an administrator of its own.
 */
@ApplicationScoped
public class JmsAccess {
    private JmsUserService users;

    /** For the container's proxy. */
    protected JmsAccess() {}

    @Inject
    JmsAccess(JmsUserService users) {
        this.users = users;
    }

    public CreatedJmsUser create(NewJmsUser user) {
        requireBroker();
        CreatedJmsUser created = users.create(user);
        tellUsers();
        return created;
    }

    public CreatedJmsUser renewPassword(String region, String userId) {
        requireBroker();
        CreatedJmsUser renewed = users.renewPassword(region, userId);
        tellUsers();
        return renewed;
    }

    public void delete(String region, String userId) {
        users.delete(region, userId);
        tellUsers();
    }

    private static void requireBroker() {
        if (broker().isEmpty()) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the broker is in another process (AXLETREE_JMS_URL), and its users are made there (expected: the broker"
                            + " of this server)"));
        }
    }

    /** Two changes at once: the later one to read has both. */
    private synchronized void tellUsers() {
        broker().ifPresent(broker -> broker.users(users.logins()));
    }

    /** The routes are these now. */
    synchronized void arrange(List<Route> routes) {
        Optional<BrokerAccess> broker = broker();
        if (broker.isEmpty()) {
            return;
        }
        Set<JmsDestination> routed = new HashSet<>();
        routes.forEach(route -> routed.add(JmsDestination.of(route.configuration())));
        List<BrokerAccess.Destination> all = new ArrayList<>();
        users.projectsByDestination().forEach((name, project) -> {
            JmsDestination destination = JmsDestination.named(name);
            all.add(new BrokerAccess.Destination(
                    destination.name(), destination.topic(), project, routed.contains(destination)));
        });
        broker.get().destinations(all);
        broker.get().users(users.logins());
    }

    private static Optional<BrokerAccess> broker() {
        return AdapterMBean.find(BrokerAccess.NAME, BrokerAccess.class);
    }
}
