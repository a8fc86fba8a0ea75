package org.axletree.mqtt.session.intake;

import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.Publication;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Sender;
import org.axletree.door.pressure.Watermark;
import org.axletree.mqtt.session.context.SessionContext;

/**
 * Makes the device of one session wait where it is too quick: for the rate that it may publish at, for what lies behind the
 * door, for what is outstanding of its own. It is read from when nothing of this holds it. On the session's event loop, but
 * for what says otherwise.
 */
final class BackPressure implements Sender {
    private final SessionContext context;
    private final List<Watermark> holders = new ArrayList<>(0);
    /** Null before the first message: many devices only listen. */
    private PublishRate rate;

    private boolean backlogged;

    BackPressure(SessionContext context) {
        this.context = context;
    }

    /** A message came. */
    void published(Publication message) {
        if (rate == null) {
            rate = new PublishRate(
                    context.limits().maxPublishesPerSecond(), context.loop().now());
        }
        if (rate.exhaustedBy()) {
            setReading(false);
            context.notice(Reason.PUBLISHING_TOO_FAST, "PUBLISH", message.topic());
        }
    }

    /** Time has passed. */
    void refill(long now) {
        if (rate != null) {
            boolean waited = rate.isExhausted();
            if (rate.refill(context.limits().maxPublishesPerSecond(), now) && waited) {
                readIfFree();
            }
        }
    }

    boolean isBacklogged() {
        return backlogged;
    }

    /** As much is outstanding as may be. */
    void backlogged() {
        backlogged = true;
        context.loop().counters().backlogs.increment();
        setReading(false);
    }

    /** Not any more. */
    void caughtUp() {
        backlogged = false;
        readIfFree();
    }

    /** A message of the device's has gone where the watermark is. */
    void holdIfHigh(Watermark watermark) {
        if (context.attachment().isEmpty() || !watermark.isHigh()) {
            return;
        }
        if (watermark.isFlooded()) {
            // So many senders at once that holding each of them back did not keep the memory bounded.
            context.notice(Reason.BUSY, "PUBLISH", "too many senders at once");
            context.attachment().get().connection().close(Reason.BUSY);
        } else if (!holders.contains(watermark)) {
            hold(watermark);
        }
    }

    @Override
    public void hold(Watermark by) {
        holders.add(by);
        setReading(false);
        by.hold(this);
    }

    /** From any thread. */
    @Override
    public void letGo(Watermark by) {
        context.onLoop(() -> {
            holders.remove(by);
            readIfFree();
        });
    }

    /** There is a connection. It waits, too, for what the one before left behind. */
    void attach() {
        rate = null;
        if (backlogged) {
            setReading(false);
        }
    }

    /** The connection has gone: nobody is held any more. */
    void detach() {
        holders.forEach(holder -> holder.forget(this));
        holders.clear();
    }

    private void readIfFree() {
        if (!backlogged && holders.isEmpty() && (rate == null || !rate.isExhausted())) {
            setReading(true);
        }
    }

    private void setReading(boolean reading) {
        context.attachment().ifPresent(present -> present.connection().setReading(reading));
    }
}
