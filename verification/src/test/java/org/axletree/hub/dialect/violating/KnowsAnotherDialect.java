package org.axletree.hub.dialect.violating;

import org.axletree.hub.dialect.other.OtherDialect;

/** Breaks the rules that dialects are independent, and that each has its topics for itself. */
class KnowsAnotherDialect {
    static final String TOPIC = "$SCW/events";

    OtherDialect other;
}
