package org.axletree.cli.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;

/**
 * One thing that the API can do, and the two words that have it done.
 *
 * @param id as the API's description calls it
 * @param pathParameters in the order of the path, without the region
 * @param list the field of the answer with the things that it lists; empty where it lists none
 * @param streams whether the answer has no end
 * @param columns of the things in the answer that are single values, in the order of the description
 */
public record Operation(
        String id,
        String noun,
        String verb,
        String method,
        String path,
        String summary,
        List<String> pathParameters,
        List<Field> query,
        List<Field> body,
        String list,
        boolean streams,
        List<String> columns) {

    public boolean reads() {
        return method.equals("GET");
    }

    JsonObject json() {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("noun", noun)
                .add("verb", verb)
                .add("method", method)
                .add("path", path)
                .add("summary", summary)
                .add("pathParameters", texts(pathParameters))
                .add("query", fields(query))
                .add("body", fields(body))
                .add("list", list)
                .add("streams", streams)
                .add("columns", texts(columns))
                .build();
    }

    static Operation of(JsonObject json) {
        return new Operation(
                json.getString("id"),
                json.getString("noun"),
                json.getString("verb"),
                json.getString("method"),
                json.getString("path"),
                json.getString("summary"),
                texts(json.getJsonArray("pathParameters")),
                fields(json.getJsonArray("query")),
                fields(json.getJsonArray("body")),
                json.getString("list"),
                json.getBoolean("streams"),
                texts(json.getJsonArray("columns")));
    }

    private static JsonArray texts(List<String> texts) {
        return Json.createArrayBuilder(texts).build();
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString::getString);
    }

    private static JsonArray fields(List<Field> fields) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        fields.forEach(field -> array.add(field.json()));
        return array.build();
    }

    private static List<Field> fields(JsonArray array) {
        return array.getValuesAs(JsonObject.class).stream().map(Field::of).toList();
    }
}
