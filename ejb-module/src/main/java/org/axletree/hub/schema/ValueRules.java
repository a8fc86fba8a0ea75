package org.axletree.hub.schema;

import com.google.re2j.Pattern;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** What is demanded of a value whatever is in it, of a number, and of a text. */
final class ValueRules {
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "integer", "string");

    private ValueRules() {}

    /** @param open keywords that nobody has read; those that are read here are taken away */
    static List<Rule> of(SchemaPart part, Set<String> open) throws WrongSchemaException {
        List<Rule> rules = new ArrayList<>();
        if (open.remove("type")) {
            rules.add(type(part));
        }
        if (open.remove("enum")) {
            Set<Object> values = new HashSet<>(part.values("enum"));
            rules.add((value, visit) -> isAmong(values, value, visit) || visit.fails("one of the values of enum"));
        }
        if (open.remove("const")) {
            Set<Object> only = Set.of(PlainJson.of(part.value("const")));
            rules.add((value, visit) -> isAmong(only, value, visit) || visit.fails("the value of const"));
        }
        bound(part, open, rules, "minimum", "at least", sign -> sign >= 0);
        bound(part, open, rules, "maximum", "at most", sign -> sign <= 0);
        bound(part, open, rules, "exclusiveMinimum", "more than", sign -> sign > 0);
        bound(part, open, rules, "exclusiveMaximum", "less than", sign -> sign < 0);
        if (open.remove("multipleOf")) {
            BigDecimal of = part.number("multipleOf");
            if (of.signum() <= 0) {
                throw new WrongSchemaException(part.where("multipleOf"), "is not above 0 (expected: a number that is)");
            }
            rules.add((value, visit) -> !(value instanceof BigDecimal number)
                    || number.remainder(of).signum() == 0
                    || visit.fails("a multiple of " + of.toPlainString()));
        }
        if (open.remove("minLength")) {
            int least = part.count("minLength");
            rules.add((value, visit) -> !(value instanceof String text)
                    || text.codePointCount(0, text.length()) >= least
                    || visit.fails("at least " + least + " characters"));
        }
        if (open.remove("maxLength")) {
            int most = part.count("maxLength");
            rules.add((value, visit) -> !(value instanceof String text)
                    || text.codePointCount(0, text.length()) <= most
                    || visit.fails("at most " + most + " characters"));
        }
        if (open.remove("pattern")) {
            Pattern pattern = SchemaPart.pattern(part.text("pattern"), part.where("pattern"));
            rules.add((value, visit) -> !(value instanceof String text)
                    || matches(pattern, text, visit)
                    || visit.fails("a text that matches the pattern"));
        }
        return rules;
    }

    private static boolean isAmong(Set<Object> values, Object value, Visit visit) {
        visit.step(value instanceof Map<?, ?> map ? map.size() : value instanceof List<?> list ? list.size() : 1);
        return values.contains(value);
    }

    static boolean matches(Pattern pattern, String text, Visit visit) {
        visit.step(1 + text.length() / 16);
        return pattern.matcher(text).find();
    }

    private static void bound(
            SchemaPart part, Set<String> open, List<Rule> rules, String keyword, String words, IntPredicate within)
            throws WrongSchemaException {
        if (open.remove(keyword)) {
            BigDecimal bound = part.number(keyword);
            rules.add((value, visit) -> !(value instanceof BigDecimal number)
                    || within.test(number.compareTo(bound))
                    || visit.fails(words + " " + bound.toPlainString()));
        }
    }

    private static Rule type(SchemaPart part) throws WrongSchemaException {
        List<String> types =
                part.value("type") instanceof JsonString one ? List.of(one.getString()) : part.texts("type");
        for (String type : types) {
            if (!TYPES.contains(type)) {
                throw new WrongSchemaException(
                        part.where("type"), "no such type (expected: " + String.join(", ", new TreeSet<>(TYPES)) + ")");
            }
        }
        if (types.isEmpty()) {
            throw new WrongSchemaException(part.where("type"), "is empty (expected: one type or more)");
        }
        return (value, visit) -> {
            visit.step(1);
            return types.stream().anyMatch(type -> is(type, value)) || visit.fails(String.join(" or ", types));
        };
    }

    private static boolean is(String type, Object value) {
        return switch (type) {
            case "null" -> value == PlainJson.NULL;
            case "boolean" -> value instanceof Boolean;
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "number" -> value instanceof BigDecimal;
            case "integer" -> value instanceof BigDecimal number && number.scale() <= 0;
            default -> value instanceof String;
        };
    }
}
