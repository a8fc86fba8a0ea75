package org.axletree.jms;

import com.sun.messaging.jmq.jmsserver.Globals;
import com.sun.messaging.jmq.jmsserver.service.Connection;
import com.sun.messaging.jmq.jmsserver.util.BrokerException;
import com.sun.messaging.jmq.util.GoodbyeReason;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.route.BrokerAccess;

/** Keeps users and rights of the embedded broker as the hub tells them. */
final class EmbeddedAccess implements BrokerAccess {
    private static final Logger LOG = Logger.getLogger(EmbeddedAccess.class.getName());

    private final BrokerHome home;
    private final BrokerFiles files;
    private final BrokerDestinations destinations;
    private Map<String, User> users = Map.of();
    private String rights = "";

    EmbeddedAccess(BrokerHome home, BrokerFiles files, BrokerDestinations destinations) {
        this.home = home;
        this.files = files;
        this.destinations = destinations;
    }

    /** Before the broker starts: nobody but the hub and the operator. */
    void prepare() {
        home.passwords(files.passwords(List.of()));
        tell(files.rights(List.of()));
    }

    @Override
    public synchronized void users(List<User> wanted) {
        Map<String, User> now = new LinkedHashMap<>();
        wanted.forEach(user -> now.put(user.name(), user));
        if (now.equals(users)) {
            return;
        }
        Set<String> out = new HashSet<>();
        users.forEach((name, user) -> {
            if (!user.equals(now.get(name))) {
                out.add(name);
            }
        });
        users = now;
        home.passwords(files.passwords(now.values()));
        if (!out.isEmpty()) {
            disconnect(out);
        }
    }

    private static void disconnect(Set<String> names) {
        for (Connection each : Globals.getConnectionManager().getConnectionList(null)) {
            try {
                if (names.contains(each.getAuthenticatedName().getName())) {
                    each.destroyConnection(
                            true, GoodbyeReason.ADMIN_KILLED_CON, "the user is gone, or has another password");
                }
            } catch (BrokerException nobody) {
                LOG.log(Level.FINE, "A connection that has not logged in", nobody);
            }
        }
    }

    @Override
    public synchronized void destinations(List<Destination> wanted) {
        tell(files.rights(wanted.stream().filter(destinations::arrange).toList()));
    }

    private void tell(String now) {
        if (!now.equals(rights)) {
            home.rights(now);
            rights = now;
        }
    }
}
