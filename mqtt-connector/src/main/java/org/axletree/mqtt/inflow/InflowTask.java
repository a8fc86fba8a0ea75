package org.axletree.mqtt.inflow;

import org.axletree.core.door.DeviceInflow;

/** Something that may block on the hub. */
@FunctionalInterface
public interface InflowTask {
    /** @param inflow the endpoint of the thread that runs the task */
    void run(DeviceInflow inflow);
}
