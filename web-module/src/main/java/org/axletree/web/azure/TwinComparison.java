package org.axletree.web.azure;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A comparison in a query: {@code tags.site = 'north'}.
 *
 * @param path of a value in a twin
 * @param operator between the two
 * @param literal a text in quotes, a number, {@code true} or {@code false}
 */
record TwinComparison(String path, String operator, String literal) implements Predicate<JsonObject> {
    private static final Set<String> OPERATORS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");

    TwinComparison {
        boolean isText = literal.startsWith("'") || literal.startsWith("\"");
        boolean isFlag = literal.equalsIgnoreCase("true") || literal.equalsIgnoreCase("false");
        if (!OPERATORS.contains(operator) || !isText && !isFlag && !isNumber(literal)) {
            throw DeviceQuery.wrong();
        }
    }

    private static boolean isNumber(String literal) {
        try {
            return literal.length() < 50 && new BigDecimal(literal).precision() > 0;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** A comparison with a name leaves that device alone. */
    QueryCondition condition() {
        boolean names = path.equals("deviceId") && operator.equals("=") && isText();
        return new QueryCondition(this, names ? Optional.of(Set.of(text())) : Optional.empty());
    }

    private boolean isText() {
        return literal.startsWith("'") || literal.startsWith("\"");
    }

    private String text() {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    @Override
    public boolean test(JsonObject twin) {
        boolean differs = operator.equals("!=") || operator.equals("<>");
        return value(twin, path)
                .flatMap(this::order)
                .map(sign -> switch (operator) {
                    case "=" -> sign == 0;
                    case "!=", "<>" -> sign != 0;
                    case "<" -> sign < 0;
                    case "<=" -> sign <= 0;
                    case ">" -> sign > 0;
                    default -> sign >= 0;
                })
                .orElse(differs);
    }

    /** The value at a path of a twin. */
    static Optional<JsonValue> value(JsonObject twin, String path) {
        JsonValue value = twin;
        for (String key : path.split("\\.")) {
            if (!(value instanceof JsonObject object) || !object.containsKey(key)) {
                return Optional.empty();
            }
            value = object.get(key);
        }
        return Optional.of(value);
    }

    private Optional<Integer> order(JsonValue value) {
        if (isText()) {
            return value instanceof JsonString string
                    ? Optional.of(string.getString().compareTo(text()))
                    : Optional.empty();
        }
        if (literal.equalsIgnoreCase("true") || literal.equalsIgnoreCase("false")) {
            return value == JsonValue.TRUE || value == JsonValue.FALSE
                    ? Optional.of(value.toString().compareToIgnoreCase(literal))
                    : Optional.empty();
        }
        return value instanceof JsonNumber json
                ? Optional.of(json.bigDecimalValue().compareTo(new BigDecimal(literal)))
                : Optional.empty();
    }
}
