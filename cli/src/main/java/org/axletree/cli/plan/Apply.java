package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final SecretFiles secretFiles;
    private final Connection connection;
    private final boolean dry;
    private final Map<String, JsonObject> hubs = new HashMap<>();
    private final Map<String, Map<String, List<JsonObject>>> things = new HashMap<>();
    private final Report report;
    private final RouteCheck routes;
    private final Set<String> withoutAuthority = new HashSet<>();

    private Apply(Call call, Path place, boolean dry) {
        this.call = call;
        this.secretFiles = new SecretFiles(call, WantedFiles.beside(place));
        this.connection = call.connection();
        this.dry = dry;
        this.report = new Report(dry);
        this.routes = new RouteCheck(connection, call.surroundings());
    }

    public static Word word() {
        return Standard.of(Word.of(
                        "apply",
                        "Brings about what files want: hubs with their certificates, devices, routes and networks, and tokens.",
                        Apply::run))
                .needs("A directory with .yaml files, a file, or - for standard input.", "-f", "--file")
                .flag("Says what would change, and changes nothing; status 1 if something would.", "--dry-run")
                .flag("Deletes what is in these hubs and in no file; shows the plan and asks before.", "--prune")
                .flag("Asks nothing.", "--yes", "-y")
                .option("A directory for keys and secrets that are shown once.", "--secrets");
    }

    private static Status run(Call call) {
        Printer printer = call.printer();
        Path place = Path.of(call.written("--file").orElseThrow());
        List<Wanted> wanted = WantedFiles.read(call.surroundings(), place);
        Optional<Set<String>> agreed = call.flag("--prune")
                        && !call.flag("--dry-run")
                        && !call.flag("--yes")
                        && call.surroundings().person().getAsBoolean()
                ? agreed(call, place, wanted)
                : Optional.empty();
        Apply apply = new Apply(call, place, call.flag("--dry-run"));
        wanted.forEach(apply::bring);
        if (call.flag("--prune")) {
            apply.prune(wanted, agreed);
        }
        return apply.tell(printer);
    }

    /**
     * Shows the whole plan, and asks where something would be deleted.
     *
     * @return what may be deleted: what comes to be in the meantime was not asked about
     */
    private static Optional<Set<String>> agreed(Call call, Path place, List<Wanted> wanted) {
        Apply plan = new Apply(call, place, true);
        wanted.forEach(plan::bring);
        Map<String, Runnable> deletions = plan.superfluous(wanted);
        deletions.keySet().forEach(plan.report::deleted);
        String question = String.join("\n", plan.report.lines()) + "\nDelete " + String.join(", ", deletions.keySet())
                + ", and do the rest?";
        if (!deletions.isEmpty() && !call.surroundings().agrees(question)) {
            throw Failure.failed("nothing was changed");
        }
        return Optional.of(deletions.keySet());
    }

    private Status tell(Printer printer) {
        if (call.written("--output").isEmpty() && call.written("--query").isEmpty()) {
            report.lines().forEach(call.surroundings().out()::println);
        } else {
            printer.print(report.json(), List.of());
        }
        return report.isGood() && !(dry && !report.changesNothing()) ? Status.DONE : Status.FAILED;
    }

    private void bring(Wanted wanted) {
        try {
            if (wanted.kind() == Kind.CERTIFICATE) {
                certify(wanted);
                return;
            }
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
            report.problem(wanted.title(), refused.getMessage());
        }
    }

    private void certify(Wanted wanted) {
        JsonObject hub = hubOf(wanted);
        if (hub.getString("id").isEmpty()) {
            report.created(wanted.title());
        } else {
            new Certificates(connection, hub).bring(wanted, report, dry);
        }
    }

    private Optional<JsonObject> there(Wanted wanted) {
        if (wanted.kind() == Kind.HUB) {
            return hub(wanted.name());
        }
        if (!wanted.kind().isInHub()) {
            return one(wanted, "");
        }
        String hub = hubOf(wanted).getString("id");
        return hub.isEmpty() ? Optional.empty() : one(wanted, hub);
    }

    /** The hub of a thing; without an identifier where it is only planned. */
    private JsonObject hubOf(Wanted wanted) {
        return hub(wanted.hub())
                .orElseThrow(() -> Failure.failed(
                        "there is no hub " + wanted.hub() + " (expected: one that is there, or in a file)"));
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
            List<JsonObject> found = named(Kind.HUB, name);
            if (found.size() > 1) {
                throw new Failure(Status.CONFLICT, name + " is the name of " + found.size() + " hubs (expected: one)");
            }
            found.forEach(each -> hubs.put(name, each));
        }
        return Optional.ofNullable(hubs.get(name));
    }

    /** What there is now of hubs or of tokens with that name. */
    private List<JsonObject> named(Kind kind, String name) {
        return connection
                .all(path(kind), kind == Kind.HUB ? Map.of("name", name) : Map.of(), kind.plural())
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(each -> each.getString("name").equals(name))
                .toList();
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
        Names.require(wanted);
        if (wanted.kind() == Kind.DEVICE && withoutAuthority.contains(wanted.hub())) {
            throw Failure.failed("it waits for the authority of its hub, which is to vouch for it");
        }
        if (wanted.kind() == Kind.DEVICE) {
            Credentials.requireCarried(wanted);
        }
        if (wanted.kind() == Kind.ROUTE && configurations(wanted.fields()).size() != 1) {
            throw Failure.failed("a route has one configuration (expected: one of "
                    + String.join(", ", Kind.ROUTE.configurations()) + ")");
        }
        if (dry) {
            if (wanted.kind() == Kind.ROUTE) {
                routes.check(creation(wanted), hub(wanted.hub()).orElseThrow().getString("id"));
            }
            report.created(wanted.title());
            if (wanted.kind() == Kind.HUB) {
                hubs.put(wanted.name(), Json.createObjectBuilder().add("id", "").build());
            }
            return;
        }
        JsonObjectBuilder body = creation(wanted);
        JsonObjectBuilder later = Json.createObjectBuilder();
        wanted.fields().forEach((name, value) -> {
            if (!wanted.kind().creates(name) && !APART.contains(name)) {
                later.add(name, value);
            }
        });
        if (wanted.kind().isInHub()) {
            body.add("hub_id", hub(wanted.hub()).orElseThrow().getString("id"));
        }
        secretFiles.requirePlace(wanted);
        JsonObject answer = connection
                .send("POST", path(wanted.kind()), Optional.of(body.build()))
                .orThrow()
                .json()
                .asJsonObject();
        JsonObject made = answer.get(wanted.kind().noun()) instanceof JsonObject inner ? inner : answer;
        requireAlone(wanted, made);
        report.created(wanted.title());
        if (wanted.kind() == Kind.HUB) {
            hubs.put(wanted.name(), made);
        }
        secretFiles.keep(wanted, answer);
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

    private static JsonObjectBuilder creation(Wanted wanted) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        wanted.fields().forEach((name, value) -> {
            if (wanted.kind().creates(name)) {
                body.add(name, value);
            }
        });
        return body;
    }

    /**
     * Names are not unique to the server: of two runs that make the same thing at the same time, the one that came later takes its
     * own back.
     */
    private void requireAlone(Wanted wanted, JsonObject made) {
        if (wanted.kind() != Kind.HUB && wanted.kind() != Kind.TOKEN) {
            return;
        }
        String id = made.getString("id");
        boolean isSecond = named(wanted.kind(), wanted.name()).stream()
                .min(Comparator.comparing((JsonObject each) -> each.getString("created_at"))
                        .thenComparing(each -> each.getString("id")))
                .filter(oldest -> !oldest.getString("id").equals(id))
                .isPresent();
        if (isSecond) {
            connection
                    .send("DELETE", path(wanted.kind()) + "/" + id, Optional.empty())
                    .orThrow();
            throw new Failure(
                    Status.CONFLICT,
                    "somebody else made one of this name at the same time (expected: one run after the other)");
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

    private void change(Wanted wanted, JsonObject listed) {
        String path = path(wanted.kind()) + "/" + listed.getString("id");
        JsonObject there = wanted.kind() == Kind.ROUTE
                ? connection.get(path).orThrow().json().asJsonObject()
                : listed;
        if (wanted.kind() == Kind.ROUTE) {
            requireKind(configurations(there), configurations(wanted.fields()));
        }
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
                JsonObject after = connection
                        .send("PATCH", path, Optional.of(body))
                        .orThrow()
                        .json()
                        .asJsonObject();
                if (different.isEmpty() && wasWritten(there, after)) {
                    different.add("~ " + wanted.title() + "." + String.join(", ", comparison.hidden())
                            + ": another secret than before");
                }
            }
            if (enabled.filter(value -> value).isPresent()) {
                connection
                        .send("POST", path + "/enable", Optional.of(JsonValue.EMPTY_JSON_OBJECT))
                        .orThrow();
            }
        }
        comparison.hidden().forEach(field -> report.secret(wanted.title() + "." + field));
        report.compared(wanted.title(), different);
    }

    /** Which kind of a route that is. */
    private static Set<String> configurations(JsonObject route) {
        return Kind.ROUTE.configurations().stream()
                .filter(name -> route.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void requireKind(Set<String> there, Set<String> wanted) {
        if (!there.isEmpty() && !there.containsAll(wanted)) {
            throw Failure.failed(
                    "a route keeps its kind (expected: " + String.join(", ", there) + ", or another route)");
        }
    }

    /** The server leaves a thing as it was, down to its time, where a secret is the one that it has. */
    private static boolean wasWritten(JsonObject before, JsonObject after) {
        return !before.getString("updated_at", "").equals(after.getString("updated_at", ""));
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

    private void collect(Kind kind, String hub, String hubId, Set<String> wanted, Map<String, Runnable> deletions) {
        things.remove(kind + hubId);
        of(kind, hubId).forEach((called, those) -> {
            String title = title(kind, hub, called);
            if (wanted.contains(title)) {
                return;
            }
            for (JsonObject each : those) {
                if (each.getBoolean("current", false)) {
                    call.surroundings().note(title + " stays: this command runs with it");
                } else {
                    String which = those.size() == 1 ? title : title + " (" + each.getString("id") + ")";
                    String path = path(kind) + "/" + each.getString("id");
                    deletions.put(which, () -> connection
                            .send("DELETE", path, Optional.empty())
                            .orThrow());
                }
            }
        });
    }

    private void collectCertificates(JsonObject hub, Set<String> wanted, Map<String, Runnable> deletions) {
        Certificates certificates = new Certificates(connection, hub);
        certificates.all().forEach(each -> {
            String title = title(Kind.CERTIFICATE, hub.getString("name"), each.name());
            if (!wanted.contains(title)) {
                deletions.put(title, () -> certificates.delete(each));
            }
        });
    }

    private static String title(Kind kind, String hub, String name) {
        return new Wanted(kind, hub, name, JsonValue.EMPTY_JSON_OBJECT, Set.of()).title();
    }

    /** What is there and in no file. Only inside hubs that the files name: a hub itself is never deleted so. */
    private Map<String, Runnable> superfluous(List<Wanted> wanted) {
        Set<String> titles = wanted.stream().map(Wanted::title).collect(Collectors.toSet());
        Set<String> names = wanted.stream()
                .map(Wanted::hub)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Runnable> deletions = new LinkedHashMap<>();
        for (String name : names) {
            Optional<JsonObject> hub =
                    hub(name).filter(each -> !each.getString("id").isEmpty());
            if (hub.isEmpty()) {
                continue;
            }
            for (Kind kind : List.of(Kind.ROUTE, Kind.NETWORK, Kind.DEVICE)) {
                collect(kind, name, hub.get().getString("id"), titles, deletions);
            }
            // Certificates and tokens only where files say which there are to be.
            if (wanted.stream()
                    .anyMatch(each ->
                            each.kind() == Kind.CERTIFICATE && each.hub().equals(name))) {
                collectCertificates(hub.get(), titles, deletions);
            }
        }
        if (wanted.stream().anyMatch(each -> each.kind() == Kind.TOKEN)) {
            collect(Kind.TOKEN, "", "", titles, deletions);
        }
        return deletions;
    }

    /** @param agreed what may be deleted; anything where it is empty */
    private void prune(List<Wanted> wanted, Optional<Set<String>> agreed) {
        superfluous(wanted).forEach((title, deletion) -> {
            if (agreed.filter(titles -> !titles.contains(title)).isPresent()) {
                return;
            }
            if (!dry) {
                deletion.run();
            }
            report.deleted(title);
        });
    }
}
