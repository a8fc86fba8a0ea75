package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.axletree.cli.terminal.Failure;

/** Objects in a file: arrays, objects with a list, or plain ones; one document or many, one after the other. */
final class JsonThings {
    private JsonThings() {}

    /** @param list the field that has them where they are in pages */
    static List<JsonObject> read(String text, String list) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<JsonObject> all = new ArrayList<>();
        int begin = 0;
        while (true) {
            while (begin < plain.length() && Character.isWhitespace(plain.charAt(begin))) {
                begin++;
            }
            if (begin == plain.length()) {
                return all;
            }
            int end = end(plain, begin);
            try (JsonReader reader = Json.createReader(new StringReader(plain.substring(begin, end)))) {
                add(reader.read(), list, all);
            } catch (JsonException none) {
                throw wrong(plain, begin);
            }
            begin = end;
        }
    }

    private static void add(JsonStructure document, String list, List<JsonObject> all) {
        if (document instanceof JsonArray array) {
            array.forEach(each -> add(each, list, all));
        } else {
            add((JsonValue) document, list, all);
        }
    }

    /** What is no object is one that says nothing: whoever reads it misses something, and says what. */
    private static void add(JsonValue each, String list, List<JsonObject> all) {
        if (each instanceof JsonObject page && page.get(list) instanceof JsonArray array) {
            array.forEach(one -> all.add(one instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT));
        } else {
            all.add(each instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT);
        }
    }

    /** Where the document ends that begins here. */
    private static int end(String text, int begin) {
        int depth = 0;
        boolean quoted = false;
        for (int i = begin; i < text.length(); i++) {
            char at = text.charAt(i);
            if (quoted) {
                i += at == '\\' ? 1 : 0;
                quoted = at != '"';
            } else if (at == '{' || at == '[') {
                depth++;
            } else if (at == '}' || at == ']') {
                depth--;
            } else {
                quoted = at == '"';
            }
            if (depth < 1) {
                if (at != '}' && at != ']') {
                    break;
                }
                return i + 1;
            }
        }
        throw wrong(text, begin);
    }

    private static Failure wrong(String text, int at) {
        return Failure.usage("line "
                + (1
                        + text.substring(0, at)
                                .chars()
                                .filter(each -> each == '\n')
                                .count()) + " was wrong (expected: a JSON object or an array of them)");
    }

    static String text(JsonObject json, String... names) {
        for (String name : names) {
            if (json.get(name) instanceof JsonString text && !text.getString().isEmpty()) {
                return text.getString();
            }
        }
        return "";
    }

    /** Those of a list; none where there is no such list. */
    static List<JsonObject> objects(JsonObject json, String list) {
        return json.get(list) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList()
                : List.of();
    }

    static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
