package org.axletree.hub.delivery.target.violating.one;

import org.axletree.hub.delivery.target.other.Other;

/** Breaks the rule that targets are independent. */
class One {
    Other other;
}
