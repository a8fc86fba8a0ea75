package org.axletree.cli.command;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.EventStream;
import org.axletree.cli.api.Field;
import org.axletree.cli.api.Names;
import org.axletree.cli.api.Operation;
import org.axletree.cli.api.Reply;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Pause;
import org.axletree.cli.terminal.Status;

/** An operation of the API as a command: its path is the command's arguments, its fields are options. */
final class OperationVerb implements Verb {
    private static final Set<String> SETTLED = Set.of(
            "ready",
            "enabled",
            "disabled",
            "running",
            "failing",
            "paused",
            "error",
            "delivered",
            "answered",
            "failed",
            "expired");

    private final Operation operation;
    private final List<Operation> siblings;

    OperationVerb(Operation operation, List<Operation> siblings) {
        this.operation = operation;
        this.siblings = siblings;
    }

    /** The operation as a word. */
    static Word word(Operation operation, List<Operation> siblings) {
        OperationVerb verb = new OperationVerb(operation, siblings);
        Word word = Standard.of(Word.of(operation.verb(), operation.summary() + ".", verb));
        if (operation.pathParameters().isEmpty()) {
            if (verb.namesByArgument()) {
                word.arguments("NAME", "0..1", "Its name, as --name.");
            } else if (verb.manyField().isPresent()) {
                word.arguments("NAME", "0..*", "Names or identifiers.");
            }
        } else {
            String label = String.join(" ", operation.pathParameters()).toUpperCase(java.util.Locale.ROOT);
            word.arguments(
                    label.replace("_ID", ""),
                    verb.repeats()
                            ? "1..*"
                            : String.valueOf(operation.pathParameters().size()),
                    "A name or an identifier" + (verb.repeats() ? "; several for several." : "."));
        }
        operation.query().stream()
                .filter(field -> !field.name().startsWith("page"))
                .forEach(field -> FieldOptions.add(word, field));
        operation.body().forEach(field -> FieldOptions.add(word, field));
        if (!word.knows("--hub") && operation.pathParameters().stream().anyMatch(verb::inHub)) {
            word.option("The hub that the name is looked for in.", "--hub");
        }
        if (operation.reads()) {
            word.option("Again every so many seconds, until it is interrupted.", "--watch");
            if (!operation.list().isEmpty() || operation.streams()) {
                word.option("At most so many.", "--limit");
            }
        } else {
            word.flag("Shows what would be sent, and sends nothing.", "--dry-run")
                    .flag("Asks nothing.", "--yes", "-y")
                    .flag("Waits until it has come about.", "--wait")
                    .option("Seconds to wait for that; 60 unless said.", "--timeout");
            if (!operation.method().equals("DELETE")) {
                word.option("The whole request as JSON, @file for a file's.", "--body")
                        .list("A field of the request, as field=value or a.b=JSON.", "--set");
            }
        }
        return word;
    }

    private boolean inHub(String parameter) {
        return Names.knows(parameter)
                && !parameter.equals("hub_id")
                && !parameter.equals("token_id")
                && !parameter.equals("user_id")
                && !parameter.equals("jms_user_id");
    }

    private boolean repeats() {
        return operation.pathParameters().size() == 1
                && (operation.reads()
                        || operation.method().equals("DELETE")
                        || operation.body().isEmpty());
    }

    private boolean namesByArgument() {
        return operation.verb().equals("create")
                && operation.body().stream().anyMatch(field -> field.name().equals("name"));
    }

    private Optional<Field> manyField() {
        return operation.body().stream()
                .filter(field -> field.type().equals("array") && Names.knows(field.name()))
                .findFirst();
    }

    @Override
    public Status run(Call call) {
        Printer printer = call.printer();
        if (operation.streams()) {
            return follow(call);
        }
        if (operation.reads()) {
            return call.number("--watch", 1, Integer.MAX_VALUE)
                    .map(seconds -> watch(call, printer, seconds))
                    .orElseGet(() -> {
                        Shown.print(printer, call, operation.list(), read(call), operation.columns());
                        return Status.DONE;
                    });
        }
        return change(call, printer);
    }

    /** A line for each thing, until it is interrupted; whatever is no JSON is told beside them. */
    private Status follow(Call call) {
        String path =
                call.connection().path(operation, parameters(call, call.arguments())) + Connection.query(query(call));
        Optional<String> format = call.written("--output").filter(each -> !each.equals("json"));
        int[] left = {call.number("--limit", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE)};
        new EventStream(call.connection(), path, 0, call.surroundings()::note)
                .read(() -> call.surroundings().note("Listening; Ctrl-C ends it."), thing -> {
                    if (format.isPresent()) {
                        call.printer().print(thing, List.of());
                    } else {
                        call.surroundings().out().println(thing);
                        call.surroundings().out().flush();
                    }
                    left[0]--;
                    return left[0] > 0 && !call.surroundings().out().areLost();
                });
        return Status.DONE;
    }

