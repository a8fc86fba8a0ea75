package org.axletree.mqtt.connection;

import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Exchanged;
import org.axletree.core.door.ObservationInflow;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.attachment.Outbox;

/** What the hub is told of one connection: how many packets and messages it exchanged, and that it has gone. */
final class ConnectionAccounting {
    private static final Logger LOG = Logger.getLogger(ConnectionAccounting.class.getName());
    private static final long COUNTED_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final long connectionId;
    private int received;
    private int published;
    private long countedAt;

    ConnectionAccounting(long connectionId) {
        this.connectionId = connectionId;
    }

    /** A packet came. */
    void received() {
        received++;
    }

    /** It was a PUBLISH. */
    void published() {
        published++;
    }

    /** Tells how many packets there were, if it is time: for each packet it would be too much. */
    void countNowAndThen(ObservationInflow hub, Admission.Admitted device, Outbox outbox, long now) {
        if (now - countedAt > COUNTED_EVERY) {
            countedAt = now;
            count(hub, device, outbox);
        }
    }

    void count(ObservationInflow hub, Admission.Admitted device, Outbox outbox) {
        int packets = received + outbox.takeCount();
        Exchanged exchanged = new Exchanged(packets, published, outbox.takeMessages());
        received = 0;
        published = 0;
        if (packets > 0) {
            try {
                hub.counted(device, exchanged);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The hub did not take a count of packets", e);
            }
        }
    }

    void departed(ObservationInflow hub, Admission.Admitted admitted, Reason reason) {
        try {
            hub.departed(connectionId, admitted, reason);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The hub did not take a departure", e);
        }
    }
}
