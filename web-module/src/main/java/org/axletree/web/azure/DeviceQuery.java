package org.axletree.web.azure;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code SELECT * FROM devices [WHERE …]}, with comparisons that are joined by AND. */
final class DeviceQuery {
    private static final Pattern QUERY = Pattern.compile(
            "\\s*SELECT\\s+\\*\\s+FROM\\s+devices(?:\\s+WHERE\\s+(.+?))?\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COMPARISON = Pattern.compile(
            "\\s*([A-Za-z_][A-Za-z0-9_.$-]*)\\s*(=|!=|<>|<=|>=|<|>)\\s*('(?:[^']|'')*'|\"[^\"]*\"|-?[0-9.]+|true|false)\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AND = Pattern.compile("AND\\s+", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 4_096;
    private static final String EXPECTED =
            "query: expected SELECT * FROM devices, with WHERE and comparisons that are joined by AND";

    private DeviceQuery() {}

    /** Which twins, in the API's words, the query wants. */
    static Predicate<JsonObject> parse(String text) {
        Matcher query = QUERY.matcher(text);
        if (text.length() > LONGEST || !query.matches()) {
            throw AzureException.invalid(EXPECTED);
        }
        if (query.group(1) == null) {
            return twin -> true;
        }
        List<Predicate<JsonObject>> all = new ArrayList<>();
        String rest = query.group(1);
        while (true) {
            Matcher comparison = COMPARISON.matcher(rest);
            if (!comparison.lookingAt()) {
                throw AzureException.invalid(EXPECTED);
            }
            all.add(comparison(comparison.group(1), comparison.group(2), comparison.group(3)));
            rest = rest.substring(comparison.end());
            if (rest.isEmpty()) {
                return twin -> all.stream().allMatch(each -> each.test(twin));
            }
            Matcher and = AND.matcher(rest);
            if (!and.lookingAt()) {
                throw AzureException.invalid(EXPECTED);
            }
            rest = rest.substring(and.end());
        }
    }

    private static Predicate<JsonObject> comparison(String path, String operator, String literal) {
        return twin -> {
            Optional<JsonValue> value = value(twin, path);
            boolean differs = operator.equals("!=") || operator.equals("<>");
            Optional<Integer> order = value.flatMap(present -> order(present, literal));
            return order.map(sign -> switch (operator) {
                        case "=" -> sign == 0;
                        case "!=", "<>" -> sign != 0;
                        case "<" -> sign < 0;
                        case "<=" -> sign <= 0;
                        case ">" -> sign > 0;
                        default -> sign >= 0;
                    })
                    .orElse(differs);
        };
    }

    private static Optional<JsonValue> value(JsonObject twin, String path) {
        JsonValue value = twin;
        for (String key : path.split("\\.")) {
            if (!(value instanceof JsonObject object) || !object.containsKey(key)) {
                return Optional.empty();
            }
            value = object.get(key);
        }
        return Optional.of(value);
    }

    private static Optional<Integer> order(JsonValue value, String literal) {
        if (literal.startsWith("'") || literal.startsWith("\"")) {
            String text = literal.substring(1, literal.length() - 1).replace("''", "'");
            return value instanceof JsonString string
                    ? Optional.of(string.getString().compareTo(text))
                    : Optional.empty();
        }
        if (literal.equalsIgnoreCase("true") || literal.equalsIgnoreCase("false")) {
            return value == JsonValue.TRUE || value == JsonValue.FALSE
                    ? Optional.of(value.toString().compareToIgnoreCase(literal))
                    : Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(literal);
            return value instanceof JsonNumber json
                    ? Optional.of(json.bigDecimalValue().compareTo(number))
                    : Optional.empty();
        } catch (NumberFormatException none) {
            throw AzureException.invalid(EXPECTED);
        }
    }
}