    private Status watch(Call call, Printer printer, int seconds) {
        while (!call.surroundings().out().areLost()) {
            if (call.surroundings().hasTerminal()) {
                call.surroundings().out().printStyled("\u001B[H\u001B[2J");
            }
            Shown.print(printer, call, operation.list(), read(call), operation.columns());
            Pause.millis(seconds * 1_000L);
        }
        return Status.DONE;
    }

    private JsonValue read(Call call) {
        call.number("--limit"); // a wrong one is told before anything is asked
        if (!repeats() || call.arguments().size() == 1) {
            return read(call, parameters(call, call.arguments()));
        }
        JsonArrayBuilder all = Json.createArrayBuilder();
        call.arguments().forEach(each -> all.add(read(call, parameters(call, List.of(each)))));
        return all.build();
    }

    private JsonValue read(Call call, Map<String, String> parameters) {
        Connection connection = call.connection();
        Map<String, String> query = query(call);
        String path = connection.path(operation, parameters);
        if (operation.list().isEmpty()) {
            return connection.get(path + Connection.query(query)).orThrow().json();
        }
        boolean pages =
                operation.query().stream().anyMatch(field -> field.name().equals("page"));
        JsonArray all = pages
                ? connection.all(path, query, operation.list())
                : connection
                        .get(path + Connection.query(query))
                        .orThrow()
                        .json()
                        .asJsonObject()
                        .getJsonArray(operation.list());
        Optional<Integer> limit = call.number("--limit").filter(most -> most < all.size());
        return limit.isPresent()
                ? Json.createArrayBuilder(all.subList(0, limit.get())).build()
                : all;
    }

    private Status change(Call call, Printer printer) {
        call.number("--timeout"); // a wrong one is told before anything is done
        List<List<String>> each =
                repeats() ? call.arguments().stream().map(List::of).toList() : List.of(call.arguments());
        // Names that are not there are told before anything is done.
        Map<Map<String, String>, List<String>> parameters = new LinkedHashMap<>();
        each.forEach(arguments -> parameters.putIfAbsent(parameters(call, arguments), arguments));
        if (operation.verb().startsWith("delete") && !call.flag("--yes") && !call.flag("--dry-run")) {
            String what = String.join(", ", call.arguments());
            if (!call.surroundings().agrees("Delete the " + operation.noun() + " " + what + "?")) {
                throw Failure.failed("nothing was deleted");
            }
        }
        List<JsonValue> answers = new ArrayList<>();
        List<JsonValue> late = new ArrayList<>();
        List<String> done = new ArrayList<>();
        parameters.forEach((known, arguments) -> {
            try {
                change(call, arguments, known, late).ifPresent(answers::add);
            } catch (Failure refused) {
                print(printer, answers); // there may be a key in them that is shown this once
                throw after(done, arguments, refused);
            }
            done.addAll(arguments);
        });
        Status status = call.flag("--wait") ? outcome(answers) : Status.DONE;
        if (status == Status.DONE && !late.isEmpty()) {
            status = Status.TIMED_OUT;
        }
        print(printer, answers);
        return status;
    }

    private void print(Printer printer, List<JsonValue> answers) {
        if (answers.size() == 1) {
            printer.print(answers.get(0), List.of());
        } else if (!answers.isEmpty()) {
            printer.print(Json.createArrayBuilder(answers).build(), operation.columns());
        }
    }

    /** The same refusal, with what was done before it. */
    private static Failure after(List<String> done, List<String> arguments, Failure refused) {
        return done.isEmpty()
                ? refused
                : new Failure(
                        refused.status(),
                        String.join(" ", arguments) + ": " + refused.getMessage() + "; done before that: "
                                + String.join(", ", done));
    }

    /** Of what was waited for: it is settled, though perhaps not as it was wanted. */
    private static Status outcome(List<JsonValue> answers) {
        Status worst = Status.DONE;
        for (JsonValue each : answers) {
            String state = each instanceof JsonObject thing ? state(thing) : "";
            if (state.equals("failed") || state.equals("error")) {
                return Status.FAILED;
            }
            if (state.equals("expired")) {
                worst = Status.TIMED_OUT;
            }
        }
        return worst;
    }

    private Optional<JsonValue> change(
            Call call, List<String> arguments, Map<String, String> parameters, List<JsonValue> late) {
        Connection connection = call.connection();
        String path = connection.path(operation, parameters) + Connection.query(query(call));
        Optional<JsonValue> body =
                operation.method().equals("DELETE") ? Optional.empty() : Optional.of(body(call, arguments));
        if (call.flag("--dry-run")) {
            JsonObjectBuilder request =
                    Json.createObjectBuilder().add("method", operation.method()).add("path", path);
            body.ifPresent(json -> request.add("body", json));
            return Optional.of(Secrets.hidden(request.build()));
        }
        Reply reply = answered(connection.send(operation.method(), path, body));
        if (reply.text().isBlank()) {
            return Optional.empty();
        }
        JsonValue answer = reply.json();
        return Optional.of(call.flag("--wait") ? awaited(call, answer, parameters, late) : answer);
    }

