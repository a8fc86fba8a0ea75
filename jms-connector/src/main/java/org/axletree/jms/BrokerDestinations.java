package org.axletree.jms;

import com.sun.messaging.jmq.jmsserver.core.Destination;
import com.sun.messaging.jmq.jmsserver.core.DestinationList;
import com.sun.messaging.jmq.jmsserver.util.BrokerException;
import com.sun.messaging.jmq.util.DestLimitBehavior;
import com.sun.messaging.jmq.util.DestType;
import com.sun.messaging.jmq.util.SizeString;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.route.BrokerAccess;

/**
 * Makes the destinations of routes, as an administrator of the broker does. Those that the broker makes itself, because somebody
 * asks for them, are for who may create, and go after two minutes of not being used.
 */
final class BrokerDestinations {
    private static final Logger LOG = Logger.getLogger(BrokerDestinations.class.getName());
    private static final String AUTOCREATE = "imq.autocreate.destination.";

    private final Properties broker;

    /** @param broker its configuration, for the bounds of destinations */
    BrokerDestinations(Properties broker) {
        this.broker = broker;
    }

    /** Makes it, or lets it go, as routes need it now. Answers whether it is there. */
    boolean arrange(BrokerAccess.Destination wanted) {
        try {
            Optional<Destination> known = find(wanted);
            if (known.isEmpty()) {
                return wanted.routed() && make(wanted);
            }
            if (!wanted.routed() && isIdle(known.get())) {
                DestinationList.removeDestination(
                        null, wanted.name(), !wanted.topic(), "no route leads there any more");
                return false;
            }
            return true;
        } catch (BrokerException | IOException refused) {
            LOG.log(Level.WARNING, refused, () -> "The broker does not arrange " + wanted.name());
            return false;
        }
    }

    private static Optional<Destination> find(BrokerAccess.Destination wanted) throws BrokerException {
        for (Destination each : DestinationList.getDestination(null, wanted.name(), !wanted.topic())) {
            if (each != null) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static boolean isIdle(Destination destination) {
        return !destination.isAutoCreated() && destination.size() == 0 && destination.getConsumerCount() == 0;
    }

    private boolean make(BrokerAccess.Destination wanted) throws BrokerException, IOException {
        int type = wanted.topic() ? DestType.DEST_TYPE_TOPIC : DestType.DEST_TYPE_QUEUE;
        for (Destination made : DestinationList.createDestination(null, wanted.name(), type)) {
            made.setCapacity(Integer.parseInt(bound("maxNumMsgs")));
            made.setByteCapacity(new SizeString(bound("maxTotalMsgBytes")));
            made.setMaxByteSize(new SizeString(bound("maxBytesPerMsg")));
            made.setLimitBehavior(DestLimitBehavior.getStateFromString(bound("limitBehavior")));
            made.setUseDMQ(false);
            if (!wanted.topic()) {
                made.setMaxActiveConsumers(-1);
            }
            made.update();
        }
        return true;
    }

    private String bound(String name) {
        return broker.getProperty(AUTOCREATE + name);
    }
}
