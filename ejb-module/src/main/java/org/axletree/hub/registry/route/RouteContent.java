package org.axletree.hub.registry.route;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axletree.hub.enrichment.Enrichment;
import org.axletree.hub.registry.StrictJson;

/**
 * What a route demands of payloads, and what it adds to messages.
 *
 * @param schema in JSON Schema; empty where a payload may be anything
 * @param enrichment what targets get besides
 */
public record RouteContent(Optional<JsonObject> schema, Enrichment enrichment) {
    /** Every payload, and nothing added. */
    public static final RouteContent AS_IS = new RouteContent(Optional.empty(), Enrichment.NONE);

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final String SCHEMA = "schema";
    private static final String ENRICHMENT = "enrichment";

    public RouteContent {
        Objects.requireNonNull(enrichment, "enrichment");
        schema = schema.filter(given -> !given.isEmpty());
    }

    public RouteContent withSchema(JsonObject other) {
        return new RouteContent(Optional.of(other), enrichment);
    }

    public RouteContent withEnrichment(Map<String, String> texts) {
        return new RouteContent(schema, new Enrichment(texts));
    }

    /** Notes it where changes are kept. */
    void audited(Map<String, Object> state) {
        state.put(SCHEMA, schema.map(JsonObject::toString).orElse(""));
        state.put(ENRICHMENT, enrichment.texts().toString());
    }

    /** As the database has it. */
    static RouteContent read(String text) {
        if (text == null) {
            return AS_IS;
        }
        JsonObject json = StrictJson.object("content", text);
        Map<String, String> texts = new LinkedHashMap<>();
        json.getJsonObject(ENRICHMENT).forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
        return new RouteContent(Optional.ofNullable(json.getJsonObject(SCHEMA)), new Enrichment(texts));
    }

    /** As {@link #read} reads it. */
    String written() {
        JsonObjectBuilder texts = JSON.createObjectBuilder();
        enrichment.texts().forEach(texts::add);
        JsonObjectBuilder json = JSON.createObjectBuilder().add(ENRICHMENT, texts);
        schema.ifPresent(given -> json.add(SCHEMA, given));
        return json.build().toString();
    }
}
