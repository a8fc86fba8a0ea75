package org.axletree.cli.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the API can do, as {@link ApiDigest} wrote it down when {@code axle} was built. */
public final class ApiDescription {
    private ApiDescription() {}

    /** All nouns, with a few of their verbs. */
    public static Map<String, String> nouns() {
        try (JsonReader reader = Json.createReader(resource("nouns"))) {
            Map<String, String> nouns = new LinkedHashMap<>();
            reader.readObject().forEach((noun, verbs) -> nouns.put(noun, ((JsonString) verbs).getString()));
            return nouns;
        }
    }

    /** What can be done with things of a kind. */
    public static List<Operation> operations(String noun) {
        try (JsonReader reader = Json.createReader(resource(noun))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(Operation::of)
                    .toList();
        }
    }

    public static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        nouns().keySet().forEach(noun -> all.addAll(operations(noun)));
        return all;
    }

    private static InputStream resource(String name) {
        InputStream stream = ApiDescription.class.getResourceAsStream(name + ".json");
        if (stream == null) {
            throw new UncheckedIOException(
                    new IOException(name + ".json: is missing (expected: written by the build)"));
        }
        return stream;
    }
}
