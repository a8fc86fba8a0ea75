package org.axletree.hub.schema;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * JSON as maps by name, lists, texts, numbers, flags and {@link #NULL}: two values are equal if JSON Schema says that they are, so 1
 * and 1.0.
 */
final class PlainJson {
    static final Object NULL = new Object();

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    /** Beyond that, a computation with it would take memory that the payload did not have. */
    private static final int LARGEST_EXPONENT = 1_000;

    private PlainJson() {}

    /** Empty if it is none. */
    static Optional<Object> read(byte[] payload) {
        if (payload.length == 0) {
            return Optional.empty();
        }
        try (JsonParser parser = PARSERS.createParser(new StringReader(text(payload)))) {
            parser.next();
            Object value = of(parser.getValue());
            return parser.hasNext() ? Optional.empty() : Optional.of(value);
        } catch (CharacterCodingException | JsonException | IllegalStateException | NoSuchElementException none) {
            return Optional.empty();
        }
    }

    private static String text(byte[] payload) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(payload))
                .toString();
    }

    /** @throws JsonException if there is a number in it that is beyond what is reckoned with */
    static Object of(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                value.asJsonObject().forEach((name, inner) -> object.put(name, of(inner)));
                yield object;
            }
            case ARRAY -> {
                List<Object> array = new ArrayList<>();
                value.asJsonArray().forEach(inner -> array.add(of(inner)));
                yield array;
            }
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number(((JsonNumber) value).bigDecimalValue());
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> NULL;
        };
    }

    private static BigDecimal number(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw new JsonException("a number beyond 1e" + LARGEST_EXPONENT);
        }
        return number.stripTrailingZeros();
    }
}
