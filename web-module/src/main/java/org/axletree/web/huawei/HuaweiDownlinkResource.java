package org.axletree.web.huawei;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.axletree.core.topic.Topic;
import org.axletree.hub.dialect.huawei.DownMessage;
import org.axletree.hub.dialect.huawei.HuaweiCommands;
import org.axletree.hub.dialect.huawei.HuaweiDownlink;
import org.axletree.hub.dialect.huawei.HuaweiDownlink.Question;
import org.axletree.hub.registry.huawei.HuaweiCommand;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.web.rest.JsonBody;

/** What is said to a device in Huawei's API: messages, commands, and requests about properties. */
@RequestScoped
@Path("{project_id}/devices/{device_id}")
@Produces(MediaType.APPLICATION_JSON)
public class HuaweiDownlinkResource {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long LONGEST_WAIT_SECONDS = 2 * DAY.toSeconds();
    private static final int LONGEST_MESSAGE = 256 * 1024;
    private static final int LONGEST_CUSTOM_TOPIC = 64;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NAME = 256;

    @PathParam("project_id")
    private String projectId;

    @PathParam("device_id")
    private String deviceId;

    @Context
    private HttpHeaders headers;

    @Inject
    private HuaweiDeviceService devices;

    @Inject
    private HuaweiDownlink downlink;

    @Inject
    private HuaweiCommands commands;

    @POST
    @Path("messages")
    public CompletionStage<Response> send(InputStream body) {
        JsonBody json = JsonBody.readKnown(body);
        Duration keepFor = wait(json, "ttl");
        DownMessage message = message(json);
        json.done();
        return downlink.send(device(), message, keepFor).thenApply(told -> Response.status(Response.Status.CREATED)
                .entity(Json.createObjectBuilder()
                        .add("message_id", message.id())
                        .add(
                                "result",
                                Json.createObjectBuilder()
                                        .add("status", told ? "DELIVERED" : "PENDING")
                                        .add("created_time", HuaweiTime.of(Instant.now())))
                        .build()
                        .toString())
                .build());
    }

    private static DownMessage message(JsonBody json) {
        String content = json.any("message").map(HuaweiDownlinkResource::text).orElse("");
        if (!json.has("message")) {
            json.problem("message", "required", "is missing (expected: a string or an object)");
        }
        boolean base64 = is(json, "encoding", "none", "base64");
        boolean raw = is(json, "payload_format", "standard", "raw");
        Optional<byte[]> bytes =
                base64 ? decoded(json, content) : Optional.of(content.getBytes(StandardCharsets.UTF_8));
        bytes.filter(decoded -> decoded.length > LONGEST_MESSAGE)
                .ifPresent(large -> json.problem(
                        "message", "constraint", large.length + " bytes (expected: at most " + LONGEST_MESSAGE + ")"));
        requireShort(json, "message_id", LONGEST_ID);
        requireShort(json, "name", LONGEST_NAME);
        Optional<String> topic = json.filledText("topic");
        topic.ifPresent(custom -> checkTopic(json, custom));
        return new DownMessage(
                json.filledText("message_id").orElseGet(HuaweiDownlink::newId),
                json.text("name").orElse(""),
                content,
                base64,
                raw || topic.isPresent() ? bytes : Optional.empty(),
                topic);
    }

    private static void requireShort(JsonBody json, String name, int most) {
        json.text(name)
                .filter(text -> text.length() > most)
                .ifPresent(text -> json.problem(
                        name, "constraint", text.length() + " characters (expected: at most " + most + ")"));
    }

    /** What was sent to the device last, and what became of it. */
    @GET
    @Path("messages")
    public Response messages() {
        Instant now = Instant.now();
        JsonArrayBuilder array = Json.createArrayBuilder();
        downlink.messages(device()).forEach(message -> array.add(HuaweiMessageJson.of(message, now)));
        return ok(Json.createObjectBuilder().add("device_id", deviceId).add("messages", array));
    }

    @GET
    @Path("messages/{message_id}")
    public Response message(@PathParam("message_id") String messageId) {
        return ok(HuaweiMessageJson.of(downlink.message(device(), messageId), Instant.now()));
    }

    private static String text(JsonValue message) {
        return message instanceof JsonString text ? text.getString() : message.toString();
    }

    private static Optional<byte[]> decoded(JsonBody json, String content) {
        try {
            return Optional.of(Base64.getDecoder().decode(content));
        } catch (IllegalArgumentException notBase64) {
            json.problem("message", "format", "is no Base64 (expected: Base64, as encoding says)");
            return Optional.empty();
        }
    }

