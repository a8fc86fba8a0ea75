package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Locale;
import org.axletree.core.door.SessionState;

/** Sessions of devices in the API's words. */
final class SessionJson {
    private SessionJson() {}

    static JsonObject of(SessionState session) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("client_id", session.clientId())
                .add("is_connected", session.line().isPresent())
                .add("expiry_seconds", session.expirySeconds())
                .add("queued_messages", session.queuedMessages())
                .add("queued_bytes", session.queuedBytes())
                .add("in_flight_messages", session.inFlight())
                .add("subscriptions", subscriptions(session));
        session.line()
                .ifPresentOrElse(
                        line -> json.add(
                                "connection",
                                Json.createObjectBuilder()
                                        .add("source_address", line.remoteAddress())
                                        .add("protocol", line.protocol())
                                        .add("security", line.security().name().toLowerCase(Locale.ROOT))),
                        () -> json.add("connection", JsonValue.NULL));
        session.endsInSeconds()
                .ifPresentOrElse(
                        seconds -> json.add("ends_in_seconds", seconds),
                        () -> json.add("ends_in_seconds", JsonValue.NULL));
        return json.build();
    }

    private static JsonArrayBuilder subscriptions(SessionState session) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        session.subscriptions()
                .forEach(each -> all.add(Json.createObjectBuilder()
                        .add("topic_filter", each.filter())
                        .add("qos", each.qos().level())));
        return all;
    }

    static JsonObject closed(int sessions) {
        return Json.createObjectBuilder().add("closed", sessions).build();
    }
}
