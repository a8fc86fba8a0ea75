package org.axletree.door.violating;

import org.axletree.mqtt.violating.KnowsTheHub;

/** Breaks the rule that the door kit knows no protocol. */
public class KnowsMqtt {
    KnowsTheHub door;
}
