package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;

/**
 * Certificates as {@code aws iot describe-certificate} shows them, one or many, with the thing's name beside them
 * ({@code thingName}) where there is one. Policies of AWS do not come along.
 */
final class AwsCertificates implements Source {

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Stream<Entry> read(String text, Call call) {
        List<JsonObject> certificates = JsonThings.read(text, "certificates");
        return IntStream.range(0, certificates.size()).mapToObj(i -> entry(i + 1, certificates.get(i)));
    }

    private static Entry entry(int number, JsonObject shown) {
        JsonObject certificate = shown.containsKey("certificateDescription")
                ? JsonThings.object(shown, "certificateDescription")
                : shown;
        String pem = JsonThings.text(certificate, "certificatePem");
        String name = JsonThings.text(shown, "thingName");
        if (name.isEmpty()) {
            name = JsonThings.text(certificate, "thingName", "certificateId");
        }
        if (name.isEmpty() || pem.isEmpty()) {
            return Entry.skipped(number, name, "has no thingName or no certificatePem (expected: both)");
        }
        return Entry.of(
                        number,
                        name,
                        Json.createObjectBuilder()
                                .add("line", number)
                                .add("name", name)
                                .add(
                                        "enabled",
                                        !JsonThings.text(certificate, "status").equals("INACTIVE"))
                                .build())
                .with(pem);
    }
}
