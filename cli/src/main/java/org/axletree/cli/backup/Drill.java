package org.axletree.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Profile;
import org.axletree.cli.mqtt.DeviceLogin;
import org.axletree.cli.terminal.Failure;

/** Proves that a backup is good: starts what was restored, counts what is in it, and has a device log in. */
final class Drill {
    private static final Duration SNAPSHOT_PATIENCE = Duration.ofMinutes(30);

    private final Connection hub;
    private final ScratchServer server;
    private final Path files;
    private final JsonArrayBuilder proofs = Json.createArrayBuilder();
    private boolean good = true;

    private Drill(ScratchServer server, Path files, String region) {
        this.server = server;
        this.files = files;
        this.hub = new Connection(new Profile(server.url(), Optional.of(server.token()), Optional.empty(), region));
    }

    /** What was proved; {@code good} says whether all of it held. */
    static JsonObject of(ScratchServer server, JsonObject backup, Path files, String region) {
        Drill drill = new Drill(server, files, region);
        drill.count(backup.getJsonObject("counts"));
        drill.logIn();
        return Json.createObjectBuilder()
                .add("restored_to", backup.getString("mark"))
                .add("good", drill.good)
                .add("proofs", drill.proofs)
                .build();
    }

    private void proof(String what, boolean holds, String found) {
        good &= holds;
        proofs.add(
                Json.createObjectBuilder().add("what", what).add("holds", holds).add("found", found));
    }

    /** A snapshot of the copy counts what is in it, and shows that copies of it can be made as well. */
    private void count(JsonObject expected) {
        try {
            JsonObject snapshot = hub.send("POST", "/iot/v1/snapshots", SNAPSHOT_PATIENCE)
                    .orThrow()
                    .json()
                    .asJsonObject();
            hub.send("DELETE", "/iot/v1/snapshots/" + snapshot.getString("id"), Optional.empty())
                    .orThrow();
            JsonObject found = snapshot.getJsonObject("counts");
            for (Map.Entry<String, JsonValue> each : expected.entrySet()) {
                proof(
                        "it has " + each.getValue() + " " + each.getKey(),
                        each.getValue().equals(found.get(each.getKey())),
                        String.valueOf(found.get(each.getKey())));
            }
        } catch (Failure failed) {
            proof("its parts can be read", false, failed.getMessage());
        }
    }

    /** With a certificate that an authority of the backup signs: its key was kept, and could be opened. */
    private void logIn() {
        try {
            List<JsonObject> hubs = hub.all(hub.region("hubs"), Map.of(), "hubs").getValuesAs(JsonObject.class).stream()
                    .filter(each -> each.getString("status").equals("ready") && !each.getBoolean("has_custom_ca"))
                    .toList();
            JsonObject of = hubs.isEmpty() ? newHub() : hubs.get(0);
            JsonObject device =
                    post("devices", Map.of("name", "drill-" + UUID.randomUUID(), "hub_id", of.getString("id")));
            JsonObject certificate = device.getJsonObject("certificate");
            Path crt = write("drill.crt", certificate.getString("crt"));
            Path key = write("drill.key", certificate.getString("key"));
            Path authority = write("drill-ca.pem", hub.get("/ca/server.pem").text());
            DeviceLogin.once("localhost", server.mqttsPort(), authority, crt, key);
            proof("a new device of the hub " + of.getString("name") + " logs in with its certificate", true, "yes");
        } catch (Failure | IOException failed) {
            proof("a new device logs in with its certificate", false, failed.getMessage());
        }
    }

    private JsonObject newHub() {
        return post("hubs", Map.of("name", "drill-" + UUID.randomUUID(), "product_plan", "plan_dedicated"));
    }

    private JsonObject post(String path, Map<String, String> fields) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        new LinkedHashMap<>(fields).forEach(body::add);
        return hub.send("POST", hub.region(path), Optional.of(body.build()))
                .orThrow()
                .json()
                .asJsonObject();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(files.resolve(name), text);
    }
}
