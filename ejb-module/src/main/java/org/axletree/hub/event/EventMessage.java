package org.axletree.hub.event;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.history.HubEvent;

/** An event as a message to those who subscribed to it (scaleway.md section 2, Events, and 0.4). */
final class EventMessage {
    private static final String UNKNOWN = "unknown";
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private EventMessage() {}

    static HubMessage of(HubEvent event, String topicPrefix, boolean sourceFirst) {
        return new HubMessage(
                topic(event, topicPrefix, sourceFirst),
                Qos.AT_LEAST_ONCE,
                false,
                event.time().toEpochMilli(),
                json(event).getBytes(StandardCharsets.UTF_8));
    }

    /** The tutorial's order is what existing code subscribes to; the reference page has the other. */
    private static String topic(HubEvent event, String prefix, boolean sourceFirst) {
        String source = event.object().type() + "/" + idOf(event);
        String severity = severityOf(event);
        return prefix + "/" + (sourceFirst ? source + "/" + severity : severity + "/" + source);
    }

    private static String json(HubEvent event) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("time", event.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .add("severity", severityOf(event))
                .add("object-type", event.object().type())
                .add("object-id", idOf(event));
        if (!event.object().name().isEmpty()) {
            json.add("object-name", event.object().name());
        }
        json.add("msg", event.message()).add("reason", event.reason().label());
        if (!event.packet().isEmpty() && !event.object().isRoute()) {
            json.add("packet", event.packet());
        }
        if (!event.remoteAddress().isEmpty()) {
            json.add("source-address", event.remoteAddress());
        }
        return json.build().toString();
    }

    private static String idOf(HubEvent event) {
        return event.object().id().isEmpty() ? UNKNOWN : event.object().id();
    }

    private static String severityOf(HubEvent event) {
        return event.severity().name().toLowerCase(Locale.ROOT);
    }
}
