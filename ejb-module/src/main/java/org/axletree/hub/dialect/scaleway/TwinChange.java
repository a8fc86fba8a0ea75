package org.axletree.hub.dialect.scaleway;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;

/**
 * What a device wants to put, or to merge, into a document: {@code {"version": 3, "data": {…}}}.
 *
 * @param version the version that it was made for; empty for any
 */
record TwinChange(Optional<Long> version, JsonObject data) {
    private static final String PAYLOAD = "payload";
    private static final String VERSION = "version";
    private static final String DATA = "data";
    private static final Set<String> FIELDS = Set.of(VERSION, DATA);

    /** @throws ProblemException where the payload is anything else */
    static TwinChange of(byte[] payload) {
        JsonObject json = StrictJson.object(PAYLOAD, StrictJson.text(PAYLOAD, payload));
        if (!FIELDS.containsAll(json.keySet())) {
            throw ProblemException.invalid(PAYLOAD, "unknown", "has other fields (expected: version, data)");
        }
        return new TwinChange(version(json), data(json));
    }

    private static Optional<Long> version(JsonObject json) {
        if (!json.containsKey(VERSION) || json.isNull(VERSION)) {
            return Optional.empty();
        }
        if (!StrictJson.isCount(json.get(VERSION))) {
            throw ProblemException.invalid(VERSION, "format", "is no count (expected: a whole number from 0 on)");
        }
        return Optional.of(json.getJsonNumber(VERSION).longValueExact());
    }

    private static JsonObject data(JsonObject json) {
        JsonValue data = json.get(DATA);
        if (data instanceof JsonObject object) {
            return object;
        }
        throw ProblemException.invalid(
                DATA, "required", (data == null ? "is missing" : "is no object") + " (expected: an object)");
    }
}
