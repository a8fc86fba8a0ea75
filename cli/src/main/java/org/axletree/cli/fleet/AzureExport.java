package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;

/**
 * Azure's export of a registry, {@code devices.txt}: a JSON object a line, with keys where they were exported. An array of
 * objects, as the API lists devices, is read as well.
 */
final class AzureExport implements Source {

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public Stream<Entry> read(String text, Call call) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (plain.stripLeading().startsWith("[")) {
            List<JsonObject> devices = JsonThings.read(plain, "");
            return IntStream.range(0, devices.size()).mapToObj(i -> entry(i + 1, devices.get(i)));
        }
        String[] lines = plain.split("\\R", -1);
        return IntStream.range(0, lines.length)
                .filter(i -> !lines[i].isBlank())
                .boxed()
                .flatMap(i -> line(i + 1, lines[i]));
    }

    private static Stream<Entry> line(int number, String line) {
        try {
            return JsonThings.read(line, "").stream().map(each -> entry(number, each));
        } catch (Failure none) {
            return Stream.of(Entry.skipped(number, "", "is no JSON (expected: a device)"));
        }
    }

    private static Entry entry(int number, JsonObject source) {
        String id = text(source, "id").isEmpty() ? text(source, "deviceId") : text(source, "id");
        if (id.isEmpty()) {
            return Entry.skipped(number, "", "has no id (expected: the device's)");
        }
        if (!text(source, "moduleId").isEmpty()) {
            return Entry.skipped(
                    number, id + "/" + text(source, "moduleId"), "is a module, which modules create for themselves");
        }
        if (text(source, "importMode").toLowerCase(Locale.ROOT).startsWith("delete")) {
            return Entry.skipped(number, id, "is to be deleted (expected: a device to create)");
        }
        JsonObject authentication = object(source, "authentication");
        JsonObject keys = object(authentication, "symmetricKey");
        JsonObject thumbprints = object(authentication, "x509Thumbprint");
        JsonObjectBuilder proof = Json.createObjectBuilder();
        String type = text(authentication, "type").toLowerCase(Locale.ROOT);
        boolean hasThumbprint = !text(thumbprints, "primaryThumbprint").isEmpty()
                || !text(thumbprints, "secondaryThumbprint").isEmpty();
        if (type.equals("certificateauthority")) {
            proof.add("type", "authority");
        } else if (type.equals("selfsigned") || type.isEmpty() && hasThumbprint) {
            proof.add("type", "thumbprints")
                    .add(
                            "primary_thumbprint",
                            text(thumbprints, "primaryThumbprint").toLowerCase(Locale.ROOT))
                    .add(
                            "secondary_thumbprint",
                            text(thumbprints, "secondaryThumbprint").toLowerCase(Locale.ROOT));
        } else if (type.equals("sas") || type.isEmpty()) {
            if (text(keys, "primaryKey").isEmpty()) {
                return Entry.skipped(number, id, "has no key (expected: an export with keys, excludeKeys=false)");
            }
            proof.add("type", "keys").add("primary_key", text(keys, "primaryKey"));
            if (!text(keys, "secondaryKey").isEmpty()) {
                proof.add("secondary_key", text(keys, "secondaryKey"));
            }
        } else {
            return Entry.skipped(
                    number, id, "authenticates by " + type + " (expected: sas, selfSigned or certificateAuthority)");
        }
        JsonObject properties = object(source, "properties");
        return Entry.of(
                number,
                id,
                Json.createObjectBuilder()
                        .add("line", number)
                        .add("name", id)
                        .add("dialect", "azure")
                        .add("enabled", !text(source, "status").equalsIgnoreCase("disabled"))
                        .add("status_reason", text(source, "statusReason"))
                        .add("iot_edge", object(source, "capabilities").get("iotEdge") == JsonValue.TRUE)
                        .add("authentication", proof)
                        .add("tags", object(source, "tags"))
                        .add("desired", withoutMarks(object(properties, "desired")))
                        .add("reported", withoutMarks(object(properties, "reported")))
                        .build());
    }

    private static JsonObject withoutMarks(JsonObject properties) {
        return Json.createObjectBuilder(properties)
                .remove("$metadata")
                .remove("$version")
                .build();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
