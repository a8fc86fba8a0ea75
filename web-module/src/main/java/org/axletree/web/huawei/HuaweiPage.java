package org.axletree.web.huawei;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/**
 * Which page of a list is wanted.
 *
 * @param marker id of the last one of the page before; empty for the first page
 * @param limit how many at most, 1 to 50
 */
record HuaweiPage(String marker, int limit) {
    private static final int STANDARD_LIMIT = 10;
    private static final int HIGHEST_LIMIT = 50;
    /** What Huawei's documents give as the marker of the first page. */
    private static final String FIRST_MARKER = "ffffffffffffffffffffffff";

    /** Reads the parameters of a request; either may be absent. */
    static HuaweiPage of(String marker, String limit) {
        return new HuaweiPage(marker == null || marker.equals(FIRST_MARKER) ? "" : marker, limit(limit));
    }

    private static int limit(String text) {
        if (text == null || text.isEmpty()) {
            return STANDARD_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException none) {
            // Said below, like a number out of bounds.
        }
        throw ProblemException.invalid(
                "limit", "constraint", Problem.shown(text) + " (expected: 1 to " + HIGHEST_LIMIT + ")");
    }

    /**
     * An answer, with the marker of the page that follows.
     *
     * @param id the name of what the things of the list are known by
     */
    static JsonObject json(String name, JsonArray list, String id) {
        JsonObjectBuilder page = Json.createObjectBuilder().add("count", list.size());
        if (!list.isEmpty()) {
            page.add("marker", list.getJsonObject(list.size() - 1).get(id));
        }
        return Json.createObjectBuilder().add(name, list).add("page", page).build();
    }
}
