package org.axletree.web.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.ArgumentFaults;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;

/**
 * The JSON object of a request, read strictly: a field that the API does not know is an error, so that a slip of the pen
 * does not pass for success. {@code null} is the same as absent, as SDKs send it. Whatever the Content-Type says, the body
 * is read as JSON, because a plain {@code curl -d} says something else.
 *
 * <p>Gathers all problems; {@link #done()} throws them together.
 */
public final class JsonBody {
    private final JsonObject json;
    private final String prefix;
    private final ArgumentFaults faults;

    private JsonBody(JsonObject json, String prefix, ArgumentFaults faults) {
        this.json = json;
        this.prefix = prefix;
        this.faults = faults;
    }

    /** Reads a body; an empty one is an empty object. */
    static JsonBody read(InputStream stream, Set<String> fields) {
        JsonBody body = new JsonBody(parse(stream), "", new ArgumentFaults());
        body.refuseOthers(fields);
        return body;
    }

    /** Reads a body whose other fields are passed over, as clouds do whose programs send more than is served here. */
    public static JsonBody readKnown(InputStream stream) {
        return new JsonBody(parse(stream), "", new ArgumentFaults());
    }

    /** Reads a body that is empty or an empty object. */
    static void readNone(InputStream stream) {
        read(stream, Set.of()).done();
    }

    private static JsonObject parse(InputStream stream) {
        String text;
        try {
            text = StrictJson.text("body", stream.readAllBytes());
        } catch (IOException e) {
            throw StrictJson.malformed("body", "ended too early");
        }
        return text.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : StrictJson.object("body", text);
    }

    private void refuseOthers(Set<String> fields) {
        int others = 0;
        for (String name : json.keySet()) {
            if (fields.contains(name)) {
                continue;
            }
            if (faults.isFull()) {
                others++;
            } else {
                problem(
                        Problem.shown(name),
                        "unknown",
                        "no such field here (expected: "
                                + String.join(", ", fields.stream().sorted().toList()) + ")");
            }
        }
        faults.addOthers(others);
    }

    /** @throws ProblemException if anything was wrong */
    public void done() {
        faults.done();
    }

    public Optional<String> text(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isPresent() && !(value.get() instanceof JsonString)) {
            problem(name, "format", "is " + kind(value.get()) + " (expected: a string)");
            return Optional.empty();
        }
        return value.map(text -> ((JsonString) text).getString());
    }

    /** Like {@link #text}, where an SDK sends {@code ""} for nothing. */
    public Optional<String> filledText(String name) {
        return text(name).filter(text -> !text.isEmpty());
    }

    /** Never empty-handed: where the field is missing, that is noted, and the answer is {@code ""}. */
    public String requiredText(String name) {
        if (value(name).isEmpty()) {
            problem(name, "required", "is missing (expected: a string)");
        }
        return text(name).orElse("");
    }

    public Optional<Boolean> flag(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isPresent() && value.get() != JsonValue.TRUE && value.get() != JsonValue.FALSE) {
            problem(name, "format", "is " + kind(value.get()) + " (expected: true or false)");
            return Optional.empty();
        }
        return value.map(flag -> flag == JsonValue.TRUE);
    }

    Optional<Instant> time(String name) {
        Optional<String> text = filledText(name);
        Optional<Instant> time = text.flatMap(ApiTime::read);
        if (text.isPresent() && time.isEmpty()) {
            problem(name, "format", ApiTime.problemWith(text.get()));
        }
        return time;
    }

    /** A whole number from 0 on. */
    public Optional<Long> count(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isPresent() && !StrictJson.isCount(value.get())) {
            problem(name, "format", "is no count (expected: a whole number from 0 on)");
            return Optional.empty();
        }
        return value.map(number -> ((JsonNumber) number).longValueExact());
    }

    /** An object whose fields are the sender's own. */
    public Optional<JsonObject> anyObject(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isPresent() && !(value.get() instanceof JsonObject)) {
            problem(name, "format", "is " + kind(value.get()) + " (expected: an object)");
            return Optional.empty();
        }
        return value.map(JsonValue::asJsonObject);
    }

    List<String> texts(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray array)
                || array.stream().anyMatch(element -> !(element instanceof JsonString))) {
            problem(name, "format", "is no list of strings (expected: one)");
            return List.of();
        }
        return array.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    /** An object whose fields are the sender's own, and all texts. */
    Optional<Map<String, String>> textsByName(String name) {
        Optional<JsonObject> object = anyObject(name);
        if (object.isPresent()
                && object.get().values().stream().anyMatch(element -> !(element instanceof JsonString))) {
            problem(name, "format", "is no object of strings (expected: one)");
            return Optional.empty();
        }
        return object.map(texts -> {
            Map<String, String> byName = new LinkedHashMap<>();
            texts.forEach((key, text) -> byName.put(key, ((JsonString) text).getString()));
            return byName;
        });
    }

    public Optional<JsonBody> object(String name, Set<String> fields) {
        Optional<JsonValue> value = value(name);
        if (value.isPresent() && !(value.get() instanceof JsonObject)) {
            problem(name, "format", "is " + kind(value.get()) + " (expected: an object)");
            return Optional.empty();
        }
        Optional<JsonBody> object = value.map(inner -> new JsonBody(inner.asJsonObject(), prefix + name + ".", faults));
        object.ifPresent(inner -> inner.refuseOthers(fields));
        return object;
    }

    /** An object whose other fields are passed over. */
    public Optional<JsonBody> known(String name) {
        return anyObject(name).map(inner -> new JsonBody(inner, prefix + name + ".", faults));
    }

    /** Objects whose other fields are passed over. */
    public List<JsonBody> knownObjects(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray array)
                || array.stream().anyMatch(element -> !(element instanceof JsonObject))) {
            problem(name, "format", "is no list of objects (expected: one)");
            return List.of();
        }
        return array.getValuesAs(JsonObject.class).stream()
                .map(inner -> new JsonBody(inner, prefix + name + ".", faults))
                .toList();
    }

    /**
     * Objects of these fields and no others, each with what else is wrong with it of its own, which its {@link #done} throws and nobody
     * else's does.
     */
    List<JsonBody> separateObjects(String name, Set<String> fields) {
        return knownObjects(name).stream()
                .peek(each -> each.refuseOthers(fields))
                .map(each -> new JsonBody(each.json, "", new ArgumentFaults()))
                .toList();
    }

    /** Whatever stands there. */
    public Optional<JsonValue> any(String name) {
        return value(name);
    }

    /** A field of Scaleway's API that the hub does not serve, or that cannot be changed: it may only be null. */
    void refuse(String name, String helpMessage) {
        value(name).ifPresent(given -> problem(name, "constraint", helpMessage));
    }

    public boolean has(String name) {
        return value(name).isPresent();
    }

    public void problem(String name, String reason, String helpMessage) {
        faults.add(prefix + name, reason, helpMessage);
    }

    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> value != JsonValue.NULL);
    }

    private static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }
}
