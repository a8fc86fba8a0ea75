package org.axletree.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Progress;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.Tidy;

/** {@code axle backup}, {@code axle restore} and {@code axle drill}. */
public final class BackupWords {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int READY_SECONDS = 600;

    private BackupWords() {}

    public static Word backup() {
        return passPhrase(Standard.of(Word.of(
                        "backup",
                        "Copies the whole state of a hub while it runs: registry, keys, sessions, retained messages and queues.",
                        BackupWords::backup)))
                .needs("The directory of backups.", "--to")
                .flag("Fetches only what no backup there has yet.", "--incremental");
    }

    public static Word restore() {
        return passPhrase(Standard.output(
                        Word.of("restore", "Makes a new state directory of a backup.", BackupWords::restore)
                                .help("--help", "-h")))
                .needs("The directory of backups.", "--from")
                .option("The latest backup that is not younger; the latest of all unless said.", "--at")
                .needs("The state directory, which is not there yet.", "--home");
    }

    public static Word drill() {
        return passPhrase(Standard.output(Word.of(
                                "drill",
                                "Restores a backup elsewhere, starts it on loopback, and proves that all of it is there.",
                                BackupWords::drill)
                        .help("--help", "-h")))
                .needs("The directory of backups.", "--from")
                .option("The latest backup that is not younger; the latest of all unless said.", "--at")
                .option("The server's archive; axletree.jar beside axle.jar unless said.", "--jar")
                .option(
                        "An empty database, as AXLETREE_DB_URL, where the registry was in PostgreSQL; its login as AXLETREE_DB_USER"
                                + " and AXLETREE_DB_PASSWORD.",
                        "--db-url")
                .option("The region to look for a hub in; fr-par unless said.", "--region")
                .option("Seconds to wait until it is ready; " + READY_SECONDS + " unless said.", "--timeout");
    }

    private static Word passPhrase(Word word) {
        return word.option(
                "A file with the pass phrase of encrypted backups; - for standard input (AXLE_PASSPHRASE).",
                "--passphrase-file");
    }

    private static Optional<String> passPhraseOf(Call call) {
        Optional<String> phrase = call.written("--passphrase-file")
                .map(file -> call.surroundings().textOf(file))
                .or(() -> call.surroundings().variable("AXLE_PASSPHRASE"))
                .map(String::strip);
        if (phrase.filter(String::isEmpty).isPresent()) {
            throw Failure.usage("the pass phrase is empty (expected: some characters)");
        }
        return phrase;
    }

    private static Status backup(Call call) {
        Connection hub = call.connection();
        Vault vault = Vault.toWrite(Path.of(call.need("--to")), passPhraseOf(call));
        if (!vault.isEncrypted()) {
            call.surroundings()
                    .note("axle: the backup holds the hub's keys and is not encrypted (expected: --passphrase-file)");
        }
        JsonObject snapshot =
                hub.send("POST", "/iot/v1/snapshots", PATIENCE).orThrow().json().asJsonObject();
        return Tidy.run(
                () -> {
                    try {
                        JsonObject report = fetch(call, hub, vault, snapshot);
                        call.printer().print(report, List.of());
                        return Status.DONE;
                    } catch (IOException failed) {
                        throw Failure.failed("there is no backup: " + failed.getMessage());
                    }
                },
                () -> hub.send("DELETE", "/iot/v1/snapshots/" + snapshot.getString("id"), Optional.empty()));
    }

    private static JsonObject fetch(Call call, Connection hub, Vault vault, JsonObject snapshot) throws IOException {
        List<JsonObject> files = snapshot.getJsonArray("files").getValuesAs(JsonObject.class);
        Progress progress = new Progress(call.surroundings(), size(files));
        long fetched = 0;
        long bytes = 0;
        long fetchedBytes = 0;
        for (JsonObject file : files) {
            long size = file.getJsonNumber("size").longValue();
            bytes += size;
            if (!call.flag("--incremental") || !vault.has(file.getString("sha256"))) {
                fetched++;
                fetchedBytes += size;
                String path = "/iot/v1/snapshots/" + snapshot.getString("id") + "/file"
                        + Connection.query(Map.of("name", file.getString("name")));
                try (InputStream content = hub.stream(path, Map.of())) {
                    vault.keep(file.getString("name"), file.getString("sha256"), content);
                }
            }
            progress.show(bytes);
        }
        JsonObjectBuilder backup = Json.createObjectBuilder(snapshot).remove("id");
        vault.finish(backup.build());
        return Json.createObjectBuilder()
                .add("mark", snapshot.get("mark"))
                .add("completed_at", snapshot.get("completed_at"))
                .add("files", files.size())
                .add("bytes", bytes)
                .add("fetched_files", fetched)
                .add("fetched_bytes", fetchedBytes)
                .add("encrypted", vault.isEncrypted())
                .add("counts", snapshot.get("counts"))
                .add("left_out", snapshot.get("left_out"))
                .build();
    }