    /** The same, if the server did what it was asked; what it advises to say in the request is an option here. */
    private Reply answered(Reply reply) {
        try {
            return reply.orThrow();
        } catch (Failure refused) {
            String sentence = refused.getMessage();
            for (List<Field> fields : List.of(operation.query(), operation.body())) {
                for (Field field : fields) {
                    sentence = sentence.replace(field.name() + "=true", FieldOptions.names(field)[0]);
                }
            }
            throw new Failure(refused.status(), sentence);
        }
    }

    /** Looks again until the thing is no more on its way; what takes longer is late, and as it is then. */
    private JsonValue awaited(Call call, JsonValue answer, Map<String, String> known, List<JsonValue> late) {
        Optional<Operation> show = siblings.stream()
                .filter(each -> each.verb().equals("show") && only(each, known).size() <= 1)
                .findFirst();
        if (show.isEmpty() || !(answer instanceof JsonObject object) || !object.containsKey("id")) {
            return answer;
        }
        long end = System.nanoTime() + call.number("--timeout").orElse(60) * 1_000_000_000L;
        JsonObject now = object;
        while (!SETTLED.contains(state(now))) {
            if (System.nanoTime() - end > 0) {
                call.surroundings()
                        .note("axle: the " + operation.noun() + " is still " + state(now) + " (expected: settled)");
                late.add(now);
                return now;
            }
            Pause.millis(200);
            Map<String, String> parameters = new LinkedHashMap<>(known);
            only(show.get(), known).forEach(missing -> parameters.put(missing, object.getString("id")));
            String path = call.connection().path(show.get(), parameters);
            now = call.connection().get(path).orThrow().json().asJsonObject();
        }
        return now;
    }

    private static String state(JsonObject thing) {
        return thing.getString("status", thing.getString("state", "ready"));
    }

    /** What an operation has to be told besides what is known. */
    private static List<String> only(Operation operation, Map<String, String> known) {
        return operation.pathParameters().stream()
                .filter(name -> !known.containsKey(name))
                .toList();
    }

    private Map<String, String> parameters(Call call, List<String> arguments) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Optional<String> hub = operation.pathParameters().stream().anyMatch(this::inHub)
                ? call.written("--hub").map(name -> call.names().id("hub_id", name, Optional.empty()))
                : Optional.empty();
        for (int i = 0; i < operation.pathParameters().size(); i++) {
            String name = operation.pathParameters().get(i);
            parameters.put(name, call.names().id(name, arguments.get(i), hub));
        }
        return parameters;
    }

    private Map<String, String> query(Call call) {
        Map<String, String> query = new LinkedHashMap<>();
        for (Field field : operation.query()) {
            if (!field.name().startsWith("page")) {
                FieldOptions.value(call, field).ifPresent(value -> {
                    String text = value instanceof JsonString string ? string.getString() : value.toString();
                    query.put(
                            field.name(),
                            Names.knows(field.name()) ? call.names().id(field.name(), text, Optional.empty()) : text);
                });
            }
        }
        return query;
    }

    private JsonObject body(Call call, List<String> arguments) {
        Map<String, String> more = new LinkedHashMap<>();
        if (operation.pathParameters().isEmpty() && namesByArgument() && !arguments.isEmpty()) {
            more.put("name", arguments.get(0));
        }
        JsonObject body = FieldOptions.body(call, operation.body(), more);
        JsonObjectBuilder resolved = Json.createObjectBuilder(body);
        Optional<String> hub = body.get("hub_id") instanceof JsonString text
                ? Optional.of(call.names().id("hub_id", text.getString(), Optional.empty()))
                : Optional.empty();
        hub.ifPresent(id -> resolved.add("hub_id", id));
        if (body.get("device_id") instanceof JsonString device) {
            resolved.add("device_id", call.names().id("device_id", device.getString(), hub));
        }
        manyField().filter(field -> operation.pathParameters().isEmpty()).ifPresent(field -> {
            JsonArrayBuilder ids = Json.createArrayBuilder();
            List<String> all = new ArrayList<>(arguments);
            if (body.get(field.name()) instanceof JsonArray said) {
                said.forEach(each -> all.add(((JsonString) each).getString()));
            }
            all.forEach(each -> ids.add(call.names().id(field.name(), each, hub)));
            resolved.add(field.name(), ids);
        });
        for (Field field : operation.body()) {
            if (field.required() && !field.name().contains(".") && !resolvedHas(body, more, field, arguments)) {
                throw FieldOptions.missing(field);
            }
        }
        return resolved.build();
    }

    private boolean resolvedHas(JsonObject body, Map<String, String> more, Field field, List<String> arguments) {
        return body.containsKey(field.name())
                || more.containsKey(field.name())
                || manyField().filter(many -> many.equals(field)).isPresent() && !arguments.isEmpty();
    }
}
