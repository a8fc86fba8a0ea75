package org.axletree.web.console.record;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.axletree.hub.registry.audit.AuditEntry;
import org.axletree.web.request.RemoteAddress;

/**
 * A change of the registry, for people.
 *
 * @param who the person or the token
 * @param by which of them it is, as in {@link AuditEntry#by}
 * @param from where the request came from; empty for the hub itself
 * @param what as in {@code device updated}
 * @param name what the thing is called; its id if that is not known
 * @param link the page of the thing; empty if there is none
 * @param fields those that changed
 */
public record Change(
        Instant time, String who, String by, String from, String what, String name, String link, List<Field> fields) {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** A field as it was and as it is; empty where there is none. */
    public record Field(String name, String before, String after) {}

    public Change {
        fields = List.copyOf(fields);
    }

    /** @param names what a thing is called now, by its entry; its id if that is not known */
    static Change of(AuditEntry entry, Function<AuditEntry, String> names) {
        JsonObject before = object(entry.before());
        JsonObject after = object(entry.after());
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        String name = text(after.getOrDefault("name", before.getOrDefault("name", JsonValue.NULL)));
        return new Change(
                entry.time(),
                entry.who(),
                entry.by(),
                RemoteAddress.shortenedWithin(entry.sourceAddress()),
                entry.resource() + " " + entry.action(),
                name.isEmpty() ? names.apply(entry) : name,
                link(entry),
                fields.stream()
                        .map(field -> new Field(
                                field,
                                text(before.getOrDefault(field, JsonValue.NULL)),
                                text(after.getOrDefault(field, JsonValue.NULL))))
                        .toList());
    }

    private static String link(AuditEntry entry) {
        boolean gone = entry.action().equals("deleted");
        return switch (entry.resource()) {
            case "hub" -> gone ? "" : "/hub?id=" + entry.resourceId();
            case "retained" -> "/hub?tab=topics&id=" + entry.resourceId();
            case "twin", "message", "command", "session" -> "/device?id=" + entry.resourceId();
            case "device", "certificate" -> gone ? "" : "/device?id=" + entry.resourceId();
            default -> "";
        };
    }

    private static String text(JsonValue value) {
        if (value == JsonValue.NULL) {
            return "";
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    static JsonObject object(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
