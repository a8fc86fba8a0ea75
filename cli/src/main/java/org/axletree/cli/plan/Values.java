package org.axletree.cli.plan;

import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Field;

/** What a value in a file has to be, as far as that can be told without the server. */
final class Values {
    private Values() {}

    /** What would be right; empty where the value is. */
    static Optional<String> expected(Kind kind, Field field, Object value) {
        if (value == null && !field.type().equals("boolean") || field.name().equals("name")) {
            return Optional.empty();
        }
        if (!field.allowed().isEmpty()) {
            return unless(field.allowed().contains(value.toString()), "one of " + String.join(", ", field.allowed()));
        }
        return switch (field.type()) {
            case "boolean" -> unless(value instanceof Boolean, "true or false");
            case "integer" -> unless(value instanceof Number && !(value instanceof Double), "a whole number");
            case "array" ->
                unless(
                        value instanceof List<?> list && list.stream().allMatch(Values::isText),
                        "a list of texts, each in quotation marks where it looks like something else");
            case "object" -> unless(value instanceof Map || value instanceof List, "keys and values");
            case "string" ->
                isText(value)
                        ? text(kind, field.name(), value.toString())
                        : Optional.of("a text, in quotation marks where it looks like something else");
            default -> Optional.empty();
        };
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof Date;
    }

    private static Optional<String> text(Kind kind, String field, String text) {
        if (kind == Kind.ROUTE && field.equals("topic")) {
            return unless(isFilter(text), "a topic filter, as a/+/b or a/#");
        }
        return field.equals("rest_config.uri") ? unless(isWeb(text), "a URI, as https://host/path") : Optional.empty();
    }

    private static boolean isFilter(String text) {
        return text.matches("(([^/+#]*|\\+)/)*([^/+#]*|\\+|#)") && !text.isEmpty();
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static Optional<String> unless(boolean right, String expected) {
        return right ? Optional.empty() : Optional.of(expected);
    }
}
