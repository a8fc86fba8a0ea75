package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;

/**
 * SUBSCRIBE (MQTT 5 section 3.8).
 *
 * @param requests at least one
 */
public record Subscribe(int packetId, List<SubscriptionRequest> requests) {
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_AS_PUBLISHED = 0x08;
    private static final int RESERVED_IN_MQTT_3 = 0xFC;
    private static final int RESERVED_IN_MQTT_5 = 0xC0;
    private static final int MOST_FILTERS = 50_000;

    /** @throws PacketException if the packet is malformed */
    public static Subscribe read(ByteBuf buffer, int from, int to, MqttVersion version) {
        Fields fields = new Fields(buffer, from, to);
        int packetId = fields.packetId();
        int subscriptionId = version == MqttVersion.MQTT_5 ? subscriptionId(fields) : 0;
        List<SubscriptionRequest> requests = new ArrayList<>();
        while (fields.hasMore()) {
            requireRoom(requests.size());
            requests.add(request(fields, version, subscriptionId));
        }
        if (requests.isEmpty()) {
            // MQTT-3.8.3-2, MQTT 3.1.1: MQTT-3.8.3-3
            throw PacketException.protocolError("without a topic filter (expected: at least one)");
        }
        return new Subscribe(packetId, requests);
    }

    private static int subscriptionId(Fields fields) {
        Properties list = Properties.read(fields, Property.Place.SUBSCRIBE);
        if (!list.has(Property.SUBSCRIPTION_ID)) {
            return 0;
        }
        return (int) list.number(Property.SUBSCRIPTION_ID, 0, 1, VariableInteger.MAX);
    }

    private static SubscriptionRequest request(Fields fields, MqttVersion version, int subscriptionId) {
        SubscriptionFilter filter = filter(fields);
        int options = fields.oneByte("subscription options");
        int qos = options & 3;
        if (qos == 3) {
            // MQTT 3.1.1: MQTT-3-8.3-4; a protocol error in MQTT 5 section 3.8.3.1
            Reason reason = version == MqttVersion.MQTT_5 ? Reason.PROTOCOL_ERROR : Reason.INVALID_QOS;
            throw new PacketException(reason, filter + ": qos: 3 (expected: 0, 1 or 2)");
        }
        if ((options & (version == MqttVersion.MQTT_5 ? RESERVED_IN_MQTT_5 : RESERVED_IN_MQTT_3)) != 0) {
            // MQTT-3.8.3-5
            throw PacketException.malformed(filter + ": reserved bits (expected: 0)");
        }
        int retainHandling = options >>> 4 & 3;
        if (retainHandling == 3) {
            // MQTT 5 section 3.8.3.1
            throw PacketException.protocolError(filter + ": retain handling: 3 (expected: 0, 1 or 2)");
        }
        boolean noLocal = (options & NO_LOCAL) != 0;
        if (noLocal && filter.isShared()) {
            // MQTT-3.8.3-4
            throw PacketException.protocolError(filter + ": no local (expected: not in a shared subscription)");
        }
        return new SubscriptionRequest(
                filter,
                Qos.of(qos),
                noLocal,
                (options & RETAIN_AS_PUBLISHED) != 0,
                SubscriptionRequest.retainHandling(retainHandling),
                subscriptionId);
    }

    /** A packet of more filters than this would hold up everybody on the event loop. */
    static void requireRoom(int filters) {
        if (filters >= MOST_FILTERS) {
            throw new PacketException(
                    Reason.QUOTA_EXCEEDED, "more than " + MOST_FILTERS + " topic filters (expected: less)");
        }
    }

    static SubscriptionFilter filter(Fields fields) {
        String text = fields.text("topic filter");
        Optional<String> problem = SubscriptionFilter.problemWith(text);
        if (problem.isPresent()) {
            throw new PacketException(Reason.INVALID_FILTER, problem.get());
        }
        return SubscriptionFilter.of(text);
    }
}
