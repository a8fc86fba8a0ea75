package org.axletree.hub.condition;

import dev.cel.common.values.NullValue;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** JSON as conditions see it: whole numbers as such, all others with a floating point. */
final class JsonFacts {
    /** What is larger is not looked into: it would take longer than the message may. */
    static final int MOST_BYTES = 256 * 1024;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final int DEEPEST = 64;

    /** Digits of which every number is a {@code long}. */
    private static final int DIGITS = 18;

    private final JsonParser parser;

    private JsonFacts(JsonParser parser) {
        this.parser = parser;
    }

    /** Empty if it is none. */
    static Optional<Object> read(byte[] payload) {
        if (payload.length == 0) {
            return Optional.empty();
        }
        try (JsonParser parser = PARSERS.createParser(new StringReader(text(payload)))) {
            Object value = new JsonFacts(parser).value(parser.next(), 0);
            return parser.hasNext() ? Optional.empty() : Optional.of(value);
        } catch (CharacterCodingException
                | JsonException
                | IllegalStateException
                | NoSuchElementException
                | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static String text(byte[] payload) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(payload))
                .toString();
    }

    private Object value(JsonParser.Event event, int depth) {
        if (depth > DEEPEST) {
            throw new JsonException("more than " + DEEPEST + " levels");
        }
        return switch (event) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NullValue.NULL_VALUE;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw new JsonException("no value");
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.next() == JsonParser.Event.KEY_NAME) {
            String name = parser.getString();
            object.put(name, value(parser.next(), depth + 1));
        }
        return object;
    }

    private List<Object> array(int depth) {
        List<Object> array = new ArrayList<>();
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, depth + 1));
        }
        return array;
    }

    private static Object number(String digits) {
        boolean whole = digits.length() <= DIGITS && digits.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (whole) {
            return Long.parseLong(digits);
        }
        return Double.parseDouble(digits);
    }
}
