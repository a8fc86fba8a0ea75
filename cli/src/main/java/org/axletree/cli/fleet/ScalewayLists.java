package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;

/**
 * Devices as Scaleway's API lists them. They keep their identifiers, which they connect with; where the certificate of one stands
 * beside it ({@code certificate}, as {@code get-certificate} answers it), it is recognised by that.
 */
final class ScalewayLists implements Source {

    @Override
    public String name() {
        return "scaleway";
    }

    @Override
    public Stream<Entry> read(String text, Call call) {
        List<JsonObject> devices = JsonThings.read(text, "devices");
        return IntStream.range(0, devices.size()).mapToObj(i -> entry(i + 1, devices.get(i)));
    }

    private static Entry entry(int number, JsonObject listed) {
        JsonObject source = listed.containsKey("device") ? JsonThings.object(listed, "device") : listed;
        String name = JsonThings.text(source, "name");
        String id = JsonThings.text(source, "id");
        if (name.isEmpty() || id.isEmpty()) {
            return Entry.skipped(number, name + id, "has no name or no id (expected: both)");
        }
        String credential = JsonThings.text(source, "credential");
        if (credential.matches("password|secret|thumbprint|verified_authority")) {
            return Entry.skipped(
                    number,
                    name,
                    "proves itself by its " + credential.replace('_', ' ')
                            + ", which is not in the list (expected: the source that it came from, or csv)");
        }
        JsonObject certificate = JsonThings.object(listed, "certificate");
        String pem = JsonThings.text(certificate, "crt", "certificate_pem");
        if (pem.isEmpty()) {
            pem = JsonThings.text(listed, "certificate_pem", "certificate");
        }
        boolean insecure = source.getBoolean("allow_insecure", false);
        if (pem.isEmpty() && !insecure) {
            return Entry.skipped(
                    number,
                    name,
                    "comes by a certificate that is not in the file (expected: certificate, as get-certificate answers it)");
        }
        JsonObjectBuilder device = Json.createObjectBuilder()
                .add("line", number)
                .add("id", id.toLowerCase(Locale.ROOT))
                .add("name", name)
                .add("description", JsonThings.text(source, "description"))
                .add("enabled", !JsonThings.text(source, "status").equals("disabled"))
                .add("allow_insecure", insecure)
                .add("allow_multiple_connections", source.getBoolean("allow_multiple_connections", false));
        JsonObject filters = JsonThings.object(source, "message_filters");
        if (!filters.isEmpty()) {
            device.add("message_filters", filters);
        }
        return Entry.of(number, name, device.build()).with(pem);
    }
}
