package org.axletree.mqtt.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.door.pressure.Watermark;

/** Messages from one event loop for the subscribers of another: gathered for a turn, then handed over in one task. */
final class LoopMailbox {
    private static final Logger LOG = Logger.getLogger(LoopMailbox.class.getName());

    private final Executor target;
    private final Watermark inTransit;
    private List<Letter> letters = new ArrayList<>();

    private record Letter(Subscriber to, Grant grant, OutboundMessage message) {}

    /** @param inTransit what all event loops together have on the way to the target */
    LoopMailbox(Executor target, Watermark inTransit) {
        this.target = target;
        this.inTransit = inTransit;
    }

    void add(Subscriber to, Grant grant, OutboundMessage message) {
        message.hold();
        inTransit.add(message.size());
        letters.add(new Letter(to, grant, message));
    }

    Watermark inTransit() {
        return inTransit;
    }

    void post() {
        if (letters.isEmpty()) {
            return;
        }
        List<Letter> posted = letters;
        letters = new ArrayList<>(Math.min(posted.size(), 1024));
        try {
            target.execute(() -> deliver(posted));
        } catch (RejectedExecutionException e) {
            // The other event loop has ended, and its sessions with it.
            posted.forEach(this::discard);
        }
    }

    private void deliver(List<Letter> posted) {
        for (Letter letter : posted) {
            try {
                letter.to.deliver(letter.message, letter.grant);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "A message could not be delivered to a session", e);
            } finally {
                discard(letter);
            }
        }
    }

    private void discard(Letter letter) {
        inTransit.remove(1, letter.message.size());
        letter.message.release();
    }
}
