package org.axletree.cli.scaleway;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axletree.cli.api.Field;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Nearest;

/** {@code a-b.c.0=value}: what an operation is told, as Scaleway's command line writes it. */
final class Arguments {
    private final List<Field> fields;
    private final Map<String, Object> root = new LinkedHashMap<>();

    Arguments(List<Field> fields) {
        this.fields = fields;
    }

    void put(String name, String value) {
        String dotted = name.replace('-', '_');
        Optional<Field> exact =
                fields.stream().filter(each -> each.name().equals(dotted)).findFirst();
        if (exact.isPresent()) {
            put(List.of(dotted.split("\\.")), typed(exact.get(), value));
            return;
        }
        for (Field field : fields) {
            String prefix = field.name() + ".";
            if (dotted.startsWith(prefix)) {
                // The rest is the owner's own, as the name of a header is.
                java.util.ArrayList<String> path =
                        new java.util.ArrayList<>(List.of(field.name().split("\\.")));
                path.addAll(List.of(name.substring(prefix.length()).split("\\.")));
                put(path, Json.createValue(value));
                return;
            }
        }
        List<String> known =
                fields.stream().map(each -> each.name().replace('_', '-')).toList();
        throw Failure.usage("the argument " + name + " is not known (expected: "
                + Nearest.to(name, known)
                        .map(nearest -> nearest + ", perhaps")
                        .orElse("one of " + String.join(", ", known))
                + ")");
    }

    private static JsonValue typed(Field field, String value) {
        try {
            return switch (field.type()) {
                case "integer" -> Json.createValue(new BigDecimal(value));
                case "boolean" -> {
                    if (!value.matches("true|false")) {
                        throw Failure.usage(field.name() + " was wrong (expected: true or false)");
                    }
                    yield value.equals("true") ? JsonValue.TRUE : JsonValue.FALSE;
                }
                case "object", "any", "array" -> json(value);
                default -> Json.createValue(value);
            };
        } catch (NumberFormatException none) {
            throw Failure.usage(field.name() + " was wrong (expected: a number)");
        }
    }

    private static JsonValue json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException none) {
            return Json.createValue(text);
        }
    }

    @SuppressWarnings("unchecked")
    private void put(List<String> path, JsonValue value) {
        Map<String, Object> at = root;
        for (String step : path.subList(0, path.size() - 1)) {
            Object inner = at.computeIfAbsent(step, none -> new LinkedHashMap<String, Object>());
            if (!(inner instanceof Map) || inner instanceof JsonValue) {
                throw Failure.usage("the argument " + String.join(".", path) + " contradicts another");
            }
            at = (Map<String, Object>) inner;
        }
        at.put(path.get(path.size() - 1), value);
    }

    JsonObject object() {
        return build(root).asJsonObject();
    }

    /** Members that are called 0, 1, … are an array. */
    @SuppressWarnings("unchecked")
    private static JsonValue build(Map<String, Object> map) {
        if (!map.isEmpty() && map.keySet().stream().allMatch(key -> key.matches("\\d{1,4}"))) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            Map<Integer, Object> ordered = new TreeMap<>();
            map.forEach((key, value) -> ordered.put(Integer.valueOf(key), value));
            ordered.values()
                    .forEach(value ->
                            array.add(value instanceof JsonValue json ? json : build((Map<String, Object>) value)));
            return array.build();
        }
        JsonObjectBuilder object = Json.createObjectBuilder();
        map.forEach((key, value) ->
                object.add(key, value instanceof JsonValue json ? json : build((Map<String, Object>) value)));
        return object.build();
    }
}
