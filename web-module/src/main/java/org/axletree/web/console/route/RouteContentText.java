package org.axletree.web.console.route;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axletree.hub.enrichment.Enrichment;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.route.RouteContent;

/** What a route demands of payloads and adds to messages, as people write it: a schema, and lines of names and texts. */
final class RouteContentText {
    private RouteContentText() {}

    /** @throws ProblemException if a text cannot be read */
    static RouteContent read(String schema, String enrichment) {
        Map<String, String> texts = new LinkedHashMap<>();
        enrichment.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw ProblemException.invalid("enrichment", "format", "has a line without = (expected: name = text)");
            }
            texts.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        });
        Optional<JsonObject> given =
                schema.isEmpty() ? Optional.empty() : Optional.of(StrictJson.object("schema", schema));
        return new RouteContent(given, new Enrichment(texts));
    }

    static String schema(RouteContent content) {
        return content.schema().map(JsonObject::toString).orElse("");
    }

    static String enrichment(RouteContent content) {
        return content.enrichment().texts().entrySet().stream()
                .map(text -> text.getKey() + " = " + text.getValue())
                .collect(Collectors.joining("\n"));
    }
}
