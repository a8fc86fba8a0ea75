package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** {@code axle apply}: brings about what files want, and nothing where it is so already. */
public final class Apply {
    private final Call call;
    private final Connection connection;
    private final boolean dry;
    private final Map<String, JsonObject> hubs = new HashMap<>();
    private final Map<String, Map<String, JsonObject>> things = new HashMap<>();
    private final List<String> created = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    private Apply(Call call) {
        this.call = call;
        this.connection = call.connection();
        this.dry = call.flag("--dry-run");
    }

    public static Word word() {
        return Standard.of(
                        Word.of("apply", "Brings about what files want: hubs, devices, routes, networks.", Apply::run))
                .needs("A directory with .yaml files, a file, or - for standard input.", "-f", "--file")
                .flag("Says what would change, and changes nothing; status 1 if something would.", "--dry-run")
                .flag("Deletes what is in these hubs and in no file, after a question.", "--prune")
                .flag("Asks nothing.", "--yes", "-y")
                .option("A directory for keys and secrets that are shown once.", "--secrets");
    }

    private static Status run(Call call) {
        Printer printer = call.printer();
        List<Wanted> wanted = WantedFiles.read(
                call.surroundings(), Path.of(call.written("--file").orElseThrow()));
        Apply apply = new Apply(call);
        wanted.forEach(apply::bring);
        if (call.flag("--prune")) {
            apply.prune(wanted);
        }
        return apply.report(printer);
    }

    private Status report(Printer printer) {
        JsonObjectBuilder report = Json.createObjectBuilder()
                .add("created", Json.createArrayBuilder(created))
                .add("changed", Json.createArrayBuilder(changed))
                .add("unchanged", Json.createArrayBuilder(unchanged))
                .add("deleted", Json.createArrayBuilder(deleted))
                .add("problems", Json.createArrayBuilder(problems));
        if (call.written("--output").isEmpty() && call.written("--query").isEmpty()) {
            PrintStream out = call.surroundings().out();
            created.forEach(each -> out.println("+ " + each));
            differences.forEach(out::println);
            deleted.forEach(each -> out.println("- " + each));
            problems.forEach(each -> out.println("! " + each));
            out.println((dry ? "Would be: " : "") + created.size() + " created, " + changed.size() + " changed, "
                    + unchanged.size() + " unchanged, " + deleted.size() + " deleted, " + problems.size()
                    + " problems");
        } else {
            printer.print(report.build(), List.of());
        }
        boolean would = dry && created.size() + changed.size() + deleted.size() > 0;
        return problems.isEmpty() && !would ? Status.DONE : Status.FAILED;
    }

    private void bring(Wanted wanted) {
        try {
            Optional<JsonObject> there = there(wanted);
            if (there.isEmpty()) {
                create(wanted);
            } else {
                change(wanted, there.get());
            }
        } catch (Failure refused) {
            if (refused.status() == Status.REFUSED || refused.status() == Status.INTERRUPTED) {
                throw refused;
            }
            problems.add(wanted.title() + ": " + refused.getMessage());
        }
    }

    private Optional<JsonObject> there(Wanted wanted) {
        if (wanted.kind() == Kind.HUB) {
            return hub(wanted.name());
        }
        Optional<JsonObject> hub = hub(wanted.hub());
        if (hub.isEmpty()) {
            throw Failure.failed("there is no hub " + wanted.hub() + " (expected: one that is there, or in a file)");
        }
        if (hub.get().getString("id").isEmpty()) {
            return Optional.empty(); // the hub itself is only planned
        }
        return Optional.ofNullable(of(wanted.kind(), hub.get().getString("id")).get(wanted.name()));
    }

    private Optional<JsonObject> hub(String name) {
        if (!hubs.containsKey(name)) {
            List<JsonObject> found =
                    connection
                            .all(connection.region("hubs"), Map.of("name", name), "hubs")
                            .getValuesAs(JsonObject.class)
                            .stream()
                            .filter(each -> each.getString("name").equals(name))
                            .toList();
            if (found.size() > 1) {
                throw new Failure(Status.CONFLICT, name + " is the name of " + found.size() + " hubs (expected: one)");
            }
            found.forEach(each -> hubs.put(name, each));
        }
        return Optional.ofNullable(hubs.get(name));
    }

    private Map<String, JsonObject> of(Kind kind, String hubId) {
        return things.computeIfAbsent(kind + hubId, key -> connection
                .all(connection.region(kind.plural()), Map.of("hub_id", hubId), kind.plural())
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(each -> kind != Kind.NETWORK || !each.getString("type").matches("mqtt|websocket"))
                .collect(Collectors.toMap(
                        each -> each.getString("name"), each -> each, (one, other) -> one, LinkedHashMap::new)));
    }

    private void create(Wanted wanted) {
        created.add(wanted.title());
        if (dry) {
            if (wanted.kind() == Kind.HUB) {
                hubs.put(wanted.name(), Json.createObjectBuilder().add("id", "").build());
            }
            return;
        }
        JsonObjectBuilder body = Json.createObjectBuilder();
        JsonObjectBuilder later = Json.createObjectBuilder();
        wanted.fields().forEach((name, value) -> {
            if (wanted.kind().creates(name)) {
                body.add(name, value);
            } else if (!name.equals("enabled")) {
                later.add(name, value);
            }
        });
        if (wanted.kind() != Kind.HUB) {
            body.add("hub_id", hub(wanted.hub()).orElseThrow().getString("id"));
        }
        JsonObject answer;
        try {
            answer = connection
                    .send("POST", connection.region(wanted.kind().plural()), Optional.of(body.build()))
                    .orThrow()
                    .json()
                    .asJsonObject();
        } catch (Failure refused) {
            created.remove(created.size() - 1);
            throw refused;
        }
        JsonObject made = answer.get(wanted.kind().noun()) instanceof JsonObject inner ? inner : answer;
        if (wanted.kind() == Kind.HUB) {
            hubs.put(wanted.name(), made);
        }
        keep(wanted, answer);
        String path = connection.region(wanted.kind().plural() + "/" + made.getString("id"));
        JsonObject patch = later.build();
        if (!patch.isEmpty()) {
            connection.send("PATCH", path, Optional.of(patch)).orThrow();
        }
        if (wanted.fields().get("enabled") == JsonValue.FALSE) {
            connection
                    .send("POST", path + "/disable", Optional.of(JsonValue.EMPTY_JSON_OBJECT))
                    .orThrow();
        }
    }

