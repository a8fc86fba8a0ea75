package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.dialect.azure.CloudMessages;
import org.axletree.hub.registry.azure.CloudFeedback;
import org.axletree.hub.registry.azure.CloudMessageDraft;
import org.axletree.hub.registry.azure.CloudMessageService;
import org.axletree.hub.registry.azure.FeedbackBatch;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.settings.HubSettings;

/** {@code /messages/deviceBound}, {@code /messages/serviceBound/feedback} and {@code /devices/{id}/commands} of a hub. */
@ApplicationScoped
public class MessageCalls {
    private static final String PROPERTY = "iothub-app-";
    private static final List<String> ACKS = List.of("none", "positive", "negative", "full");

    /** Headers of the system's properties, and the names that devices know them by. */
    private static final Map<String, String> SYSTEM = Map.of(
            "iothub-correlationid", "$.cid",
            "iothub-userid", "$.uid",
            "iothub-contenttype", "$.ct",
            "iothub-contentencoding", "$.ce");

    @Inject
    private CloudMessages messages;

    @Inject
    private CloudMessageService queue;

    @Inject
    private HubSettings settings;

    AzureReply send(HubPlace hub, AzureCall call) {
        String name = receiver(call.header("iothub-to").orElse(""));
        String ack = call.header("iothub-ack").orElse("none").toLowerCase(Locale.ROOT);
        if (!ACKS.contains(ack)) {
            throw AzureException.invalid("iothub-ack: expected none, positive, negative or full");
        }
        if (call.body().length > settings.limit(HubLimit.CLOUD_MESSAGE_BYTES)) {
            throw tooLarge();
        }
        String messageId = call.header("iothub-messageid").orElse("");
        if (messageId.length() > 128) {
            throw AzureException.invalid("iothub-messageid: expected at most 128 characters");
        }
        messages.send(
                hub,
                name,
                new CloudMessageDraft(
                        messageId,
                        ack,
                        call.header("iothub-expiry").map(MessageCalls::time),
                        properties(call, messageId, ack).build(),
                        call.body()));
        return AzureReply.empty(204);
    }

    private AzureException tooLarge() {
        return new AzureException(
                413,
                413001,
                "MessageTooLarge",
                "expected at most " + settings.limit(HubLimit.CLOUD_MESSAGE_BYTES) + " bytes");
    }

    /** {@code /devices/{id}/messages/deviceBound}, or the same of a module. */
    private static String receiver(String to) {
        String[] levels = to.split("/", -1);
        if (levels.length == 5 && isAddress(levels, 3)) {
            return levels[2];
        }
        if (levels.length == 7 && levels[3].equals("modules") && isAddress(levels, 5)) {
            return levels[2] + "/" + levels[4];
        }
        throw AzureException.invalid("iothub-to: expected /devices/{id}/messages/deviceBound");
    }

    private static boolean isAddress(String[] levels, int end) {
        return levels[0].isEmpty()
                && levels[1].equalsIgnoreCase("devices")
                && levels[end].equalsIgnoreCase("messages")
                && levels[end + 1].equalsIgnoreCase("deviceBound");
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw AzureException.invalid("iothub-expiry: expected a time as 2030-01-01T00:00:00Z");
        }
    }

    private static JsonObjectBuilder properties(AzureCall call, String messageId, String ack) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (!messageId.isEmpty()) {
            json.add("$.mid", messageId);
        }
        SYSTEM.forEach((header, name) -> call.header(header).ifPresent(value -> json.add(name, value)));
        if (!ack.equals("none")) {
            json.add("iothub-ack", ack);
        }
        for (String header : Collections.list(call.request().getHeaderNames())) {
            if (header.toLowerCase(Locale.ROOT).startsWith(PROPERTY)) {
                json.add(header.substring(PROPERTY.length()), call.request().getHeader(header));
            }
        }
        return json;
    }

    AzureReply purge(HubPlace hub, String name) {
        return AzureReply.of(Json.createObjectBuilder()
                .add("deviceId", name)
                .addNull("moduleId")
                .add("totalMessagesPurged", queue.purge(hub, name))
                .build());
    }

    AzureReply feedback(HubPlace hub, AzureCall call) {
        if (call.method().equals("DELETE") && call.path().size() == 4) {
            queue.feedbackRead(hub, call.word(3).replace("\"", ""));
            return AzureReply.empty(204);
        }
        if (!call.method().equals("GET") || call.path().size() != 3) {
            throw AzureException.unknownPath();
        }
        Optional<FeedbackBatch> batch = queue.feedback(hub);
        if (batch.isEmpty()) {
            return AzureReply.empty(204);
        }
        JsonArrayBuilder array = Json.createArrayBuilder();
        batch.get().feedback().forEach(each -> array.add(of(each)));
        return AzureReply.of(array.build()).with("ETag", "\"" + batch.get().lock() + "\"");
    }

    private static JsonObjectBuilder of(CloudFeedback feedback) {
        return Json.createObjectBuilder()
                .add("originalMessageId", feedback.messageId())
                .add("enqueuedTimeUtc", feedback.enqueuedAt().toString())
                .add("statusCode", feedback.status())
                .add("description", feedback.status())
                .add("deviceId", feedback.deviceName())
                .add("deviceGenerationId", feedback.deviceGeneration());
    }
}
