package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.Topic;
import org.axletree.hub.explain.MessageExplanation;

/** What would become of a message, in the API's words. */
final class ExplainJson {
    static final Set<String> FIELDS = Set.of(
            "device_id", "topic", "payload", "payload_base64", "qos", "retain", "user_properties", "content_type");

    private static final int HIGHEST_QOS = 2;

    private ExplainJson() {}

    /** What is asked for. */
    record Asked(String deviceId, Message message) {}

    static Asked read(JsonBody body, long now) {
        String deviceId = body.requiredText("device_id");
        String topic = body.requiredText("topic");
        if (body.has("topic")) {
            Topic.problemWith(topic).ifPresent(problem -> body.problem("topic", "format", problem));
        }
        byte[] payload = payload(body);
        long qos = body.count("qos").orElse(0L);
        if (qos > HIGHEST_QOS) {
            body.problem("qos", "constraint", qos + " (expected: 0, 1 or 2)");
        }
        boolean retain = body.flag("retain").orElse(false);
        String contentType = body.text("content_type").orElse("");
        List<UserProperty> userProperties = userProperties(body);
        body.done();
        MessageProperties properties = contentType.isEmpty() && userProperties.isEmpty()
                ? MessageProperties.NONE
                : new MessageProperties(false, contentType, "", new byte[0], OptionalLong.empty(), userProperties);
        return new Asked(deviceId, new HubMessage(topic, Qos.of((int) qos), retain, now, payload, properties));
    }

    private static byte[] payload(JsonBody body) {
        Optional<String> text = body.text("payload");
        Optional<String> base64 = body.text("payload_base64");
        if (text.isPresent() && base64.isPresent()) {
            body.problem("payload_base64", "constraint", "is given beside payload (expected: one of the two)");
        }
        try {
            return base64.map(Base64.getDecoder()::decode)
                    .orElseGet(() -> text.orElse("").getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException none) {
            body.problem("payload_base64", "format", "is no Base64 (expected: RFC 4648, with its padding)");
            return new byte[0];
        }
    }

    /** An object of texts, or a list of pairs, where names may repeat. */
    private static List<UserProperty> userProperties(JsonBody body) {
        Optional<JsonValue> given = body.any("user_properties");
        List<UserProperty> properties = new ArrayList<>();
        if (given.isPresent() && given.get() instanceof JsonArray pairs) {
            for (JsonValue pair : pairs) {
                if (pair instanceof JsonArray two
                        && two.size() == 2
                        && two.get(0) instanceof JsonString name
                        && two.get(1) instanceof JsonString value) {
                    properties.add(new UserProperty(name.getString(), value.getString()));
                } else {
                    body.problem(
                            "user_properties", "format", "has an element that is no pair (expected: [name, value])");
                    return List.of();
                }
            }
            return properties;
        }
        body.textsByName("user_properties")
                .ifPresent(texts -> texts.forEach((name, value) -> properties.add(new UserProperty(name, value))));
        return properties;
    }

    static JsonObject of(MessageExplanation explanation) {
        return Json.createObjectBuilder()
                .add("publish", publish(explanation.publish()))
                .add(
                        "retained",
                        Json.createObjectBuilder()
                                .add("kept", explanation.retained().kept())
                                .add("why", explanation.retained().why()))
                .add("subscribers", subscribers(explanation.subscribers()))
                .add("routes", routes(explanation.routes()))
                .build();
    }

    private static JsonObjectBuilder publish(MessageExplanation.Publishing publish) {
        return Json.createObjectBuilder()
                .add("allowed", publish.allowed())
                .add("reason", publish.reason().map(Reason::label).orElse(""))
                .add("message", publish.message())
                .add("filter", publish.filter())
                .add("topic", publish.topic())
                .add("dialect", publish.dialect())
                .add("disconnects", publish.cut())
                .add("request", publish.request());
    }

    private static JsonArrayBuilder subscribers(List<MessageExplanation.Subscriber> subscribers) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        subscribers.forEach(subscriber -> json.add(Json.createObjectBuilder()
                .add("device_id", subscriber.deviceId())
                .add("client_id", subscriber.clientId())
                .add("filter", subscriber.filter())
                .add("qos", subscriber.qos().level())
                .add("shared", subscriber.shared())));
        return json;
    }

    private static JsonArrayBuilder routes(List<MessageExplanation.RouteAnswer> routes) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (MessageExplanation.RouteAnswer answer : routes) {
            JsonObjectBuilder route = Json.createObjectBuilder()
                    .add("route_id", answer.route().id())
                    .add("name", answer.route().name())
                    .add("type", answer.route().kind())
                    .add("matches", answer.matches())
                    .add("why", answer.why());
            answer.wouldSend().ifPresent(sent -> route.add("would_send", sent));
            json.add(route);
        }
        return json;
    }
}
