package org.axletree.core.door;

import java.util.List;
import org.axletree.core.outcome.Reason;

/** What a front door asks of the hub for every message. Reads memory only and never blocks: for event loops. */
public interface ScreeningInflow {
    /**
     * What becomes of these messages: filters, then routes. Reads memory only.
     *
     * @param batch messages in the order they came, of any number of senders
     * @return one answer a message, in the same order
     */
    Screening[] screen(List<? extends Publication> batch);

    /** What a device is told whose request the door does not pass on. Reads memory only. */
    Reply decline(Publication request, Reason reason);
}