    /** What the server shows once. */
    private void keep(Wanted wanted, JsonObject answer) {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (answer.get("certificate") instanceof JsonObject certificate) {
            secrets.put(".crt", certificate.getString("crt", ""));
            secrets.put(".key", certificate.getString("key", ""));
        }
        if (answer.get("secret") instanceof JsonString secret) {
            secrets.put(".secret", secret.getString());
        }
        Optional<String> directory = call.written("--secrets");
        if (secrets.isEmpty() || directory.isEmpty()) {
            return;
        }
        try {
            Path in = Files.createDirectories(Path.of(directory.get()));
            for (Map.Entry<String, String> each : secrets.entrySet()) {
                String name = (wanted.hub() + "-" + wanted.name()).replaceAll("[^A-Za-z0-9._-]", "_");
                Path file = in.resolve(name + each.getKey());
                Files.deleteIfExists(file);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, each.getValue());
            }
        } catch (IOException failed) {
            throw Failure.failed("the secrets cannot be written to " + directory.get());
        }
    }

    private void change(Wanted wanted, JsonObject listed) {
        String path = connection.region(wanted.kind().plural() + "/" + listed.getString("id"));
        JsonObject there = wanted.kind() == Kind.ROUTE
                ? connection.get(path).orThrow().json().asJsonObject()
                : listed;
        JsonObjectBuilder patch = Json.createObjectBuilder();
        List<String> different = new ArrayList<>();
        wanted.fields().forEach((name, value) -> {
            boolean comparable = there.containsKey(name);
            if (name.equals("enabled")
                    || comparable && WantedFiles.agrees(value, there.get(name))
                    || !comparable && isSecret(value)) {
                return;
            }
            if (!wanted.kind().changes(name) || wanted.kind() == Kind.DEVICE && name.equals("name")) {
                throw Failure.failed(
                        name + " cannot be changed from " + there.getOrDefault(name, JsonValue.NULL) + " to " + value
                                + " (expected: another " + wanted.kind().noun() + ")");
            }
            patch.add(name, value);
            different.add("~ " + wanted.title() + "." + name + ": " + there.getOrDefault(name, JsonValue.NULL) + " → "
                    + value);
        });
        Optional<Boolean> enabled = enabled(wanted, there);
        enabled.ifPresent(value -> different.add("~ " + wanted.title() + ".enabled: " + !value + " → " + value));
        if (different.isEmpty()) {
            unchanged.add(wanted.title());
            return;
        }
        if (!dry) {
            JsonObject body = patch.build();
            if (enabled.filter(value -> !value).isPresent()) {
                connection
                        .send("POST", path + "/disable", Optional.of(JsonValue.EMPTY_JSON_OBJECT))
                        .orThrow();
            }
            if (!body.isEmpty()) {
                connection.send("PATCH", path, Optional.of(body)).orThrow();
            }
            if (enabled.filter(value -> value).isPresent()) {
                connection
                        .send("POST", path + "/enable", Optional.of(JsonValue.EMPTY_JSON_OBJECT))
                        .orThrow();
            }
        }
        differences.addAll(different);
        changed.add(wanted.title());
    }

    private static boolean isSecret(JsonValue value) {
        return value instanceof JsonString || value == JsonValue.NULL;
    }

    private static Optional<Boolean> enabled(Wanted wanted, JsonObject there) {
        if (!wanted.fields().containsKey("enabled")) {
            return Optional.empty();
        }
        boolean value = wanted.fields().get("enabled") == JsonValue.TRUE;
        boolean now = there.containsKey("enabled")
                ? there.getBoolean("enabled")
                : !there.getString("status", "").equals("disabled");
        return value == now ? Optional.empty() : Optional.of(value);
    }

    /** Only inside hubs that the files name: a hub itself is never deleted so. */
    private void prune(List<Wanted> wanted) {
        Set<String> titles = wanted.stream().map(Wanted::title).collect(Collectors.toSet());
        Set<String> names = wanted.stream().map(Wanted::hub).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, String> paths = new LinkedHashMap<>();
        for (String name : names) {
            String id = hub(name).map(hub -> hub.getString("id")).orElse("");
            if (id.isEmpty()) {
                continue;
            }
            for (Kind kind : List.of(Kind.ROUTE, Kind.NETWORK, Kind.DEVICE)) {
                things.remove(kind + id);
                of(kind, id).forEach((called, each) -> {
                    String title = new Wanted(kind, name, called, JsonValue.EMPTY_JSON_OBJECT).title();
                    if (!titles.contains(title)) {
                        paths.put(title, connection.region(kind.plural() + "/" + each.getString("id")));
                    }
                });
            }
        }
        if (!dry
                && !paths.isEmpty()
                && !call.flag("--yes")
                && !call.surroundings().agrees("Delete " + String.join(", ", paths.keySet()) + "?")) {
            throw Failure.failed("nothing was deleted");
        }
        paths.forEach((title, path) -> {
            if (!dry) {
                connection.send("DELETE", path, Optional.empty()).orThrow();
            }
            deleted.add(title);
        });
    }
}