    private static void checkTopic(JsonBody json, String topic) {
        if (topic.length() > LONGEST_CUSTOM_TOPIC || Topic.problemWith(topic).isPresent()) {
            json.problem(
                    "topic",
                    "format",
                    "(expected: what stands behind user/, at most " + LONGEST_CUSTOM_TOPIC
                            + " characters, without wildcards)");
        }
    }

    /** Which of two words a field says; the first where it says nothing. */
    private static boolean is(JsonBody json, String name, String standard, String other) {
        String word = json.filledText(name).orElse(standard);
        if (!word.equals(standard) && !word.equals(other)) {
            json.problem(name, "unknown", "no such word (expected: " + standard + " or " + other + ")");
        }
        return word.equals(other);
    }

    private static Duration wait(JsonBody json, String name) {
        long seconds = json.count(name).orElse(DAY.toSeconds());
        if (seconds > LONGEST_WAIT_SECONDS) {
            json.problem(name, "constraint", "too long (expected: 0 to " + LONGEST_WAIT_SECONDS + " seconds)");
        }
        return Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT_SECONDS));
    }

    /** Waits for the device's answer. */
    @POST
    @Path("commands")
    public CompletionStage<Response> command(InputStream body) {
        JsonObject command = command(JsonBody.readKnown(body));
        String id = HuaweiDownlink.newId();
        return downlink.ask(device(), Question.COMMAND, id, command)
                .thenApply(response ->
                        ok(Json.createObjectBuilder().add("command_id", id).add("response", response)));
    }

    private static JsonObject command(JsonBody json) {
        JsonObjectBuilder command = Json.createObjectBuilder();
        json.filledText("service_id").ifPresent(service -> command.add("service_id", service));
        command.add("command_name", json.requiredText("command_name"));
        command.add("paras", json.any("paras").orElse(JsonValue.EMPTY_JSON_OBJECT));
        json.done();
        return command.build();
    }

    /** Does not wait for the device's answer, and where it is wanted not for the device. */
    @POST
    @Path("async-commands")
    public CompletionStage<Response> asyncCommand(InputStream body) {
        JsonBody json = JsonBody.readKnown(body);
        Duration keepFor = wait(json, "expire_time");
        boolean delayed = is(json, "send_strategy", "immediately", "delay") && !keepFor.isZero();
        JsonObject asked = command(json);
        Instant now = Instant.now();
        HuaweiCommand command = new HuaweiCommand(
                HuaweiDownlink.newId(),
                asked.getString("service_id", ""),
                asked.getString("command_name"),
                asked.get("paras").toString(),
                delayed,
                HuaweiCommand.Status.PENDING,
                now,
                now.plus(keepFor.isZero() ? DAY : keepFor),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return downlink.command(device(), command, asked).thenApply(sent -> ok(HuaweiCommandJson.of(deviceId, sent)));
    }

    /** What has become of a command. */
    @GET
    @Path("async-commands/{command_id}")
    public Response asyncCommand(@PathParam("command_id") String commandId) {
        return ok(HuaweiCommandJson.of(deviceId, commands.get(device(), commandId)));
    }

    @PUT
    @Path("properties")
    public CompletionStage<Response> setProperties(InputStream body) {
        JsonBody json = JsonBody.readKnown(body);
        JsonValue services = json.any("services").orElse(JsonArray.EMPTY_JSON_ARRAY);
        if (!(services instanceof JsonArray list) || list.isEmpty()) {
            json.problem("services", "required", "is no list (expected: one of at least one service)");
        }
        json.done();
        return asked(
                Question.SET_PROPERTIES,
                Json.createObjectBuilder().add("services", services).build());
    }

    @GET
    @Path("properties")
    public CompletionStage<Response> getProperties(@QueryParam("service_id") String serviceId) {
        JsonObjectBuilder asked = Json.createObjectBuilder();
        if (serviceId != null && !serviceId.isEmpty()) {
            asked.add("service_id", serviceId);
        }
        return asked(Question.GET_PROPERTIES, asked.build());
    }

    private CompletionStage<Response> asked(Question question, JsonObject asked) {
        return downlink.ask(device(), question, HuaweiDownlink.newId(), asked)
                .thenApply(response -> ok(Json.createObjectBuilder().add("response", response)));
    }

    private static Response ok(JsonObjectBuilder json) {
        return Response.ok(json.build().toString(), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private HuaweiDevice device() {
        return devices.get(Instance.of(projectId, headers), deviceId);
    }
}
