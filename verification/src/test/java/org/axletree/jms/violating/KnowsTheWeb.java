package org.axletree.jms.violating;

import org.axletree.hub.violating.KnowsEverybody;

/** Breaks the rule that the broker is no part of the hub. */
class KnowsTheWeb {
    KnowsEverybody hub;
}
