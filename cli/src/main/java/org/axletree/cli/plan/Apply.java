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
import java.util.HashSet;
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
    /** Fields that no creation and no change by PATCH has. */
    private static final Set<String> APART = Set.of("enabled", Kind.AUTHORITY, Kind.SECRET_FILE);

    private final Call call;
    private final Path files;
    private final Connection connection;
    private final boolean dry;
    private final Map<String, JsonObject> hubs = new HashMap<>();
    private final Map<String, Map<String, List<JsonObject>>> things = new HashMap<>();
    private final List<String> created = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final Set<String> withoutAuthority = new HashSet<>();

    private Apply(Call call, Path place) {
        this.call = call;
        this.files = Files.isDirectory(place) ? place : Path.of(".");
        this.connection = call.connection();
        this.dry = call.flag("--dry-run");
    }

    public static Word word() {
        return Standard.of(Word.of(
                        "apply", "Brings about what files want: hubs, devices, routes, networks, tokens.", Apply::run))
                .needs("A directory with .yaml files, a file, or - for standard input.", "-f", "--file")
                .flag("Says what would change, and changes nothing; status 1 if something would.", "--dry-run")
                .flag("Deletes what is in these hubs and in no file, after a question.", "--prune")
                .flag("Asks nothing.", "--yes", "-y")
                .option("A directory for keys and secrets that are shown once.", "--secrets");
    }

    private static Status run(Call call) {
        Printer printer = call.printer();
        Path place = Path.of(call.written("--file").orElseThrow());
        List<Wanted> wanted = WantedFiles.read(call.surroundings(), place);
        Apply apply = new Apply(call, place);
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
                .add("secrets", Json.createArrayBuilder(secrets))
                .add("deleted", Json.createArrayBuilder(deleted))
                .add("problems", Json.createArrayBuilder(problems));
        if (call.written("--output").isEmpty() && call.written("--query").isEmpty()) {
            PrintStream out = call.surroundings().out();
            created.forEach(each -> out.println("+ " + each));
            differences.forEach(out::println);
            secrets.forEach(each -> out.println("= " + each + ": secret, " + (dry ? "would be " : "")
                    + "sent again (what is hidden cannot be compared)"));
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
        if (!wanted.kind().isInHub()) {
            return one(wanted, "");
        }
        Optional<JsonObject> hub = hub(wanted.hub());
        if (hub.isEmpty()) {
            throw Failure.failed("there is no hub " + wanted.hub() + " (expected: one that is there, or in a file)");
        }
        if (hub.get().getString("id").isEmpty()) {
            return Optional.empty(); // the hub itself is only planned
        }
        return one(wanted, hub.get().getString("id"));
    }

    /** The thing of that name, which has to be alone with it: names of some kinds are not unique. */
    private Optional<JsonObject> one(Wanted wanted, String hubId) {
        List<JsonObject> found = of(wanted.kind(), hubId).getOrDefault(wanted.name(), List.of());
        if (found.size() > 1) {
            throw new Failure(
                    Status.CONFLICT,
                    wanted.name() + " is the name of " + found.size() + " "
                            + wanted.kind().plural()
                            + " (expected: one; delete or rename others, as "
                            + found.get(found.size() - 1).getString("id") + ")");
        }
        return found.stream().findFirst();
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

    /** What there is of a kind in a hub, by name. */
    private Map<String, List<JsonObject>> of(Kind kind, String hubId) {
        return things.computeIfAbsent(kind + hubId, key -> connection
                .all(path(kind), kind.isInHub() ? Map.of("hub_id", hubId) : Map.of(), kind.plural())
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(each -> kind != Kind.NETWORK || !each.getString("type").matches("mqtt|websocket"))
                .collect(Collectors.groupingBy(
                        each -> each.getString("name"), LinkedHashMap::new, Collectors.toList())));
    }

    private String path(Kind kind) {
        return kind == Kind.TOKEN ? "/iot/v1/tokens" : connection.region(kind.plural());
    }

    private void create(Wanted wanted) {
        if (wanted.kind() == Kind.DEVICE && withoutAuthority.contains(wanted.hub())) {
            throw Failure.failed("it waits for the authority of its hub, which is to vouch for it");
        }
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
            } else if (!APART.contains(name)) {
                later.add(name, value);
            }
        });
        if (wanted.kind().isInHub()) {
            body.add("hub_id", hub(wanted.hub()).orElseThrow().getString("id"));
        }
        JsonObject answer;
        try {
            answer = connection
                    .send("POST", path(wanted.kind()), Optional.of(body.build()))
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
        String path = path(wanted.kind()) + "/" + made.getString("id");
        JsonObject patch = later.build();
        if (!patch.isEmpty()) {
            connection.send("PATCH", path, Optional.of(patch)).orThrow();
        }
        if (authority(wanted, made).isPresent()) {
            vouch(wanted, made, wanted.fields().get("enabled") != JsonValue.FALSE);
        } else if (wanted.fields().get("enabled") == JsonValue.FALSE) {
            connection
                    .send("POST", path + "/disable", Optional.of(JsonValue.EMPTY_JSON_OBJECT))
                    .orThrow();
        }
    }

    /** The authority that is to vouch for a hub's devices, where it does not yet. */
    private Optional<JsonObject> authority(Wanted wanted, JsonObject hub) {
        if (!(wanted.fields().get(Kind.AUTHORITY) instanceof JsonObject authority)) {
            return Optional.empty();
        }
        String now = connection
                .get(connection.region("hubs/" + hub.getString("id") + "/ca"))
                .orThrow()
                .json()
                .asJsonObject()
                .getString("ca_cert_pem");
        return now.strip().equals(authority.getString("ca_cert_pem", "").strip())
                ? Optional.empty()
                : Optional.of(authority);
    }

    /** Has the owner's authority vouch for the devices: the hub is disabled meanwhile. */
    private void vouch(Wanted wanted, JsonObject hub, boolean enabled) {
        JsonObject authority = authority(wanted, hub).orElseThrow();
        if (!authority.containsKey("challenge_cert_pem")) {
            withoutAuthority.add(wanted.name());
            throw Failure.failed(
                    "the authority has to prove itself (expected: challenge_cert_pem, a certificate that it"
                            + " signed, with the common name " + hub.getString("id") + ")");
        }
        String path = path(Kind.HUB) + "/" + hub.getString("id");
        Optional<JsonValue> nothing = Optional.of(JsonValue.EMPTY_JSON_OBJECT);
        connection.send("POST", path + "/disable", nothing).orThrow();
        try {
            connection.send("POST", path + "/ca", Optional.of(authority)).orThrow();
        } catch (Failure refused) {
            withoutAuthority.add(wanted.name());
            throw refused;
        } finally {
            if (enabled) {
                connection.send("POST", path + "/enable", nothing).orThrow();
            }
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
        if (secrets.isEmpty()) {
            return;
        }
        if (wanted.fields().get(Kind.SECRET_FILE) instanceof JsonString file) {
            write(files.resolve(file.getString()), secrets.get(".secret"));
            return;
        }
        Optional<String> directory = call.written("--secrets");
        if (directory.isPresent()) {
            String name =
                    (wanted.kind().isInHub() ? wanted.hub() : wanted.kind().noun()) + "-" + wanted.name();
            Path in = Path.of(directory.get());
            secrets.forEach((end, secret) -> write(in.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + end), secret));
        } else if (wanted.kind() == Kind.TOKEN) {
            // Lost otherwise, and with it what the token was made for.
            call.surroundings()
                    .note("the secret of " + wanted.title() + ", shown this once: " + secrets.get(".secret"));
        }
    }

    private static void write(Path file, String secret) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret);
        } catch (IOException failed) {
            throw Failure.failed("the secret cannot be written to " + file);
        }
    }

    private void change(Wanted wanted, JsonObject listed) {
        String path = path(wanted.kind()) + "/" + listed.getString("id");
        JsonObject there = wanted.kind() == Kind.ROUTE
                ? connection.get(path).orThrow().json().asJsonObject()
                : listed;
        JsonObjectBuilder patch = Json.createObjectBuilder();
        List<String> different = new ArrayList<>();
        Comparison comparison = new Comparison(wanted, there);
        wanted.fields().forEach((name, value) -> {
            if (APART.contains(name)) {
                return;
            }
            if (comparison.agrees(name)) {
                comparison.again(name).ifPresent(hidden -> patch.add(name, hidden));
                return;
            }
            if (!wanted.kind().changes(name) || wanted.kind() == Kind.DEVICE && name.equals("name")) {
                throw Failure.failed(
                        name + " cannot be changed from " + comparison.now(name) + " to " + comparison.wish(name)
                                + " (expected: another " + wanted.kind().noun() + ")");
            }
            patch.add(name, value);
            different.add(
                    "~ " + wanted.title() + "." + name + ": " + comparison.now(name) + " → " + comparison.wish(name));
        });
        JsonObject body = patch.build();
        boolean otherAuthority = authority(wanted, there).isPresent();
        if (otherAuthority) {
            different.add("~ " + wanted.title() + "." + Kind.AUTHORITY);
        }
        Optional<Boolean> enabled = enabled(wanted, there);
        enabled.ifPresent(value -> different.add("~ " + wanted.title() + ".enabled: " + !value + " → " + value));
        if (!dry) {
            if (otherAuthority) {
                vouch(wanted, there, !there.getString("status", "").equals("disabled"));
            }
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
        comparison.hidden().forEach(field -> secrets.add(wanted.title() + "." + field));
        (different.isEmpty() ? unchanged : changed).add(wanted.title());
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

    private void collect(Kind kind, String hub, String hubId, Set<String> wanted, Map<String, String> paths) {
        things.remove(kind + hubId);
        of(kind, hubId).forEach((called, those) -> {
            String title = new Wanted(kind, hub, called, JsonValue.EMPTY_JSON_OBJECT, Set.of()).title();
            if (wanted.contains(title)) {
                return;
            }
            for (JsonObject each : those) {
                if (each.getBoolean("current", false)) {
                    call.surroundings().note(title + " stays: this command runs with it");
                } else {
                    String which = those.size() == 1 ? title : title + " (" + each.getString("id") + ")";
                    paths.put(which, path(kind) + "/" + each.getString("id"));
                }
            }
        });
    }

    /** Only inside hubs that the files name: a hub itself is never deleted so. */
    private void prune(List<Wanted> wanted) {
        Set<String> titles = wanted.stream().map(Wanted::title).collect(Collectors.toSet());
        Set<String> names = wanted.stream()
                .map(Wanted::hub)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, String> paths = new LinkedHashMap<>();
        for (String name : names) {
            String id = hub(name).map(hub -> hub.getString("id")).orElse("");
            if (id.isEmpty()) {
                continue;
            }
            for (Kind kind : List.of(Kind.ROUTE, Kind.NETWORK, Kind.DEVICE)) {
                collect(kind, name, id, titles, paths);
            }
        }
        // Only where files say which there are to be.
        if (wanted.stream().anyMatch(each -> each.kind() == Kind.TOKEN)) {
            collect(Kind.TOKEN, "", "", titles, paths);
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
