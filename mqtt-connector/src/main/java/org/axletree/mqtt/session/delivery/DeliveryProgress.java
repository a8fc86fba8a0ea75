package org.axletree.mqtt.session.delivery;

import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.Progress;

/**
 * How far the messages of one session have come: at QoS 2 written down before the packet that rests on it goes out, at QoS 1
 * when the connection has gone (ADR 22).
 */
final class DeliveryProgress {
    private final SessionContext context;

    DeliveryProgress(SessionContext context) {
        this.context = context;
    }

    /**
     * A message of the store has come so far.
     *
     * @param then what may happen when that survives; not at all if the store fails, which closes the connection elsewhere
     */
    void reached(Progress progress, Delivery delivery, int packetId, Runnable then) {
        context.changes().progress(delivery.message().id(), context.storeId(), progress, packetId);
        context.journal().then(new IfCommitted(then));
    }

    /** A message of QoS 1 was sent under this identifier, on a connection that has gone. */
    void leftUnacknowledged(Delivery delivery, int packetId) {
        context.changes().progress(delivery.message().id(), context.storeId(), Progress.SENT, packetId);
    }

    private record IfCommitted(Runnable action) implements Commit {
        @Override
        public void committed() {
            action.run();
        }

        @Override
        public void failed() {
            // Nothing is sent that could come twice.
        }
    }
}
