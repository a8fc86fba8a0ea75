package org.axletree.web.console.twin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a twin, as it is shown.
 *
 * @param name among the parts of the twin
 * @param text JSON, for people
 * @param version counts its changes; 0 where it was never written
 * @param changeable whether it is the owner's to write, and not the device's
 * @param removable whether it can be deleted
 */
public record TwinPart(
        String name, String text, long version, Optional<Instant> at, boolean changeable, boolean removable) {

    static TwinPart of(
            String name, JsonObject json, long version, Optional<Instant> at, boolean changeable, boolean removable) {
        return new TwinPart(name, indented(json), version, at, changeable, removable);
    }

    private static String indented(JsonObject json) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(json);
        }
        return text.toString().strip();
    }
}
