package org.axletree.hub.schema;

import java.util.List;

/** What a schema, or a part of one, demands of a value. */
@FunctionalInterface
interface Rule {
    /** @param value as {@link PlainJson} has it */
    boolean holds(Object value, Visit visit);

    /** All of them. The first that does not hold says why. */
    static Rule all(List<Rule> rules) {
        return rules.size() == 1
                ? rules.get(0)
                : (value, visit) -> {
                    for (Rule rule : rules) {
                        if (!rule.holds(value, visit)) {
                            return false;
                        }
                    }
                    return true;
                };
    }
}
