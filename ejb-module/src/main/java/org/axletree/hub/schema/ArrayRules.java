package org.axletree.hub.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is demanded of a list. */
final class ArrayRules {
    private ArrayRules() {}

    /** @param open keywords that nobody has read; those that are read here are taken away */
    static List<Rule> of(SchemaPart part, Set<String> open) throws WrongSchemaException {
        List<Rule> rules = new ArrayList<>();
        if (open.remove("minItems")) {
            int least = part.count("minItems");
            rules.add(ofList((list, visit) -> list.size() >= least || visit.fails("at least " + least + " elements")));
        }
        if (open.remove("maxItems")) {
            int most = part.count("maxItems");
            rules.add(ofList((list, visit) -> list.size() <= most || visit.fails("at most " + most + " elements")));
        }
        if (open.remove("uniqueItems") && part.flag("uniqueItems")) {
            rules.add(ofList((list, visit) -> {
                visit.step(list.size());
                return new HashSet<>(list).size() == list.size() || visit.fails("elements that differ");
            }));
        }
        if (open.contains("prefixItems") || open.contains("items")) {
            List<Rule> first = open.remove("prefixItems") ? part.listOfSchemas("prefixItems") : List.of();
            Rule others = open.remove("items") ? part.schema("items") : (value, visit) -> true;
            rules.add(ofList((list, visit) -> {
                for (int i = 0; i < list.size(); i++) {
                    if (!visit.at(Integer.toString(i), i < first.size() ? first.get(i) : others, list.get(i))) {
                        return false;
                    }
                }
                return true;
            }));
        }
        if (open.remove("contains")) {
            Rule rule = part.schema("contains");
            int least = open.remove("minContains") ? part.count("minContains") : 1;
            int most = open.remove("maxContains") ? part.count("maxContains") : Integer.MAX_VALUE;
            rules.add(ofList((list, visit) -> {
                long found = list.stream()
                        .filter(value -> visit.quietly(rule, value))
                        .count();
                return found >= least && found <= most || visit.fails("elements as contains says");
            }));
        }
        return rules;
    }

    @FunctionalInterface
    private interface ListRule {
        boolean holds(List<?> list, Visit visit);
    }

    /** Whatever is no list is as it may be. */
    private static Rule ofList(ListRule rule) {
        return (value, visit) -> !(value instanceof List<?> list) || rule.holds(list, visit);
    }
}
