package org.axletree.hub.registry;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;

/** JSON from outside: one object in UTF-8, and nothing behind it. Whatever else comes is a {@link ProblemException}. */
public final class StrictJson {
    // Json's own methods look for the implementation each time, which takes longer than the reading.
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private StrictJson() {}

    /**
     * @param name what the text is, for the error
     * @throws ProblemException if it is not UTF-8
     */
    public static String text(String name, byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(name, "is not UTF-8");
        }
    }

    /**
     * @param name what the text is, for the error
     * @throws ProblemException if it is not one object
     */
    public static JsonObject object(String name, String text) {
        return value(name, text, JsonParser.Event.START_OBJECT, "is no JSON object")
                .asJsonObject();
    }

    /**
     * @param name what the text is, for the error
     * @throws ProblemException if it is not one array
     */
    public static JsonArray array(String name, String text) {
        return value(name, text, JsonParser.Event.START_ARRAY, "is no JSON array")
                .asJsonArray();
    }

    private static JsonValue value(String name, String text, JsonParser.Event start, String otherwise) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (parser.next() != start) {
                throw malformed(name, otherwise);
            }
            JsonValue json = parser.getValue();
            if (parser.hasNext()) {
                throw malformed(name, "goes on after its end");
            }
            return json;
        } catch (ProblemException e) {
            throw e;
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            throw malformed(name, "is not well-formed JSON");
        } catch (RuntimeException | StackOverflowError e) { // nested too deeply, or a number out of bounds
            throw malformed(name, "is JSON beyond what is read here");
        }
    }

    public static ProblemException malformed(String name, String what) {
        return ProblemException.invalid(name, "format", what + " (expected: one JSON object, in UTF-8)");
    }

    /** Whether it is a whole number from 0 on; found out without the arithmetic of a number of a million digits. */
    public static boolean isCount(JsonValue value) {
        if (!(value instanceof JsonNumber number)) {
            return false;
        }
        String digits = number.toString();
        return digits.length() <= 18 && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