    private static long size(List<JsonObject> files) {
        return files.stream()
                .mapToLong(file -> file.getJsonNumber("size").longValue())
                .sum();
    }

    private static JsonObject chosen(Call call, Vault vault) {
        return vault.latest(call.written("--at").map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException wrong) {
                throw Failure.usage("--at " + text + " was wrong (expected: a time, as 2026-01-31T12:00:00Z)");
            }
        }));
    }

    private static Status restore(Call call) {
        Vault vault = Vault.toRead(Path.of(call.need("--from")), passPhraseOf(call));
        JsonObject backup = chosen(call, vault);
        Path home = Path.of(call.need("--home")).toAbsolutePath().normalize();
        Restoration.of(
                vault,
                backup,
                home,
                new Progress(
                        call.surroundings(), size(backup.getJsonArray("files").getValuesAs(JsonObject.class))));
        call.surroundings()
                .note("Everything that was acknowledged before " + backup.getString("mark")
                        + " is there; of what came later, some may be.");
        call.printer()
                .print(
                        Json.createObjectBuilder()
                                .add("restored_to", backup.get("mark"))
                                .add("home", home.toString())
                                .add("files", backup.getJsonArray("files").size())
                                .add("counts", backup.get("counts"))
                                .add("left_out", backup.get("left_out"))
                                .build(),
                        List.of());
        return Status.DONE;
    }

    private static Status drill(Call call) {
        Path jar = ScratchServer.jar(call.written("--jar"));
        Vault vault = Vault.toRead(Path.of(call.need("--from")), passPhraseOf(call));
        JsonObject backup = chosen(call, vault);
        Duration patience = Duration.ofSeconds(call.number("--timeout").orElse(READY_SECONDS));
        Map<String, String> settings = new HashMap<>();
        call.text("--db-url").ifPresent(url -> {
            settings.put("DB_URL", url);
            for (String login : List.of("DB_USER", "DB_PASSWORD")) {
                call.surroundings().variable("AXLETREE_" + login).ifPresent(value -> settings.put(login, value));
            }
        });
        Path files = scratch();
        Path home = files.resolve("home");
        AtomicBoolean good = new AtomicBoolean();
        return Tidy.run(
                () -> {
                    Restoration.of(vault, backup, home, new Progress(call.surroundings(), 0));
                    if (Files.exists(home.resolve("registry")) && settings.isEmpty()) {
                        throw Failure.usage(
                                "the option --db-url is missing (expected: an empty database of PostgreSQL, where the"
                                        + " registry of this backup was)");
                    }
                    JsonObject report;
                    try (ScratchServer server = ScratchServer.start(jar, home, settings, patience)) {
                        report = Drill.of(
                                server, backup, files, call.written("--region").orElse("fr-par"));
                    }
                    good.set(report.getBoolean("good"));
                    tell(call, report);
                    return good.get() ? Status.DONE : Status.FAILED;
                },
                () -> putAway(call, files, home, good.get()));
    }

    private static void putAway(Call call, Path files, Path home, boolean good) {
        try {
            if (!good) {
                DrillLog.keep(home)
                        .ifPresent(kept -> call.surroundings().note("axle: the log of the copy is in " + kept));
            }
        } finally {
            Restoration.delete(files); // it has keys
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("axle-drill");
        } catch (IOException unwritable) {
            throw Failure.failed("no directory can be made: " + unwritable.getMessage());
        }
    }

    private static void tell(Call call, JsonObject report) {
        if (call.written("--output").isPresent() || call.written("--query").isPresent()) {
            call.printer().print(report, List.of());
            return;
        }
        call.surroundings().out().println("restored to " + report.getString("restored_to"));
        for (JsonValue each : report.getJsonArray("proofs")) {
            JsonObject proof = each.asJsonObject();
            call.surroundings()
                    .out()
                    .println((proof.getBoolean("holds") ? "ok   " : "NOT  ")
                            + proof.getString("what")
                            + (proof.getBoolean("holds") ? "" : ": " + proof.getString("found")));
        }
    }
}
