package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** What became of a message, in the envelope that Azure's command line has around it. */
final class AzureFeedback {
    private AzureFeedback() {}

    static JsonObject of(JsonObject feedback) {
        return Json.createObjectBuilder().add("feedback", feedback).build();
    }
}
