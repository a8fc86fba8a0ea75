package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.topic.SubscriptionFilter;

/**
 * UNSUBSCRIBE (MQTT 5 section 3.10).
 *
 * @param filters at least one
 */
public record Unsubscribe(int packetId, List<SubscriptionFilter> filters) {
    /** @throws PacketException if the packet is malformed */
    public static Unsubscribe read(ByteBuf buffer, int from, int to, MqttVersion version) {
        Fields fields = new Fields(buffer, from, to);
        int packetId = fields.packetId();
        if (version == MqttVersion.MQTT_5) {
            Properties.read(fields, Property.Place.UNSUBSCRIBE);
        }
        List<SubscriptionFilter> filters = new ArrayList<>();
        while (fields.hasMore()) {
            Subscribe.requireRoom(filters.size());
            filters.add(Subscribe.filter(fields));
        }
        if (filters.isEmpty()) {
            // MQTT-3.10.3-2
            throw PacketException.protocolError("without a topic filter (expected: at least one)");
        }
        return new Unsubscribe(packetId, filters);
    }
}
