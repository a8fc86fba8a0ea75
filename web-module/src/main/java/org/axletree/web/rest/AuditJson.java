package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;
import org.axletree.hub.registry.audit.AuditEntry;

/** Entries of the audit log in the API's words. */
final class AuditJson {
    // Json's own methods look for the implementation each time, which takes longer than the reading.
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private AuditJson() {}

    static JsonObject of(AuditEntry entry) {
        return Json.createObjectBuilder()
                .add("id", entry.id())
                .add("time", ApiTime.of(entry.time()))
                .add("who", entry.who())
                .add("by", entry.by())
                .add("token_id", entry.tokenId())
                .add("user_id", entry.userId())
                .add("source_address", entry.sourceAddress())
                .add("action", entry.action())
                .add("resource", entry.resource())
                .add("resource_id", entry.resourceId())
                .add("hub_id", entry.hubId())
                .add("project_id", entry.projectId())
                .add("before", object(entry.before()))
                .add("after", object(entry.after()))
                .build();
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
