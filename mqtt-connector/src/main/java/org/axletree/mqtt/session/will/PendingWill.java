package org.axletree.mqtt.session.will;

import java.util.Optional;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.intake.Intake;
import org.axletree.mqtt.store.StoredWill;
import org.axletree.mqtt.wire.Will;

/**
 * What one client left to be said when it is gone, until it is said or dropped: in memory, in the store, in the allowance of
 * its hub. On the session's event loop.
 */
public final class PendingWill {
    private final SessionContext context;
    private final Intake intake;
    private Optional<Will> will = Optional.empty();

    /** @param intake where it is said */
    public PendingWill(SessionContext context, Intake intake) {
        this.context = context;
        this.intake = intake;
    }

    public boolean isPresent() {
        return will.isPresent();
    }

    /** How long it waits after the connection. */
    public long delaySeconds() {
        return will.map(Will::delaySeconds).orElse(0L);
    }

    /** A connection brings one, or none; whoever brings it has taken the allowance for it. */
    public void bring(Optional<Will> brought) {
        will = brought;
        if (context.number() != 0) {
            will.ifPresent(present -> context.changes().will(context.number(), Wills.stored(present)));
        }
    }

    /** It survived a restart. */
    public void restore(StoredWill stored) {
        Will restored = Wills.of(stored);
        will = Optional.of(restored);
        context.allowance().takeAnyway(Wills.size(restored));
    }

    /** Says it, and the session goes on. */
    public void say() {
        say(this::forget);
    }

    /**
     * Says it, with the rights that the device has now. A crash must find the will or what became of it: it is forgotten together with the writing down of the message.
     *
     * @param said forgets it in the store
     */
    public void say(Runnable said) {
        int size = Wills.size(will.orElseThrow());
        intake.say(take(), said);
        // It is still kept until the hub is done with it.
        intake.whenFinished(() -> context.allowance().give(size));
    }

    /** It is not to be said. */
    public void drop() {
        if (will.isPresent()) {
            context.allowance().give(Wills.size(take()));
            forget();
        }
    }

    private Will take() {
        Will present = will.orElseThrow();
        will = Optional.empty();
        return present;
    }

    private void forget() {
        // The next connection may have brought another one while routes had to be waited for.
        if (context.number() != 0 && will.isEmpty()) {
            context.changes().forgetWill(context.number());
        }
    }
}
