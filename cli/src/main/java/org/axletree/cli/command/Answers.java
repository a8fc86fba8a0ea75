package org.axletree.cli.command;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Reply;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** Answers to "why?": what would become of a message, and why a device does not come in. */
public final class Answers {
    /** What a device would send: beside a device, whose last attempt is asked for, they would say nothing. */
    private static final List<String> ATTEMPT =
            List.of("--client-id", "--username", "--password-file", "--password", "--certificate-file", "--secure");

    private Answers() {}

    /** {@code axle explain}. */
    public static Word explain() {
        return Standard.of(Word.of(
                        "explain",
                        "Says what would become of a message: filters, subscribers, and what each route would send. Nothing is sent.",
                        Answers::explain))
                .needs("The hub.", "--hub", "--hub-id")
                .needs("Who would say it.", "--device", "--device-id")
                .needs("On which topic.", "--topic", "-t")
                .option("0, 1 or 2.", "--qos")
                .flag("As a retained message.", "--retain", "-r")
                .option("What, as text.", "--payload", "-m")
                .option("What, as a file; - for standard input.", "--payload-file", "-f")
                .list("A user property, as name=value.", "--user-property");
    }

    private static Status explain(Call call) {
        Connection connection = call.connection();
        String hub = call.names().id("hub_id", call.need("--hub"), Optional.empty());
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("device_id", call.names().id("device_id", call.need("--device"), Optional.of(hub)))
                .add("topic", call.need("--topic"))
                .add("qos", call.number("--qos", 0, 2).orElse(0))
                .add("retain", call.flag("--retain"));
        Optional<String> file = call.written("--payload-file");
        if (file.isPresent()) {
            body.add(
                    "payload_base64",
                    Base64.getEncoder().encodeToString(call.surroundings().bytes(Path.of(file.get()))));
        } else {
            body.add("payload", call.text("--payload").orElse(""));
        }
        if (!call.all("--user-property").isEmpty()) {
            JsonObjectBuilder properties = Json.createObjectBuilder();
            for (String each : call.all("--user-property")) {
                int sign = each.indexOf('=');
                if (sign < 1) {
                    throw Failure.usage("--user-property " + each + " was wrong (expected: name=value)");
                }
                properties.add(each.substring(0, sign), each.substring(sign + 1));
            }
            body.add("user_properties", properties);
        }
        JsonValue answer = connection
                .send("POST", connection.region("hubs/" + hub + "/explain"), Optional.of(body.build()))
                .orThrow()
                .json();
        if (call.written("--output").isEmpty() && call.written("--query").isEmpty()) {
            tell(call.surroundings().out(), answer.asJsonObject());
        } else {
            call.printer().print(answer, List.of());
        }
        return Status.DONE;
    }

    /** For people: one line for each thing that would happen. */
    private static void tell(PrintStream out, JsonObject answer) {
        JsonObject publish = answer.getJsonObject("publish");
        boolean allowed = publish.getBoolean("allowed", false);
        out.println((allowed ? "It may be said" : "It is refused: " + publish.getString("reason", ""))
                + (publish.getString("filter", "").isEmpty() ? "" : " (filter " + publish.getString("filter") + ")")
                + (publish.getString("message", "").isEmpty() ? "" : ": " + publish.getString("message")));
        if (answer.get("retained") instanceof JsonObject retained) {
            out.println((retained.getBoolean("kept", false) ? "kept as the retained message" : "not kept as retained")
                    + (retained.getString("why", "").isEmpty() ? "" : ": " + retained.getString("why")));
        }
        if (array(answer, "subscribers").isEmpty()) {
            out.println("heard by nobody now");
        }
        for (JsonValue each : array(answer, "subscribers")) {
            JsonObject subscriber = each.asJsonObject();
            out.println("heard by " + subscriber.getString("client_id", "") + " through "
                    + subscriber.getString("filter", "") + " at QoS " + subscriber.getOrDefault("qos", JsonValue.NULL));
        }
        for (JsonValue each : array(answer, "routes")) {
            JsonObject route = each.asJsonObject();
            boolean matches = route.getBoolean("matches", false);
            out.println("route " + route.getString("name", route.getString("route_id", "")) + " ("
                    + route.getString("type", "") + "): "
                    + (matches
                            ? "would send " + route.getOrDefault("would_send", JsonValue.NULL)
                            : "no, " + route.getString("why", "")));
        }
    }

    private static JsonArray array(JsonObject answer, String name) {
        return answer.get(name) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    }

    /** {@code axle device explain-login}. */
    public static Word explainLogin() {
        return Standard.of(Word.of(
                        "explain-login",
                        "Says why a device was refused: its last attempt, or what it would send.",
                        Answers::explainLogin))
                .arguments("DEVICE", "0..1", "Whose last attempt.")
                .option("The hub that the name is looked for in.", "--hub")
                .option("Whose last attempt.", "--device", "--device-id")
                .option("As the device sends it.", "--client-id", "-i")
                .option("As the device sends it.", "--username", "-u")
                .option("A file with what it sends; - for standard input.", "--password-file")
                .option("The same, seen by whoever looks at the processes here.", "--password")
                .option("A file with the certificates that it shows, in PEM.", "--certificate-file")
                .choice("Whether it comes by TLS; true unless said.", "--secure");
    }

    private static Status explainLogin(Call call) {
        Connection connection = call.connection();
        JsonObjectBuilder body = Json.createObjectBuilder();
        Optional<String> device =
                call.written("--device").or(() -> call.arguments().stream().findFirst());
        if (device.isPresent()) {
            List<String> beside = ATTEMPT.stream()
                    .filter(option -> call.written(option).isPresent())
                    .toList();
            if (!beside.isEmpty()) {
                throw Failure.usage(String.join(", ", beside) + " and the device " + device.get()
                        + " do not go together (expected: the device alone, for its last attempt; or --client-id and --username"
                        + " without it, for what it would send)");
            }
            Optional<String> hub =
                    call.written("--hub").map(name -> call.names().id("hub_id", name, Optional.empty()));
            body.add("device_id", call.names().id("device_id", device.get(), hub));
        } else if (call.written("--client-id").isEmpty()
                && call.written("--username").isEmpty()) {
            throw Failure.usage("there is nothing to explain (expected: a device, or --client-id and --username)");
        } else {
            body.add("client_id", call.text("--client-id").orElse(""));
            body.add("username", call.text("--username").orElse(""));
            call.text("--password").ifPresent(password -> body.add("password", password));
            call.written("--password-file")
                    .ifPresent(file -> body.add("password", call.surroundings().textOf(file)));
            call.written("--certificate-file")
                    .ifPresent(file ->
                            body.add("certificate_chain", call.surroundings().file(Path.of(file))));
            body.add("secure", !call.written("--secure").filter("false"::equals).isPresent());
        }
        Reply reply = connection.send("POST", connection.region("explain-login"), Optional.of(body.build()));
        if (reply.status() == 404 && device.isPresent() && reply.text().contains("\"refused_login\"")) {
            throw new Failure(
                    Status.NOT_FOUND,
                    "no login of " + device.get() + " was refused since the server started"
                            + " (expected: one; without the device, --client-id and --username ask about what it would send)");
        }
        call.printer().print(reply.orThrow().json(), List.of());
        return Status.DONE;
    }
}
