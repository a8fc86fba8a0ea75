package org.axletree.hub.inflow;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.history.HubNotice;

/** An event as a message to those who subscribed to it (clouds.md section 2, Events, and 0.4). */
final class EventMessage {
    private static final String UNKNOWN = "unknown";
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private EventMessage() {}

    static HubMessage of(HubNotice notice, String topicPrefix, boolean sourceFirst) {
        return new HubMessage(
                topic(notice, topicPrefix, sourceFirst),
                Qos.AT_LEAST_ONCE,
                false,
                notice.time().toEpochMilli(),
                json(notice).getBytes(StandardCharsets.UTF_8));
    }

    /** The tutorial's order is what existing code subscribes to; the reference page has the other. */
    private static String topic(HubNotice notice, String prefix, boolean sourceFirst) {
        String source = "device/" + idOf(notice);
        String severity = severityOf(notice);
        return prefix + "/" + (sourceFirst ? source + "/" + severity : severity + "/" + source);
    }

    private static String json(HubNotice notice) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("time", notice.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .add("severity", severityOf(notice))
                .add("object-type", "device")
                .add("object-id", idOf(notice));
        if (!notice.deviceName().isEmpty()) {
            json.add("object-name", notice.deviceName());
        }
        json.add("msg", notice.message()).add("reason", notice.reason().label());
        if (!notice.packet().isEmpty()) {
            json.add("packet", notice.packet());
        }
        if (!notice.remoteAddress().isEmpty()) {
            json.add("source-address", notice.remoteAddress());
        }
        return json.build().toString();
    }

    private static String idOf(HubNotice notice) {
        return notice.deviceId().isEmpty() ? UNKNOWN : notice.deviceId();
    }

    private static String severityOf(HubNotice notice) {
        return notice.severity().name().toLowerCase(Locale.ROOT);
    }
}
