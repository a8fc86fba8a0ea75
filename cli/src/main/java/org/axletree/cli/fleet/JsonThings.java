package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.axletree.cli.terminal.Failure;

/** Objects in a file: an array, an object with a list, or one object a line. */
final class JsonThings {
    private JsonThings() {}

    /** @param list the field that has them where the file is one object */
    static List<JsonObject> read(String text, String list) {
        String plain = text.strip();
        try (JsonReader reader = Json.createReader(new StringReader(plain))) {
            JsonValue value = reader.readValue();
            if (value instanceof JsonObject object) {
                return object.get(list) instanceof JsonArray array ? objects(array) : List.of(object);
            }
            return objects(value.asJsonArray());
        } catch (JsonException | ClassCastException several) {
            return lines(plain);
        }
    }

    private static List<JsonObject> lines(String text) {
        List<JsonObject> all = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R")) {
            number++;
            if (!line.isBlank()) {
                try (JsonReader reader = Json.createReader(new StringReader(line))) {
                    all.add(reader.readObject());
                } catch (JsonException none) {
                    throw Failure.usage("line " + number + " was wrong (expected: JSON)");
                }
            }
        }
        return all;
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .toList();
    }

    static String text(JsonObject json, String... names) {
        for (String name : names) {
            if (json.get(name) instanceof JsonString text && !text.getString().isEmpty()) {
                return text.getString();
            }
        }
        return "";
    }

    static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
