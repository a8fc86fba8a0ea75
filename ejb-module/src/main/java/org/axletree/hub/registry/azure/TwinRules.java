package org.axletree.hub.registry.azure;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StoredText;

/** What a part of a twin may be (docs/reference/dialects/azure.md, 7). */
public final class TwinRules {
    /** Bytes of all tags. */
    public static final int MOST_TAGS = 8 * 1024;
    /** Bytes of all desired, or of all reported properties. */
    public static final int MOST_PROPERTIES = 32 * 1024;

    private static final int DEEPEST = 10;
    private static final int LONGEST_KEY = 1_024;

    private TwinRules() {}

    /**
     * The part with a patch merged into it: null removes, objects are merged, all else is replaced.
     *
     * @param name of the part, for the error
     */
    static JsonObject merged(String name, JsonObject present, JsonObject patch, int most) {
        requireKeys(name, patch, 1);
        JsonObject merged = Json.createMergePatch(patch).apply(present).asJsonObject();
        requireSize(name, merged, most);
        return merged;
    }

    /** The part with another in its place; what is null in that one is not there. */
    static JsonObject replaced(String name, JsonObject other, int most) {
        return merged(name, JsonValue.EMPTY_JSON_OBJECT, other, most);
    }

    /**
     * The text of a part as it may be stored.
     *
     * @param name of the part, for the error
     */
    public static String stored(String name, JsonObject part, int most) {
        return replaced(name, part, most).toString();
    }

    private static void requireSize(String name, JsonObject json, int most) {
        String text = json.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw ProblemException.invalid(name, "constraint", bytes + " bytes (expected: at most " + most + ")");
        }
        if (!StoredText.isPossible(text)) {
            throw ProblemException.invalid(name, "format", "has half a character (expected: whole ones)");
        }
    }

    private static void requireKeys(String name, JsonValue value, int depth) {
        if (depth > DEEPEST + 1) {
            throw ProblemException.invalid(name, "constraint", "is nested deeper than " + DEEPEST + " levels");
        }
        if (value instanceof JsonArray array) {
            array.forEach(element -> requireKeys(name, element, depth + 1));
        } else if (value instanceof JsonObject object) {
            object.forEach((key, inner) -> {
                if (!isKey(key)) {
                    throw ProblemException.invalid(
                            name,
                            "format",
                            "key " + Problem.shown(key)
                                    + " (expected: without control characters, spaces, dots and dollar signs)");
                }
                requireKeys(name, inner, depth + 1);
            });
        }
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && key.chars().noneMatch(c -> Character.isISOControl(c) || c == '.' || c == '$' || c == ' ');
    }
}
