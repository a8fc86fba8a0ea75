package org.axletree.mqtt.session.delivery;

import org.axletree.mqtt.session.standing.Standing;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.Progress;

/** How far the QoS 2 messages of one session have come, written down before the packet that rests on it goes out (ADR 22). */
final class Milestones {
    private final Standing standing;

    Milestones(Standing standing) {
        this.standing = standing;
    }

    /**
     * A message of the store has come so far.
     *
     * @param then what may happen when that survives; not at all if the store fails, which closes the connection elsewhere
     */
    void reached(Progress progress, Delivery delivery, int packetId, Runnable then) {
        standing.changes().progress(delivery.message().id(), standing.storeId(), progress, packetId);
        standing.journal().then(new IfCommitted(then));
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
