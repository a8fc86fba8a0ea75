package org.axletree.mqtt.connection;

import java.util.concurrent.atomic.AtomicLong;
import org.axletree.core.limit.DoorLimits;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.door.line.RecentChanges;
import org.axletree.door.pressure.ConnectRates;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.session.Sessions;

/**
 * What every connection of the door shares.
 *
 * @param admission the threads that ask the gate
 * @param connectionIds gives each connection its number
 * @param rates how often each device connects
 */
public record DoorContext(
        InflowWorkers admission,
        Sessions sessions,
        RecentChanges changes,
        HubTopics topics,
        AtomicLong connectionIds,
        ConnectRates rates,
        DoorLimits limits) {}
