package org.axletree.door.lane;

import org.axletree.core.door.DeviceInflow;

/** Something that may block on the hub. */
@FunctionalInterface
public interface InflowTask {
    /** @param inflow the endpoint of the thread that runs the task */
    void run(DeviceInflow inflow);
}
