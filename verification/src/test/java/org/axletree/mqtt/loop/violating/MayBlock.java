package org.axletree.mqtt.loop.violating;

import org.axletree.core.door.DeviceInflow;

/** Breaks the rule that event loops have nothing of the hub that blocks. */
public class MayBlock {
    DeviceInflow hub;
}
