package org.axletree.cli.command;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.cli.api.Field;
import org.axletree.cli.terminal.Failure;

/** The fields of a request as options, and options as the request's body. */
final class FieldOptions {
    /** Names that mean something in every command. */
    private static final Set<String> TAKEN = Set.of(
            "--profile",
            "--url",
            "--token-file",
            "--ca",
            "--region",
            "--output",
            "--query",
            "--dry-run",
            "--yes",
            "--wait",
            "--timeout",
            "--body",
            "--set",
            "--help",
            "--watch",
            "--limit");

    private FieldOptions() {}

    static String[] names(Field field) {
        String option =
                TAKEN.contains(field.option()) ? "--field-" + field.option().substring(2) : field.option();
        return switch (field.name()) {
            case "hub_id" -> new String[] {"--hub", "--hub-id"};
            case "device_id" -> new String[] {"--device", "--device-id"};
            default -> new String[] {option};
        };
    }

    /** What is asked for and was not said, with what would be right. */
    static Failure missing(Field field) {
        String option = names(field)[0];
        String value = field.allowed().isEmpty()
                ? field.name().replace("_id", "").toUpperCase(Locale.ROOT)
                : String.join("|", field.allowed());
        return Failure.missing(option, value);
    }

    static void add(Word word, Field field) {
        String[] names = names(field);
        if (word.knows(names[0])) {
            return;
        }
        String meaning = field.meaning().isEmpty() ? "The field " + field.name() + "." : field.meaning();
        if (!field.allowed().isEmpty()) {
            meaning += " One of " + String.join(", ", field.allowed()) + ".";
        }
        switch (field.type()) {
            case "boolean" -> word.choice(meaning, names);
            case "array" -> word.list(meaning + " May be there several times.", names);
            case "object", "any" -> word.list(meaning + " As name=value, several times, or as JSON.", names);
            default -> {
                if (field.allowed().isEmpty()) {
                    word.option(meaning, names);
                } else {
                    word.oneOf(meaning, field.allowed(), names);
                }
            }
        }
    }

    /** What the options say, as the API wants it; fields that are not said are not there. */
    static JsonObject body(Call call, List<Field> fields, Map<String, String> more) {
        Map<String, Object> root = new LinkedHashMap<>();
        call.text("--body").ifPresent(text -> object(text).forEach(root::put));
        for (Field field : fields) {
            value(call, field).ifPresent(value -> put(root, field.name(), value));
        }
        more.forEach((name, value) -> put(root, name, Json.createValue(value)));
        for (String set : call.all("--set")) {
            int sign = set.indexOf('=');
            if (sign < 1) {
                throw Failure.usage("--set " + set + " was wrong (expected: field=value)");
            }
            put(root, set.substring(0, sign), loose(call.surroundings().text(set.substring(sign + 1))));
        }
        return build(root);
    }

    static Optional<JsonValue> value(Call call, Field field) {
        String option = names(field)[0];
        switch (field.type()) {
            case "array" -> {
                List<String> values = call.all(option);
                if (values.isEmpty()) {
                    return Optional.empty();
                }
                JsonArrayBuilder array = Json.createArrayBuilder();
                values.forEach(array::add);
                return Optional.of(array.build());
            }
            case "object", "any" -> {
                List<String> values = call.all(option);
                if (values.isEmpty()) {
                    return Optional.empty();
                }
                String first = call.surroundings().text(values.get(0));
                if (values.size() == 1 && (first.stripLeading().matches("(?s)[{\\[\"].*") || !first.contains("="))) {
                    return Optional.of(loose(first));
                }
                JsonObjectBuilder object = Json.createObjectBuilder();
                for (String each : values) {
                    int sign = each.indexOf('=');
                    if (sign < 1) {
                        throw Failure.usage(option + " " + each + " was wrong (expected: name=value)");
                    }
                    object.add(each.substring(0, sign), call.surroundings().text(each.substring(sign + 1)));
                }
                return Optional.of(object.build());
            }
            case "integer" -> {
                return call.text(option).map(text -> {
                    try {
                        return (JsonValue) Json.createValue(new java.math.BigDecimal(text.strip()));
                    } catch (NumberFormatException none) {
                        throw Failure.usage(option + " " + text + " was wrong (expected: a number)");
                    }
                });
            }
            case "boolean" -> {
                return call.written(option).map(text -> {
                    if (!text.matches("true|false")) {
                        throw Failure.usage(option + " " + text + " was wrong (expected: true or false)");
                    }
                    return text.equals("true") ? JsonValue.TRUE : JsonValue.FALSE;
                });
            }
            default -> {
                return call.text(option).map(text -> {
                    if (!field.allowed().isEmpty() && !field.allowed().contains(text)) {
                        throw Failure.usage(option + " " + text + " was wrong (expected: "
                                + String.join(", ", field.allowed()) + ")");
                    }
                    return (JsonValue) Json.createValue(text);
                });
            }
        }
    }

    /** JSON where it is some; else a text. */
    static JsonValue loose(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException none) {
            return Json.createValue(text);
        }
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException none) {
            throw Failure.usage("--body was wrong (expected: a JSON object)");
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> root, String name, JsonValue value) {
        Map<String, Object> at = root;
        String[] steps = name.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            Object inner = at.get(steps[i]);
            if (!(inner instanceof Map) || inner instanceof JsonValue) {
                Map<String, Object> fresh = new LinkedHashMap<>();
                if (inner instanceof JsonObject before) {
                    fresh.putAll(before);
                }
                at.put(steps[i], fresh);
                inner = fresh;
            }
            at = (Map<String, Object>) inner;
        }
        at.put(steps[steps.length - 1], value);
    }

    @SuppressWarnings("unchecked")
    private static JsonObject build(Map<String, Object> map) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        map.forEach((name, value) -> {
            if (value instanceof JsonValue json) {
                object.add(name, json);
            } else {
                object.add(name, build((Map<String, Object>) value));
            }
        });
        return object.build();
    }
}
