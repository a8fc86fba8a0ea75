package org.axletree.mqtt.packet;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.Topic;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.session.Session;

/**
 * SUBSCRIBE (MQTT 3.1.1 section 3.8). A packet is granted as a whole or refused as a whole (clouds.md E3); QoS 2 is granted
 * as QoS 1, which the specification allows (MQTT-3.8.4-6).
 */
final class SubscribeHandler implements PacketHandler {
    private static final String SHARED = "$share/";

    @Override
    public void handle(MqttConnection connection, Session session, MqttMessage message) {
        MqttSubscribeMessage subscribe = (MqttSubscribeMessage) message;
        List<MqttTopicSubscription> wanted = subscribe.payload().topicSubscriptions();
        if (wanted.isEmpty()) {
            // MQTT-3.8.3-3
            connection.fail(Reason.PROTOCOL_ERROR, "SUBSCRIBE", "without a topic filter");
            return;
        }
        Map<TopicFilter, Qos> filters = new LinkedHashMap<>();
        List<MqttQoS> granted = new ArrayList<>(wanted.size());
        for (MqttTopicSubscription one : wanted) {
            Optional<String> problem = TopicFilter.problemWith(one.topicFilter());
            if (problem.isPresent()) {
                connection.fail(Reason.INVALID_FILTER, "SUBSCRIBE", one.topicFilter() + ": " + problem.get());
                return;
            }
            if (hasReservedBits(one.option())) {
                connection.fail(Reason.MALFORMED_PACKET, "SUBSCRIBE", one.topicFilter() + ": reserved bits");
                return;
            }
            Qos qos = Qos.of(one.option().qos().value()).atMost(Qos.AT_LEAST_ONCE);
            filters.put(TopicFilter.of(one.topicFilter()), qos);
            granted.add(MqttQoS.valueOf(qos.level()));
        }
        int packetId = subscribe.variableHeader().messageId();
        if (isRefused(session, filters)) {
            granted.replaceAll(qos -> MqttQoS.FAILURE);
        } else {
            filters.forEach(session::subscribe);
        }
        MqttMessageBuilders.SubAckBuilder answer = MqttMessageBuilders.subAck().packetId(packetId);
        answer.addGrantedQoses(granted.toArray(MqttQoS[]::new));
        connection.outbox().send(answer.build());
    }

    /** In MQTT 3.1.1 what MQTT 5 uses for options must be 0 (MQTT-3.8.3-4). */
    private static boolean hasReservedBits(MqttSubscriptionOption option) {
        return option.isNoLocal()
                || option.isRetainAsPublished()
                || option.retainHandling().value() != 0;
    }

    private static boolean isRefused(Session session, Map<TopicFilter, Qos> filters) {
        for (TopicFilter filter : filters.keySet()) {
            Optional<Reason> reason = refusal(session, filter);
            if (reason.isPresent()) {
                session.notice(reason.get(), "SUBSCRIBE", filter.toString());
                return true;
            }
        }
        if (!session.hasRoomFor(filters.keySet())) {
            session.notice(
                    Reason.QUOTA_EXCEEDED,
                    "SUBSCRIBE",
                    filters.keySet().iterator().next().toString());
            return true;
        }
        return false;
    }

    private static Optional<Reason> refusal(Session session, TopicFilter filter) {
        String text = filter.toString();
        SessionLimits limits = session.rights().limits();
        if (!session.rights().filters().subscribe().permitsSubscribe(filter)) {
            return Optional.of(Reason.TOPIC_UNAUTHORIZED);
        }
        if (Topic.levels(text) > limits.maxTopicLevels() || ByteBufUtil.utf8Bytes(text) > limits.maxTopicBytes()) {
            return Optional.of(Reason.QUOTA_EXCEEDED);
        }
        if (text.startsWith(SHARED)) {
            // There are no shared subscriptions; granted as a plain filter it would never match anything.
            return Optional.of(Reason.INVALID_FILTER);
        }
        return Optional.empty();
    }
}
