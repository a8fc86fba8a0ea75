package org.axletree.hub.delivery.target;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Bytes that a target would get, as JSON can show them: as text where they are UTF-8, else as Base64 that says so. */
public final class ShownPayload {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final String BASE64 = "base64";

    private ShownPayload() {}

    /** A text, or an object with the one field {@code base64}. */
    public static JsonValue of(byte[] bytes) {
        return text(bytes).<JsonValue>map(Json::createValue).orElseGet(() -> JSON.createObjectBuilder()
                .add(BASE64, base64(bytes))
                .build());
    }

    /** As a field {@code name}, or as {@code name_base64}. */
    public static void add(JsonObjectBuilder object, String name, byte[] bytes) {
        text(bytes)
                .ifPresentOrElse(text -> object.add(name, text), () -> object.add(name + "_" + BASE64, base64(bytes)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
