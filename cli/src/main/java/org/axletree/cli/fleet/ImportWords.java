package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** {@code axle import}: hands devices over, many at once, and says of each that stays behind why. */
public final class ImportWords {
    private static final List<Source> SOURCES = List.of(
            new AzureExport(),
            new ScalewayLists(),
            new AwsCertificates(),
            new MosquittoFiles(),
            new EmqxExport(),
            new HiveMqFile(),
            new CsvFile());

    private static final int AT_ONCE = 500;
    private static final int MOST_CHARACTERS = 400_000;

    private ImportWords() {}

    public static Word word() {
        Word word =
                Word.group("import", "Takes devices over from other hubs and brokers, with their keys and passwords.");
        for (Source source : SOURCES) {
            word.with(Standard.of(Word.of(
                            source.name(),
                            "Takes devices over from an export of " + source.name() + ".",
                            call -> run(call, source)))
                    .arguments("FILE", "1", "The export; - for standard input.")
                    .needs("The hub that they move into.", "--hub", "--hub-id")
                    .flag("Says what would come of it, and changes nothing.", "--dry-run")
                    .option("Mosquitto's ACL file.", "--acl")
                    .option("How EMQX hashed: plain, md5, sha, sha256, sha512, bcrypt, pbkdf2.", "--algorithm")
                    .option("Where EMQX put the salt: prefix, suffix, disable.", "--salt-position")
                    .option("EMQX's pbkdf2: sha, sha256, sha512.", "--mac")
                    .option("EMQX's pbkdf2: how often.", "--iterations"));
        }
        word.with(Standard.of(Word.of("huawei", "Takes devices over from an export of huawei.", HuaweiLists::run))
                .arguments("FILE", "1", "The export; - for standard input.")
                .needs("The hub that they move into.", "--hub", "--hub-id")
                .flag("Says what would come of it, and changes nothing.", "--dry-run"));
        return word.with(
                Standard.of(Word.of("status", "Lists who has arrived, who has not, and why.", ImportWords::status))
                        .needs("The hub.", "--hub", "--hub-id")
                        .choice("Only those that have, or that have not.", "--arrived"));
    }

    private static Status run(Call call, Source source) {
        call.printer(); // a wrong format is told before anything is done
        Path file = Path.of(call.arguments().get(0));
        String text = new String(call.surroundings().bytes(file), java.nio.charset.StandardCharsets.UTF_8);
        Connection connection = call.connection();
        String hub = call.names().id("hub_id", call.need("--hub"), Optional.empty());
        List<Source.Entry> entries = source.read(text, call).toList();
        JsonArrayBuilder created = Json.createArrayBuilder();
        JsonArrayBuilder unchanged = Json.createArrayBuilder();
        List<JsonObject> skipped = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<JsonObject> batch = new ArrayList<>();
        int length = 0;
        int done = 0;
        Map<String, Source.Entry> certified = new HashMap<>();
        entries.stream()
                .filter(each -> !each.certificate().isEmpty())
                .forEach(each -> certified.putIfAbsent(each.id(), each));
        Batches batches = new Batches(call, connection, hub, source.name(), certified, created, unchanged, skipped);
        for (Source.Entry each : entries) {
            done++;
            if (!each.reason().isEmpty()) {
                skipped.add(skipped(each.line(), each.id(), each.reason()));
                continue;
            }
            if (!seen.add(each.id())) {
                skipped.add(skipped(each.line(), each.id(), "the name is there twice (expected: once)"));
                continue;
            }
            batch.add(each.device());
            length += each.device().toString().length();
            if (batch.size() == AT_ONCE || length > MOST_CHARACTERS) {
                batches.send(batch);
                batch.clear();
                length = 0;
                progress(call, done, entries.size());
            }
        }
        batches.send(batch);
        progress(call, entries.size(), entries.size());
        return report(call, created, unchanged, skipped);
    }

    static Status report(Call call, JsonArrayBuilder created, JsonArrayBuilder unchanged, List<JsonObject> skipped) {
        skipped.sort((one, other) -> Integer.compare(one.getInt("line"), other.getInt("line")));
        JsonObjectBuilder report = Json.createObjectBuilder()
                .add("created", created)
                .add("unchanged", unchanged)
                .add("skipped", Json.createArrayBuilder(skipped));
        if (call.written("--output").isEmpty() && call.written("--query").isEmpty()) {
            tell(call, report.build());
        } else {
            call.printer().print(report.build(), List.of());
        }
        return skipped.isEmpty() ? Status.DONE : Status.FAILED;
    }

