package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.cli.api.SecretNames;

/**
 * A thing as a file wants it beside the thing that is there. What the server hides cannot be compared: it is sent again, and
 * nothing that is or may be a secret is shown.
 */
final class Comparison {
    private final Wanted wanted;
    private final JsonObject there;
    private final List<String> hidden = new ArrayList<>();

    Comparison(Wanted wanted, JsonObject there) {
        this.wanted = wanted;
        this.there = there;
    }

    /** Whether a field is as it is wanted, as far as the file says something and the server shows it. */
    boolean agrees(String field) {
        return agrees(field, wanted.fields().get(field), there.get(field));
    }

    private boolean agrees(String path, JsonValue wish, JsonValue now) {
        if (isHidden(path, wish, now)) {
            return true;
        }
        if (now == null) {
            return wish == JsonValue.NULL || wish.toString().matches("\"\"|\\{}");
        }
        if (wish instanceof JsonObject object) {
            return now instanceof JsonObject other
                    && object.entrySet().stream()
                            .allMatch(each ->
                                    agrees(path + "." + each.getKey(), each.getValue(), other.get(each.getKey())));
        }
        return wish.equals(now) || isSameMoment(wish, now);
    }

    private boolean isHidden(String path, JsonValue wish, JsonValue now) {
        return SecretNames.isMask(now)
                || SecretNames.isMask(wish)
                || now == null && !(wish instanceof JsonObject) && wanted.kind().hides(path);
    }

    /** What of a field that agrees is to be sent again, as it may be another secret. */
    Optional<JsonValue> again(String field) {
        return again(field, wanted.fields().get(field), there.get(field));
    }

    private Optional<JsonValue> again(String path, JsonValue wish, JsonValue now) {
        if (wish instanceof JsonString && !SecretNames.isMask(wish) && isHidden(path, wish, now)) {
            hidden.add(path);
            return Optional.of(wish);
        }
        if (!(wish instanceof JsonObject object) || !(now instanceof JsonObject other)) {
            return Optional.empty();
        }
        // Names of the owner's own are replaced as a whole: what is there stays.
        JsonObjectBuilder sent =
                Json.createObjectBuilder(wanted.kind().open().contains(path) ? other : JsonValue.EMPTY_JSON_OBJECT);
        int before = hidden.size();
        object.forEach((name, value) ->
                again(path + "." + name, value, other.get(name)).ifPresent(inner -> sent.add(name, inner)));
        return hidden.size() == before ? Optional.empty() : Optional.of(sent.build());
    }

    /** The fields that are sent again. */
    List<String> hidden() {
        return hidden;
    }

    /** What is wanted of a field, as it may be shown. */
    JsonValue wish(String field) {
        return shown(field, wanted.fields().get(field), wanted.fields().get(field));
    }

    /** What is there of a field, as it may be shown. */
    JsonValue now(String field) {
        return shown(
                field,
                there.getOrDefault(field, JsonValue.NULL),
                wanted.fields().get(field));
    }

    private JsonValue shown(String path, JsonValue value, JsonValue wish) {
        if (value instanceof JsonObject object) {
            JsonObjectBuilder shown = Json.createObjectBuilder();
            object.forEach((name, inner) -> shown.add(
                    name, shown(path + "." + name, inner, wish instanceof JsonObject other ? other.get(name) : null)));
            return shown.build();
        }
        return value instanceof JsonString && (wanted.kind().isSecret(path) || isReferred(wish))
                ? Json.createValue(SecretNames.MASK)
                : value;
    }

    private boolean isReferred(JsonValue wish) {
        return wish instanceof JsonString text && wanted.referred().contains(text.getString());
    }

    private static boolean isSameMoment(JsonValue wish, JsonValue now) {
        try {
            return wish instanceof JsonString one
                    && now instanceof JsonString other
                    && OffsetDateTime.parse(one.getString()).isEqual(OffsetDateTime.parse(other.getString()));
        } catch (DateTimeParseException noMoment) {
            return false;
        }
    }
}
