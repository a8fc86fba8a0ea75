package org.axletree.mqtt.session;

import java.util.Optional;
import org.axletree.mqtt.wire.Will;

/**
 * What one client left to be said when it is gone, until it is said or dropped: in memory, in the store, in the allowance of
 * its hub. On the session's event loop.
 */
final class PendingWill {
    private final long number;
    private Session session;
    private Optional<Will> will = Optional.empty();

    /** @param number the session's in the store; 0 if nothing of it is there */
    PendingWill(long number) {
        this.number = number;
    }

    void of(Session whose) {
        session = whose;
    }

    boolean isPresent() {
        return will.isPresent();
    }

    /** How long it waits after the connection. */
    long delaySeconds() {
        return will.map(Will::delaySeconds).orElse(0L);
    }

    /** A connection brings one, or none; whoever brings it has taken the allowance for it. */
    void bring(Optional<Will> brought) {
        will = brought;
        if (number != 0) {
            will.ifPresent(present -> session.journal().changes().will(number, Wills.stored(present)));
        }
    }

    /** It survived a restart. */
    void restore(Will stored) {
        will = Optional.of(stored);
    }

    /** Says it, and the session goes on. */
    void say() {
        say(this::forget);
    }

    /**
     * Says it. A crash must find the will or what became of it: it is forgotten together with the writing down of the message.
     *
     * @param said forgets it in the store
     */
    void say(Runnable said) {
        Will present = take();
        Wills.say(session, present, said);
    }

    /** It is not to be said. */
    void drop() {
        if (will.isPresent()) {
            take();
            forget();
        }
    }

    private Will take() {
        Will present = will.orElseThrow();
        will = Optional.empty();
        session.life().allowance().give(Wills.size(present));
        return present;
    }

    private void forget() {
        // The next connection may have brought another one while routes had to be waited for.
        if (number != 0 && will.isEmpty()) {
            session.journal().changes().forgetWill(number);
        }
    }
}
