package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.WholeFile;

/** {@code axle export}: what there is, as {@code axle apply} reads it. In the place of secrets, which nobody shows, are references. */
public final class Export {
    /** What a file does not say: the server makes it, or it is where it is. */
    private static final Set<String> NOT_SAID = Set.of("hub_id", "twins_graphite_config", "moved_to");

    /** Whether there is any of it or not: it would take a request for each hub and kind. */
    private static final String LEFT_OUT =
            "The files say nothing of people, JMS users, policies, enrollments, firmware, object models, twins, commands and"
                    + " messages (expected: axle backup, which has everything)";

    /** The file of the tokens, which belong to no hub. */
    private static final String TOKENS = "tokens";

    private Export() {}

    public static Word word() {
        return Standard.of(Word.of("export", "Writes hubs as axle apply reads them.", Export::run))
                .arguments("HUB", "0..*", "Which; all unless said.")
                .list("Which; all unless said.", "--hub")
                .option("A directory for a file a hub; standard output unless said.", "--to", "-d");
    }

    private static Status run(Call call) {
        Connection connection = call.connection();
        List<String> names = new java.util.ArrayList<>(call.arguments());
        names.addAll(call.all("--hub"));
        List<JsonObject> hubs = names.isEmpty()
                ? connection.all(connection.region("hubs"), Map.of(), "hubs").getValuesAs(JsonObject.class)
                : names.stream()
                        .map(name -> connection
                                .get(connection.region("hubs/" + call.names().id("hub_id", name, Optional.empty())))
                                .orThrow()
                                .json()
                                .asJsonObject())
                        .toList();
        List<JsonObject> tokens = names.isEmpty() ? tokens(connection) : List.of();
        Optional<String> directory = call.written("--to");
        if (directory.isPresent() && !tokens.isEmpty()) {
            write(
                    Path.of(directory.get()),
                    TOKENS,
                    Json.createObjectBuilder()
                            .add("tokens", Json.createArrayBuilder(tokens))
                            .build());
        }
        JsonArrayBuilder all = Json.createArrayBuilder();
        Set<String> files = new HashSet<>(Set.of(TOKENS));
        HiddenSecrets secrets = new HiddenSecrets();
        Credentials credentials = new Credentials();
        for (JsonObject hub : hubs) {
            JsonObject written = hub(connection, hub, secrets, credentials);
            if (directory.isPresent()) {
                write(Path.of(directory.get()), fileName(hub, files), document(List.of(written)));
            } else {
                all.add(written);
            }
        }
        if (directory.isEmpty()) {
            JsonObjectBuilder both = Json.createObjectBuilder().add("hubs", all);
            if (!tokens.isEmpty()) {
                both.add("tokens", Json.createArrayBuilder(tokens));
            }
            JsonObject document = both.build();
            if (call.written("--output").isPresent()) {
                call.printer().print(document, List.of());
            } else {
                call.surroundings().out().print(Printer.yaml(document));
            }
        }
        secrets.notes().forEach(call.surroundings()::note);
        credentials.notes().forEach(call.surroundings()::note);
        call.surroundings().note(LEFT_OUT);
        ambiguous(hubs).forEach(call.surroundings()::note);
        return Status.DONE;
    }

    /** Those that may be asked for; administrators may. */
    private static List<JsonObject> tokens(Connection connection) {
        try {
            return connection.all("/iot/v1/tokens", Map.of(), "tokens").getValuesAs(JsonObject.class).stream()
                    .map(each -> said(Kind.TOKEN, each))
                    .toList();
        } catch (Failure refused) {
            if (refused.status() == Status.REFUSED) {
                return List.of();
            }
            throw refused;
        }
    }

    private static JsonObject document(List<JsonObject> hubs) {
        return Json.createObjectBuilder()
                .add("hubs", Json.createArrayBuilder(hubs))
                .build();
    }

    private static JsonObject hub(
            Connection connection, JsonObject hub, HiddenSecrets secrets, Credentials credentials) {
        JsonObjectBuilder written = Json.createObjectBuilder(said(Kind.HUB, hub));
        if (hub.getBoolean("has_custom_ca", false)) {
            written.add(
                    Kind.AUTHORITY,
                    connection
                            .get(connection.region("hubs/" + hub.getString("id") + "/ca"))
                            .orThrow()
                            .json());
        }
        List<JsonObject> certificates = new Certificates(connection, hub).said();
        if (!certificates.isEmpty()) {
            written.add(Kind.CERTIFICATE.plural(), Json.createArrayBuilder(certificates));
        }
        for (Kind kind : List.of(Kind.NETWORK, Kind.DEVICE, Kind.ROUTE)) {
            JsonArrayBuilder list = Json.createArrayBuilder();
            int count = 0;
            for (JsonObject each : connection
                    .all(connection.region(kind.plural()), Map.of("hub_id", hub.getString("id")), kind.plural())
                    .getValuesAs(JsonObject.class)) {
                if (kind == Kind.NETWORK && each.getString("type").matches("mqtt|websocket")) {
                    continue;
                }
                JsonObject whole = kind == Kind.ROUTE
                        ? connection
                                .get(connection.region("routes/" + each.getString("id")))
                                .orThrow()
                                .json()
                                .asJsonObject()
                        : each;
                JsonObject said = said(kind, whole);
                list.add(
                        switch (kind) {
                            case ROUTE -> secrets.referred(hub.getString("name"), said);
                            case DEVICE -> credentials.said(hub.getString("name"), whole, said);
                            default -> said;
                        });
                count++;
            }
            if (count > 0) {
                written.add(kind.plural(), list);
            }
        }
        return written.build();
    }

    /** The fields that a file may say, as far as they are shown. */
    private static JsonObject said(Kind kind, JsonObject thing) {
        JsonObjectBuilder said = Json.createObjectBuilder().add("name", thing.getString("name"));
        thing.forEach((name, value) -> {
            boolean known = kind.creates(name) || kind.changes(name);
            if (known
                    && !NOT_SAID.contains(name)
                    && !(name.equals("project_id") && kind != Kind.TOKEN)
                    && !name.equals("name")
                    && !isEmpty(value)) {
                said.add(name, value);
            }
        });
        if (thing.getString("status", "").equals("disabled")) {
            said.add("enabled", false);
        }
        return said.build();
    }

    private static boolean isEmpty(JsonValue value) {
        return value == JsonValue.NULL || value.toString().equals("\"\"");
    }

    /** The hub's name as a file may have it; with the hub's ID where another file of this run has that name. */
    private static String fileName(JsonObject hub, Set<String> taken) {
        String plain = hub.getString("name").replaceAll("[^A-Za-z0-9._-]", "_");
        // Some file systems do not tell large letters from small ones.
        return taken.add(plain.toLowerCase(Locale.ROOT)) ? plain : plain + "-" + hub.getString("id");
    }

    /** What apply will refuse: it knows hubs by their names. */
    private static List<String> ambiguous(List<JsonObject> hubs) {
        return hubs.stream()
                .collect(Collectors.groupingBy(hub -> hub.getString("name"), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue() > 1)
                .map(each -> each.getKey() + " is the name of " + each.getValue()
                        + " hubs: give them names of their own before axle apply, which knows hubs by their names")
                .toList();
    }

    private static void write(Path directory, String name, JsonObject document) {
        Path file = directory.resolve(name + ".yaml");
        try {
            Files.createDirectories(directory);
            WholeFile.write(file, Printer.yaml(document));
        } catch (IOException failed) {
            throw FileProblem.unwritable("the export", file, failed);
        }
    }
}
