package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.function.Function;
import org.axletree.hub.registry.listing.Page;

/** A page of a list as the API writes it: how many there are, and the things under their plural. */
final class PageJson {
    private PageJson() {}

    static <T> JsonObject of(String plural, Page<T> page, Function<T, JsonObject> json) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        page.items().forEach(item -> items.add(json.apply(item)));
        return Json.createObjectBuilder()
                .add("total_count", page.totalCount())
                .add(plural, items)
                .build();
    }
}
