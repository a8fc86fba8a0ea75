package org.axletree.mqtt.loop;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the door counts, over all event loops. */
public final class DoorCounters {
    /** Connections now, sessions or not. */
    public final AtomicInteger connections = new AtomicInteger();
    /** Messages that devices published. */
    public final LongAdder received = new LongAdder();
    /** Messages sent to devices. */
    public final LongAdder sent = new LongAdder();
    /** How often a session had as much outstanding as may be, and was not read from for a while. */
    public final LongAdder backlogs = new LongAdder();
    /** Messages that a subscriber did not get because it was too slow. */
    public final LongAdder dropped = new LongAdder();
}
