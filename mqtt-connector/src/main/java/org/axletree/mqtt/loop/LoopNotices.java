package org.axletree.mqtt.loop;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObservationInflow;
import org.axletree.core.outcome.Reason;

/** What one event loop tells the hub of its connections: of strangers a hundred notices at once, then one a second. */
public final class LoopNotices {
    /** What a notice says that stands for several. */
    public static final String MORE_OF_THE_SAME = "(more of the same)";

    private static final Logger LOG = Logger.getLogger(LoopNotices.class.getName());
    private static final int AT_ONCE = 100;

    private final ObservationInflow hub;
    private final NoticeLimit strangers = new NoticeLimit(AT_ONCE, System.nanoTime());

    LoopNotices(ObservationInflow hub) {
        this.hub = hub;
    }

    /** Tells the hub about somebody whom it knows. */
    public void tell(Notice notice) {
        try {
            hub.notice(notice);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The hub did not take a notice", e);
        }
    }

    /** A packet, and what of it there is to say, which may be nothing. */
    public static String text(String packet, String what) {
        return what.isEmpty() ? packet : packet + " " + what;
    }

    /** Tells the hub about somebody whom it does not know, unless too many were told of. */
    public void tellOfStranger(Reason reason, String packet, String remoteAddress) {
        long times = strangers.due(reason, System.nanoTime());
        if (times > 0) {
            tell(new Notice("", "", reason, packet, remoteAddress, times));
        }
    }

    /** Time has passed: tells some of what was held back. */
    void tellOverdue(long now) {
        strangers
                .overdue(now)
                .forEach((reason, times) -> tell(new Notice("", "", reason, MORE_OF_THE_SAME, "", times)));
    }
}
