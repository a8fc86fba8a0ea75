package org.axletree.cli.scaleway;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Field;
import org.axletree.cli.api.Operation;
import org.axletree.cli.api.Profile;
import org.axletree.cli.api.Reply;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Verb;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** An operation of the API, told by arguments as {@code name=value}. */
final class ScwVerb implements Verb {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*\\.([A-Za-z0-9.]+)\\s*}}");
    private static final JsonObject SUCCESS = Json.createObjectBuilder()
            .add("message", "Success")
            .add("details", "")
            .build();

    private final Operation operation;
    private final List<Field> fields = new ArrayList<>();

    ScwVerb(Operation operation) {
        this.operation = operation;
        fields.addAll(operation.query());
        fields.addAll(operation.body());
    }

    @Override
    public Status run(Call call) {
        Printer printer = new Printer(call.surroundings(), format(call), call.written("--query"));
        Arguments arguments = new Arguments(fields);
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> plain = new ArrayList<>();
        Optional<String> region = Optional.empty();
        for (String each : call.arguments()) {
            int sign = each.indexOf('=');
            if (sign < 0) {
                plain.add(each);
                continue;
            }
            String name = each.substring(0, sign);
            String value = call.surroundings().text(each.substring(sign + 1));
            if (name.equals("region")) {
                region = Optional.of(value);
            } else if (operation.pathParameters().contains(name.replace('-', '_'))) {
                parameters.put(name.replace('-', '_'), value);
            } else {
                arguments.put(name, value);
            }
        }
        Connection connection = region.map(name -> in(call, name)).orElseGet(call::connection);
        for (String parameter : operation.pathParameters()) {
            if (!parameters.containsKey(parameter)) {
                if (plain.isEmpty()) {
                    String name = parameter.replace('_', '-');
                    throw Failure.usage("the argument " + name + " is missing (expected: " + name + "="
                            + parameter.toUpperCase(Locale.ROOT) + ")");
                }
                parameters.put(parameter, plain.remove(0));
            }
            parameters.compute(parameter, (name, value) -> call.names().id(name, value, Optional.empty()));
        }
        if (!plain.isEmpty()) {
            throw Failure.usage("the argument " + plain.get(0) + " was wrong (expected: name=value)");
        }
        printer.print(answer(connection, parameters, arguments.object()), operation.columns());
        return Status.DONE;
    }

    private static Connection in(Call call, String region) {
        Profile profile = call.connection().profile();
        return new Connection(new Profile(profile.url(), profile.token(), profile.authority(), region));
    }

    private JsonValue answer(Connection connection, Map<String, String> parameters, JsonObject said) {
        Map<String, String> query = new LinkedHashMap<>();
        for (Field field : operation.query()) {
            if (said.containsKey(field.name())) {
                query.put(field.name(), text(said.get(field.name())));
            }
        }
        String path = connection.path(operation, parameters);
        if (!operation.list().isEmpty()
                && operation.query().stream().anyMatch(each -> each.name().equals("page"))) {
            return connection.all(path, query, operation.list());
        }
        Optional<JsonValue> body =
                operation.reads() || operation.method().equals("DELETE") ? Optional.empty() : Optional.of(body(said));
        Reply reply = connection
                .send(operation.method(), path + Connection.query(query), body)
                .orThrow();
        if (reply.text().isBlank()) {
            return SUCCESS;
        }
        JsonValue json = reply.json();
        return operation.list().isEmpty() ? json : json.asJsonObject().get(operation.list());
    }

    private JsonObject body(JsonObject said) {
        var body = Json.createObjectBuilder(said);
        operation.query().forEach(field -> body.remove(field.name()));
        return body.build();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string
                ? string.getString()
                : value instanceof JsonNumber number ? number.toString() : value.toString();
    }

    /** Templates of Go name fields as Go does. */
    private static String format(Call call) {
        String format = call.written("--output").orElse("human");
        if (format.startsWith("template=")) {
            return PLACE.matcher(format)
                    .replaceAll(place -> Matcher.quoteReplacement("{" + snake(place.group(1)) + "}"));
        }
        return format.startsWith("human") ? "table" : format.startsWith("json=") ? "json" : format;
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
