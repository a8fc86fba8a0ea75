package org.axletree.hub.schema;

import com.google.re2j.Pattern;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is demanded of an object. */
final class ObjectRules {
    private ObjectRules() {}

    /** @param open keywords that nobody has read; those that are read here are taken away */
    static List<Rule> of(SchemaPart part, Set<String> open) throws WrongSchemaException {
        List<Rule> rules = new ArrayList<>();
        if (open.remove("required")) {
            List<String> names = part.texts("required");
            rules.add(ofObject((object, visit) -> requires(names, object, visit)));
        }
        if (open.remove("minProperties")) {
            int least = part.count("minProperties");
            rules.add(ofObject(
                    (object, visit) -> object.size() >= least || visit.fails("at least " + least + " properties")));
        }
        if (open.remove("maxProperties")) {
            int most = part.count("maxProperties");
            rules.add(ofObject(
                    (object, visit) -> object.size() <= most || visit.fails("at most " + most + " properties")));
        }
        if (open.remove("propertyNames")) {
            Rule rule = part.schema("propertyNames");
            rules.add(
                    ofObject((object, visit) -> object.keySet().stream().allMatch(name -> visit.at(name, rule, name))));
        }
        if (open.remove("dependentRequired")) {
            Map<String, List<String>> needed = new LinkedHashMap<>();
            for (Map.Entry<String, JsonValue> entry :
                    part.object("dependentRequired").entrySet()) {
                needed.put(entry.getKey(), texts(entry.getValue(), part.where("dependentRequired")));
            }
            rules.add(ofObject((object, visit) -> needed.entrySet().stream()
                    .allMatch(entry ->
                            !object.containsKey(entry.getKey()) || requires(entry.getValue(), object, visit))));
        }
        if (open.remove("dependentSchemas")) {
            Map<String, Rule> demanded = part.schemas("dependentSchemas");
            rules.add(ofObject((object, visit) -> demanded.entrySet().stream()
                    .allMatch(entry -> !object.containsKey(entry.getKey())
                            || entry.getValue().holds(object, visit))));
        }
        properties(part, open, rules);
        return rules;
    }

    private static void properties(SchemaPart part, Set<String> open, List<Rule> rules) throws WrongSchemaException {
        Map<String, Rule> named = open.remove("properties") ? part.schemas("properties") : Map.of();
        Map<Pattern, Rule> matched = new LinkedHashMap<>();
        if (open.remove("patternProperties")) {
            String where = part.where("patternProperties");
            for (Map.Entry<String, Rule> entry :
                    part.schemas("patternProperties").entrySet()) {
                matched.put(SchemaPart.pattern(entry.getKey(), where), entry.getValue());
            }
        }
        Rule others = open.remove("additionalProperties") ? part.schema("additionalProperties") : null;
        if (named.isEmpty() && matched.isEmpty() && others == null) {
            return;
        }
        rules.add(ofObject((object, visit) -> {
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                String name = (String) entry.getKey();
                boolean known = named.containsKey(name);
                if (known && !visit.at(name, named.get(name), entry.getValue())) {
                    return false;
                }
                for (Map.Entry<Pattern, Rule> pattern : matched.entrySet()) {
                    if (ValueRules.matches(pattern.getKey(), name, visit)) {
                        known = true;
                        if (!visit.at(name, pattern.getValue(), entry.getValue())) {
                            return false;
                        }
                    }
                }
                if (!known && others != null && !visit.at(name, others, entry.getValue())) {
                    return false;
                }
            }
            return true;
        }));
    }

    private static boolean requires(List<String> names, Map<String, ?> object, Visit visit) {
        for (String name : names) {
            visit.step(1);
            if (!object.containsKey(name)) {
                return visit.fails("the property " + name);
            }
        }
        return true;
    }

    private static List<String> texts(JsonValue value, String where) throws WrongSchemaException {
        if (value.getValueType() != JsonValue.ValueType.ARRAY) {
            throw new WrongSchemaException(where, "has no list of names (expected: one)");
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue name : value.asJsonArray()) {
            texts.add(SchemaReader.text(name, where));
        }
        return texts;
    }

    @FunctionalInterface
    private interface ObjectRule {
        boolean holds(Map<String, ?> object, Visit visit);
    }

    /** Whatever is no object is as it may be. */
    @SuppressWarnings("unchecked")
    private static Rule ofObject(ObjectRule rule) {
        return (value, visit) -> !(value instanceof Map) || rule.holds((Map<String, ?>) value, visit);
    }
}
