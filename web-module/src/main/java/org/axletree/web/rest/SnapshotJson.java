package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.axletree.hub.snapshot.Snapshot;

/** A snapshot as JSON. */
final class SnapshotJson {
    private SnapshotJson() {}

    static JsonObject of(Snapshot snapshot) {
        JsonArrayBuilder files = Json.createArrayBuilder();
        snapshot.files()
                .forEach(file -> files.add(Json.createObjectBuilder()
                        .add("name", file.name())
                        .add("size", file.size())
                        .add("sha256", file.sha256())));
        JsonObjectBuilder counts = Json.createObjectBuilder();
        snapshot.counts().forEach(counts::add);
        return Json.createObjectBuilder()
                .add("id", snapshot.id())
                .add("mark", ApiTime.of(snapshot.mark()))
                .add("completed_at", ApiTime.of(snapshot.completedAt()))
                .add("counts", counts)
                .add("left_out", Json.createArrayBuilder(snapshot.leftOut()))
                .add("files", files)
                .build();
    }
}
