package org.axletree.hub.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is demanded by putting schemas together. */
final class CombinedRules {
    private static final Rule ANYTHING = (value, visit) -> true;

    private CombinedRules() {}

    /** @param open keywords that nobody has read; those that are read here are taken away */
    static List<Rule> of(SchemaPart part, Set<String> open) throws WrongSchemaException {
        List<Rule> rules = new ArrayList<>();
        if (open.remove("allOf")) {
            List<Rule> all = part.listOfSchemas("allOf");
            rules.add((value, visit) -> {
                visit.step(all.size());
                return Rule.all(all).holds(value, visit);
            });
        }
        if (open.remove("anyOf")) {
            List<Rule> some = part.listOfSchemas("anyOf");
            rules.add((value, visit) ->
                    some.stream().anyMatch(rule -> visit.quietly(rule, value)) || visit.fails("one of anyOf"));
        }
        if (open.remove("oneOf")) {
            List<Rule> one = part.listOfSchemas("oneOf");
            rules.add((value, visit) ->
                    one.stream().filter(rule -> visit.quietly(rule, value)).count() == 1
                            || visit.fails("exactly one of oneOf"));
        }
        if (open.remove("not")) {
            Rule not = part.schema("not");
            rules.add((value, visit) -> !visit.quietly(not, value) || visit.fails("what not does not say"));
        }
        if (open.remove("if")) {
            Rule condition = part.schema("if");
            Rule then = open.remove("then") ? part.schema("then") : ANYTHING;
            Rule otherwise = open.remove("else") ? part.schema("else") : ANYTHING;
            rules.add((value, visit) -> (visit.quietly(condition, value) ? then : otherwise).holds(value, visit));
        }
        return rules;
    }
}
