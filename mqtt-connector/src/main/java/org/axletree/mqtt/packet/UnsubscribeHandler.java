package org.axletree.mqtt.packet;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.List;
import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.mqtt.session.Session;

/** UNSUBSCRIBE (MQTT 3.1.1 section 3.10). */
final class UnsubscribeHandler implements PacketHandler {
    @Override
    public void handle(MqttConnection connection, Session session, MqttMessage message) {
        MqttUnsubscribeMessage unsubscribe = (MqttUnsubscribeMessage) message;
        List<String> filters = unsubscribe.payload().topics();
        if (filters.isEmpty()) {
            // MQTT-3.10.3-2
            connection.fail(Reason.PROTOCOL_ERROR, "UNSUBSCRIBE", "without a topic filter");
            return;
        }
        for (String filter : filters) {
            Optional<String> problem = SubscriptionFilter.problemWith(filter);
            if (problem.isPresent()) {
                connection.fail(Reason.INVALID_FILTER, "UNSUBSCRIBE", filter + ": " + problem.get());
                return;
            }
        }
        int packetId = unsubscribe.variableHeader().messageId();
        session.unsubscribe(filters.stream().map(SubscriptionFilter::of).toList(), present -> connection
                .outbox()
                .send(MqttMessageBuilders.unsubAck().packetId(packetId).build()));
    }
}
