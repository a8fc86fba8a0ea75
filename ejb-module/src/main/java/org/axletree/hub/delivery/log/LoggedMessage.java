package org.axletree.hub.delivery.log;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axletree.core.door.Publication;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;

/**
 * A message in the route log, as a target gets it.
 *
 * @param idHigh the first half of {@link #id()}
 * @param idLow the second half of {@link #id()}
 * @param origin who said it
 * @param receivedAt in milliseconds since 1970
 * @param repeated whether the target may have had it before: its sender says so, or the hub cannot know
 * @param annotations what the hub adds for routes
 * @param payload not copied; nobody may change it
 * @param enrichment what the route that delivers it adds, by name; not in the log
 */
public record LoggedMessage(
        long idHigh,
        long idLow,
        Origin origin,
        String topic,
        Qos qos,
        boolean retain,
        long receivedAt,
        boolean repeated,
        MessageProperties properties,
        List<UserProperty> annotations,
        byte[] payload,
        Map<String, String> enrichment) {
    public LoggedMessage {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(properties, "properties");
        annotations = List.copyOf(annotations);
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(enrichment, "enrichment");
    }

    /** As the log has it: no route has added anything. */
    public LoggedMessage(
            long idHigh,
            long idLow,
            Origin origin,
            String topic,
            Qos qos,
            boolean retain,
            long receivedAt,
            boolean repeated,
            MessageProperties properties,
            List<UserProperty> annotations,
            byte[] payload) {
        this(
                idHigh,
                idLow,
                origin,
                topic,
                qos,
                retain,
                receivedAt,
                repeated,
                properties,
                annotations,
                payload,
                Map.of());
    }

    /**
     * @param idHigh the first half of its id
     * @param idLow the second half
     */
    public static LoggedMessage of(long idHigh, long idLow, Publication publication) {
        return new LoggedMessage(
                idHigh,
                idLow,
                Origin.of(publication.sender()),
                publication.topic(),
                publication.qos(),
                publication.retain(),
                publication.receivedAt(),
                publication.repeated(),
                publication.properties(),
                publication.annotations(),
                publication.payload());
    }

    /** The same at each try and for each route, and of no other message: 32 hexadecimal digits. */
    public String id() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(idHigh) + hex.toHexDigits(idLow);
    }

    /** The same message, of which a target may have had a copy. */
    public LoggedMessage again() {
        return repeated
                ? this
                : new LoggedMessage(
                        idHigh,
                        idLow,
                        origin,
                        topic,
                        qos,
                        retain,
                        receivedAt,
                        true,
                        properties,
                        annotations,
                        payload,
                        enrichment);
    }

    /** The same message, of which routes tell this besides. */
    public LoggedMessage annotated(List<UserProperty> others) {
        return new LoggedMessage(
                idHigh, idLow, origin, topic, qos, retain, receivedAt, repeated, properties, others, payload);
    }

    /** The same message, with what a route adds. */
    public LoggedMessage enriched(Map<String, String> added) {
        return new LoggedMessage(
                idHigh,
                idLow,
                origin,
                topic,
                qos,
                retain,
                receivedAt,
                repeated,
                properties,
                annotations,
                payload,
                added);
    }

    /** About how much memory and disk it takes, in bytes. */
    int size() {
        return payload.length + topic.length() + 160;
    }
}
