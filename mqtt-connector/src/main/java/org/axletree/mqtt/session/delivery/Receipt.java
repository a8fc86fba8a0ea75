package org.axletree.mqtt.session.delivery;

import java.util.Optional;
import java.util.function.Consumer;
import org.axletree.core.door.Telling;
import org.axletree.mqtt.loop.Deadlines;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.store.Commit;

/** Somebody who waits to hear what becomes of one message for one session. Is told once. On the session's event loop. */
final class Receipt {
    private static final long PATIENCE_MILLIS = 30_000;

    private final SessionContext context;
    private final Consumer<Telling> awaiting;
    private final Runnable onSettled;
    private Optional<Deadlines.Due> deadline;
    private boolean settled;

    /** @param onSettled runs when it is known what became of the message */
    Receipt(SessionContext context, Consumer<Telling> awaiting, Runnable onSettled) {
        this.context = context;
        this.awaiting = awaiting;
        this.onSettled = onSettled;
        this.deadline = Optional.of(
                context.loop().deadlines().add(context.loop().clock().millis() + PATIENCE_MILLIS, now -> giveUp()));
    }

    /** The device does not acknowledge it: a session that keeps it has it all the same. */
    private void giveUp() {
        deadline = Optional.empty();
        settle(context.keepsTold() ? Telling.QUEUED : Telling.UNACKNOWLEDGED);
    }

    void settle(Telling telling) {
        if (settled) {
            return;
        }
        settled = true;
        deadline.ifPresent(context.loop().deadlines()::remove);
        onSettled.run();
        if (telling == Telling.QUEUED) {
            whenStored();
        } else {
            awaiting.accept(telling);
        }
    }

    private void whenStored() {
        context.journal().then(new Commit() {
            @Override
            public void committed() {
                awaiting.accept(Telling.QUEUED);
            }

            @Override
            public void failed() {
                awaiting.accept(Telling.BUSY);
            }
        });
    }
}
