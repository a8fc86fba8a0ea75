package org.axletree.mqtt.loop;

import java.util.Objects;
import org.axletree.door.lane.Inquiries;
import org.axletree.door.lane.Lanes;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.store.Store;

/**
 * What all event loops of a door share.
 *
 * @param lanes where routed messages wait
 * @param inquiries the threads that have the hub carry out what devices ask of it
 * @param counters over all event loops
 * @param store what survives
 * @param retained the last word on each topic
 */
public record LoopServices(
        Lanes lanes, Inquiries inquiries, DoorCounters counters, Store store, RetainedMessages retained) {
    public LoopServices {
        Objects.requireNonNull(lanes, "lanes");
        Objects.requireNonNull(inquiries, "inquiries");
        Objects.requireNonNull(counters, "counters");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(retained, "retained");
    }
}
