package org.axletree.web.live;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.delivery.RouteStatus;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.history.Presence;
import org.axletree.hub.live.LiveMessage;
import org.axletree.hub.telemetry.Backlog;

/** What a page of the console is told, in its script's words. */
final class PageNews {
    /** A person reads no more of a payload; the size is told beside it. */
    private static final int SHOWN_BYTES = 4_096;

    private PageNews() {}

    /** @param turns how often it came or went */
    static JsonObject device(Presence.Seen seen, long turns) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("connected", seen.connected()).add("turns", turns);
        seen.heardAt().ifPresent(at -> json.add("seen", at.toString()));
        return json.build();
    }

    static JsonObject hub(HubNumbers numbers) {
        JsonObjectBuilder drops = Json.createObjectBuilder();
        numbers.dropped().forEach((reason, count) -> drops.add(reason.text(), count));
        return Json.createObjectBuilder()
                .add("connected", numbers.connected())
                .add("devices", numbers.devices())
                .add("messages", numbers.messages())
                .add("bytes", numbers.bytes())
                .add("sent", numbers.sent())
                .add("bytesSent", numbers.bytesSent())
                .add(
                        "dropped",
                        numbers.dropped().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .add("drops", drops)
                .add("waiting", numbers.waiting())
                .add("failing", numbers.failing())
                .build();
    }

    static JsonObject route(RouteStatus status, Optional<Backlog> backlog, Instant now) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("state", status.state().label())
                .add("dead", status.deadLetters())
                .add("waiting", backlog.map(Backlog::messages).orElse(0L))
                .add("lag", (long)
                        backlog.map(known -> known.lagSeconds(now)).orElse(0.0).doubleValue());
        status.lastError().ifPresent(error -> json.add("error", error.message())
                .add("errorAt", error.at().toString()));
        return json.build();
    }

    /** The payload is a text if it is one in UTF-8, else hexadecimal digits. */
    static JsonObject message(LiveMessage message) {
        byte[] payload = message.payload();
        PayloadExcerpt shown = PayloadExcerpt.of(payload, true, SHOWN_BYTES);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("time", message.time().toString())
                .add("device", message.deviceId())
                .add("name", message.deviceName())
                .add("topic", message.topic())
                .add("qos", message.qos().level())
                .add("retained", message.retain())
                .add("size", payload.length)
                .add("text", shown.binary() ? "" : shown.words())
                .add("hex", shown.binary() ? shown.words() : "")
                .add("whole", shown.whole());
        message.dropped().map(Reason::text).ifPresent(why -> json.add("refused", why));
        return json.build();
    }

    static JsonObject event(long number, HubEvent event, String who) {
        return Json.createObjectBuilder()
                .add("number", number)
                .add("time", event.time().toString())
                .add("severity", event.severity().name().toLowerCase(Locale.ROOT))
                .add("device", event.deviceId())
                .add("route", event.object().isRoute() ? event.object().id() : "")
                .add("who", who)
                .add("why", event.message())
                .add("what", event.packet())
                .add("from", event.remoteAddress())
                .add("reason", event.reason().label())
                .build();
    }
}
