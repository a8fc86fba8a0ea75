package org.axletree.hub.command;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;

/** The payload of a command, as the ledger keeps it. */
final class CommandPayload {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private CommandPayload() {}

    static JsonValue of(String json) {
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
