package org.axletree.hub.dialect.scaleway;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.twin.TwinDocument;
import org.axletree.hub.registry.twin.VersionMismatchException;

/** The answers to one request, as scaleway.md section 2 has them. */
final class TwinAnswer {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private final Publication request;
    private final TwinTopic topic;

    TwinAnswer(Publication request, TwinTopic topic) {
        this.request = request;
        this.topic = topic;
    }

    Reply success(TwinDocument document) {
        JsonObject json = JSON.createObjectBuilder()
                .add("version", document.version())
                .add("data", document.data())
                .build();
        return reply(true, json, Optional.empty());
    }

    Reply mismatch(VersionMismatchException mismatch) {
        JsonObject json = error(Reason.TWIN_VERSION_MISMATCH.text())
                .add("expected_version", mismatch.expected())
                .add("actual_version", mismatch.actual())
                .build();
        return reply(false, json, Optional.of(Reason.TWIN_VERSION_MISMATCH));
    }

    Reply refusal(Reason reason, String sentence) {
        return reply(false, error(sentence).build(), Optional.of(reason));
    }

    private JsonObjectBuilder error(String sentence) {
        return JSON.createObjectBuilder()
                .add("error", sentence)
                .add("twin_id", topic.isOwnOf(deviceId()) ? deviceId() : topic.twinId())
                .add("document_name", topic.document());
    }

    private String deviceId() {
        return TwinRequests.deviceOf(request).deviceId();
    }

    private Reply reply(boolean success, JsonObject json, Optional<Reason> refusal) {
        HubMessage message = new HubMessage(
                topic.answer(success),
                request.qos(),
                false,
                System.currentTimeMillis(),
                json.toString().getBytes(StandardCharsets.UTF_8),
                properties());
        return new Reply(message, refusal);
    }

    /** By the correlation data an MQTT 5 client knows which of its requests is answered (MQTT 5 section 4.10). */
    private MessageProperties properties() {
        byte[] correlation = request.properties().correlationData();
        return correlation.length == 0
                ? MessageProperties.NONE
                : new MessageProperties(false, "", "", correlation, OptionalLong.empty(), List.of());
    }
}
