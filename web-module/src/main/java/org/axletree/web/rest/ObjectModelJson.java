package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Set;
import org.axletree.hub.registry.object.DescribedObject;

/** Objects that owners describe, in the API's words. */
final class ObjectModelJson {
    static final Set<String> NEW_FIELDS = Set.of("hub_id", "content");

    private ObjectModelJson() {}

    static JsonObject of(DescribedObject object) {
        return summary(object).build();
    }

    /** With the file itself. */
    static JsonObject whole(DescribedObject object) {
        return summary(object).add("content", object.content()).build();
    }

    static JsonObject of(List<DescribedObject> objects) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        objects.forEach(object -> list.add(of(object)));
        return Json.createObjectBuilder()
                .add("total_count", objects.size())
                .add("object_models", list)
                .build();
    }

    private static JsonObjectBuilder summary(DescribedObject object) {
        return Json.createObjectBuilder()
                .add("id", object.id())
                .add("hub_id", object.hubId())
                .add("object_id", object.objectId())
                .add("name", object.name())
                .add("version", object.version())
                .add("created_at", ApiTime.of(object.createdAt()))
                .add("updated_at", ApiTime.of(object.updatedAt()));
    }
}
