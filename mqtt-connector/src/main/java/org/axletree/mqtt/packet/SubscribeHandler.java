package org.axletree.mqtt.packet;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.session.SubscribeAnswer;
import org.axletree.mqtt.session.SubscriptionRequest;

/**
 * SUBSCRIBE (MQTT 3.1.1 section 3.8). A packet is granted as a whole or refused as a whole (clouds.md E3); QoS 2 is granted
 * as QoS 1, which the specification allows (MQTT-3.8.4-6).
 */
final class SubscribeHandler implements PacketHandler {
    @Override
    public void handle(MqttConnection connection, Session session, MqttMessage message) {
        MqttSubscribeMessage subscribe = (MqttSubscribeMessage) message;
        List<MqttTopicSubscription> wanted = subscribe.payload().topicSubscriptions();
        if (wanted.isEmpty()) {
            // MQTT-3.8.3-3
            connection.fail(Reason.PROTOCOL_ERROR, "SUBSCRIBE", "without a topic filter");
            return;
        }
        List<SubscriptionRequest> requests = new ArrayList<>(wanted.size());
        for (MqttTopicSubscription one : wanted) {
            Optional<String> problem = SubscriptionFilter.problemWith(one.topicFilter());
            if (problem.isPresent()) {
                connection.fail(Reason.INVALID_FILTER, "SUBSCRIBE", one.topicFilter() + ": " + problem.get());
                return;
            }
            if (hasReservedBits(one.option())) {
                connection.fail(Reason.MALFORMED_PACKET, "SUBSCRIBE", one.topicFilter() + ": reserved bits");
                return;
            }
            requests.add(SubscriptionRequest.ofMqtt3(
                    SubscriptionFilter.of(one.topicFilter()),
                    Qos.of(one.option().qos().value())));
        }
        int packetId = subscribe.variableHeader().messageId();
        session.subscribe(requests, new SubscribeAnswer() {
            @Override
            public void granted(List<Qos> granted) {
                answer(connection, packetId, granted.stream().map(qos -> MqttQoS.valueOf(qos.level())));
            }

            @Override
            public void refused(Reason reason) {
                answer(connection, packetId, requests.stream().map(request -> MqttQoS.FAILURE));
            }
        });
    }

    private static void answer(MqttConnection connection, int packetId, Stream<MqttQoS> codes) {
        MqttMessageBuilders.SubAckBuilder answer = MqttMessageBuilders.subAck().packetId(packetId);
        answer.addGrantedQoses(codes.toArray(MqttQoS[]::new));
        connection.outbox().send(answer.build());
    }

    /** In MQTT 3.1.1 what MQTT 5 uses for options must be 0 (MQTT-3.8.3-4). */
    private static boolean hasReservedBits(MqttSubscriptionOption option) {
        return option.isNoLocal()
                || option.isRetainAsPublished()
                || option.retainHandling().value() != 0;
    }
}
