package org.axletree.hub;

import org.axletree.core.door.Admission;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Sender;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;

/** A message that somebody published, without a door. */
public record PublishedMessage(
        Sender sender,
        String topic,
        Qos qos,
        boolean retain,
        long receivedAt,
        byte[] payload,
        MessageProperties properties,
        boolean repeated)
        implements Publication {
    /** When it was received, in milliseconds since 1970. */
    public static final long AT = 1_000;

    /** One of QoS 1, without a payload. */
    public static PublishedMessage of(Sender sender, String topic) {
        return new PublishedMessage(
                sender, topic, Qos.AT_LEAST_ONCE, false, AT, new byte[0], MessageProperties.NONE, false);
    }

    public PublishedMessage with(Qos other) {
        return new PublishedMessage(sender, topic, other, retain, receivedAt, payload, properties, repeated);
    }

    public PublishedMessage with(byte[] other) {
        return new PublishedMessage(sender, topic, qos, retain, receivedAt, other, properties, repeated);
    }

    public PublishedMessage with(MessageProperties other) {
        return new PublishedMessage(sender, topic, qos, retain, receivedAt, payload, other, repeated);
    }

    public PublishedMessage retained() {
        return new PublishedMessage(sender, topic, qos, true, receivedAt, payload, properties, repeated);
    }

    public PublishedMessage sentAgain() {
        return new PublishedMessage(sender, topic, qos, retain, receivedAt, payload, properties, true);
    }

    /** A device that may do everything. */
    public static Admission.Admitted sender(String hubId, String deviceId) {
        return sender(hubId, deviceId, MessageFilters.EVERYTHING);
    }

    public static Admission.Admitted sender(String hubId, String deviceId, MessageFilters filters) {
        return new Admission.Admitted(
                new DeviceIdentity(hubId, "My hub", deviceId, "pump"),
                filters,
                SessionLimits.DEFAULT,
                PlanRules.EVERYTHING,
                false,
                0);
    }

    @Override
    public int payloadSize() {
        return payload.length;
    }
}
