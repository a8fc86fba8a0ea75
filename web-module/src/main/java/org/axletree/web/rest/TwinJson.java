package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.twin.TwinDocument;

/** Twins in the API's words (scaleway.md section 2). */
final class TwinJson {
    static final Set<String> CHANGE_FIELDS = Set.of("version", "data");

    private TwinJson() {}

    /** What is to become of a document; without data, nothing is put or merged into it. */
    record Change(Optional<Long> version, JsonObject data) {}

    static Change change(JsonBody body) {
        Change change = new Change(body.count("version"), body.anyObject("data").orElse(JsonObject.EMPTY_JSON_OBJECT));
        body.done();
        return change;
    }

    static JsonObject of(TwinDocument document) {
        return Json.createObjectBuilder()
                .add("twin_id", document.twinId())
                .add("document_name", document.documentName())
                .add("version", document.version())
                .add("data", document.data())
                .build();
    }

    static JsonObject of(List<String> names) {
        JsonArrayBuilder documents = Json.createArrayBuilder();
        names.forEach(name -> documents.add(Json.createObjectBuilder().add("document_name", name)));
        return Json.createObjectBuilder().add("documents", documents).build();
    }
}
