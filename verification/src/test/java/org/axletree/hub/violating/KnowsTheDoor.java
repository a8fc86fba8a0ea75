package org.axletree.hub.violating;

import org.axletree.core.door.DeviceLineFactory;

/** Breaks the rules that doors are reached through one class, and that nobody knows that there is one node only. */
class KnowsTheDoor {
    DeviceLineFactory door;
    LocalThing thing;
}