    private static void tell(Call call, JsonObject report) {
        call.surroundings()
                .out()
                .println(report.getJsonArray("created").size() + (call.flag("--dry-run") ? " would be" : "")
                        + " created, "
                        + report.getJsonArray("unchanged").size() + " unchanged, "
                        + report.getJsonArray("skipped").size() + " skipped");
        for (JsonValue each : report.getJsonArray("skipped")) {
            JsonObject skipped = each.asJsonObject();
            call.surroundings()
                    .out()
                    .println("line " + skipped.getInt("line") + ", " + skipped.getString("id") + ": "
                            + skipped.getString("reason"));
        }
    }

    static JsonObject skipped(int line, String id, String reason) {
        return Json.createObjectBuilder()
                .add("line", line)
                .add("id", id)
                .add("reason", reason)
                .build();
    }

    private static void progress(Call call, int done, int all) {
        if (call.surroundings().hasTerminal() && all > AT_ONCE) {
            int width = 40;
            int filled = (int) ((long) done * width / all);
            call.surroundings()
                    .err()
                    .print("\r[" + "#".repeat(filled) + " ".repeat(width - filled) + "] " + done + " of " + all
                            + (done == all ? "\n" : ""));
            call.surroundings().err().flush();
        }
    }

    /** What is handed over at once. */
    private record Batches(
            Call call,
            Connection connection,
            String hub,
            String source,
            Map<String, Source.Entry> certified,
            JsonArrayBuilder created,
            JsonArrayBuilder unchanged,
            List<JsonObject> skipped) {

        void send(List<JsonObject> devices) {
            if (devices.isEmpty()) {
                return;
            }
            JsonObject body = Json.createObjectBuilder()
                    .add("source", source)
                    .add("dry_run", call.flag("--dry-run"))
                    .add("devices", Json.createArrayBuilder(devices))
                    .build();
            JsonObject answer = connection
                    .send("POST", connection.region("hubs/" + hub + "/imports"), Optional.of(body))
                    .orThrow()
                    .json()
                    .asJsonObject();
            answer.getJsonArray("created").forEach(each -> {
                JsonObject one = each.asJsonObject();
                created.add(one.getString("name"));
                if (certified.containsKey(one.getString("name")) && !call.flag("--dry-run")) {
                    certify(one.getString("id"), certified.get(one.getString("name")));
                }
            });
            answer.getJsonArray("unchanged").forEach(each -> unchanged.add(((JsonString) each).getString()));
            answer.getJsonArray("skipped").forEach(each -> {
                JsonObject one = each.asJsonObject();
                skipped.add(ImportWords.skipped(one.getInt("line"), one.getString("name"), one.getString("reason")));
            });
        }

        /** The device is there; without its certificate it cannot come, which its owner has to know. */
        private void certify(String id, Source.Entry entry) {
            try {
                JsonObject body = Json.createObjectBuilder()
                        .add("certificate_pem", entry.certificate())
                        .build();
                connection
                        .send("PUT", connection.region("devices/" + id + "/certificate"), Optional.of(body))
                        .orThrow();
            } catch (Failure refused) {
                skipped.add(ImportWords.skipped(
                        entry.line(), entry.id(), "its certificate was refused: " + refused.getMessage()));
            }
        }
    }

    private static Status status(Call call) {
        Printer printer = call.printer();
        Connection connection = call.connection();
        String hub = call.names().id("hub_id", call.need("--hub"), Optional.empty());
        Map<String, String> query = new LinkedHashMap<>();
        call.written("--arrived").ifPresent(text -> query.put("arrived", text));
        String path = connection.region("hubs/" + hub + "/imports");
        JsonObject counts =
                connection.get(path + "?page_size=1").orThrow().json().asJsonObject();
        call.surroundings().note(counts.getInt("arrived") + " of " + counts.getInt("imported") + " have arrived");
        printer.print(
                connection.all(path, query, "devices"),
                List.of("name", "source", "arrived", "last_activity_at", "last_refusal"));
        return Status.DONE;
    }
}
