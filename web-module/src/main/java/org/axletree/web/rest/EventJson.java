package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.axletree.hub.registry.journal.RecordedEvent;
import org.axletree.hub.registry.listing.Page;

/** What happened in a hub, in the words of Scaleway's events over MQTT (scaleway.md section 2, Events). */
final class EventJson {
    private EventJson() {}

    static JsonObject page(Page<RecordedEvent> newestFirst) {
        return PageJson.of("events", newestFirst, EventJson::of);
    }

    static JsonObject of(RecordedEvent entry) {
        return Json.createObjectBuilder()
                .add("time", ApiTime.of(entry.time()))
                .add("severity", entry.severity())
                .add("object-type", entry.objectType())
                .add("object-id", entry.objectId().isEmpty() ? "unknown" : entry.objectId())
                .add("object-name", entry.objectName())
                .add("reason", entry.reason())
                .add("msg", entry.message())
                .add("packet", entry.packet())
                .add("source-address", entry.sourceAddress())
                .build();
    }
}
