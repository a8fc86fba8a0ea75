package org.axletree.mqtt.violating;

import org.axletree.hub.violating.KnowsEverybody;

/** Breaks the rule that front doors and the hub meet in core. */
public class KnowsTheHub {
    KnowsEverybody hub;
}
