package org.axletree.core.door;

/** The JCA connection factory through which the hub reaches a front door. */
public interface DeviceLineFactory {
    /**
     * A handle to the door.
     *
     * @throws IllegalStateException if the door's resource adapter is not running
     */
    DeviceLine line();
}
