package org.axletree.cli.api;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;

/**
 * Something that an operation is told.
 *
 * @param name in the API; of a field inside another, both with a dot
 * @param type {@code string}, {@code integer}, {@code boolean}, {@code array} of texts, or {@code object}
 * @param allowed values; empty for any
 * @param secret whether it is told and never shown
 */
public record Field(String name, String type, boolean required, String meaning, List<String> allowed, boolean secret) {

    JsonObject json() {
        JsonArrayBuilder values = Json.createArrayBuilder();
        allowed.forEach(values::add);
        return Json.createObjectBuilder()
                .add("name", name)
                .add("type", type)
                .add("required", required)
                .add("meaning", meaning)
                .add("allowed", values)
                .add("secret", secret)
                .build();
    }

    static Field of(JsonObject json) {
        return new Field(
                json.getString("name"),
                json.getString("type"),
                json.getBoolean("required"),
                json.getString("meaning"),
                json.getJsonArray("allowed").getValuesAs(JsonString::getString),
                json.getBoolean("secret"));
    }

    /** As an option of the command line. */
    public String option() {
        return "--" + name.replace('_', '-').replace('.', '-');
    }
}
