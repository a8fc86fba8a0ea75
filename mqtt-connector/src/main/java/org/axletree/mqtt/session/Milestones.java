package org.axletree.mqtt.session;

import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.Progress;

/** How far the QoS 2 messages of one session have come, written down before the packet that rests on it goes out (ADR 22). */
final class Milestones {
    private final Session session;

    Milestones(Session session) {
        this.session = session;
    }

    /**
     * A message of the store has come so far.
     *
     * @param then what may happen when that survives; not at all if the store fails, which closes the connection elsewhere
     */
    void reached(Progress progress, Delivery delivery, int packetId, Runnable then) {
        session.journal().changes().progress(delivery.message().id(), session.storeId(), progress, packetId);
        session.journal().then(new IfCommitted(then));
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
