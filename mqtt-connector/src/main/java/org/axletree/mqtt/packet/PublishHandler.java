package org.axletree.mqtt.packet;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.Optional;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.Topic;
import org.axletree.mqtt.session.InboundPublication;
import org.axletree.mqtt.session.Session;

/** PUBLISH (MQTT 3.1.1 section 3.3) at QoS 0 and 1. */
final class PublishHandler implements PacketHandler {
    @Override
    public void handle(MqttConnection connection, Session session, MqttMessage message) {
        MqttPublishMessage publish = (MqttPublishMessage) message;
        Optional<Reason> problem = problemWith(publish, session.rights().limits());
        if (problem.isPresent()) {
            String topic = publish.variableHeader().topicName();
            publish.release();
            connection.fail(problem.get(), "PUBLISH", topic);
            return;
        }
        MqttFixedHeader header = publish.fixedHeader();
        boolean acknowledged = header.qosLevel() == MqttQoS.AT_LEAST_ONCE;
        session.publish(new InboundPublication(
                session,
                publish.variableHeader().topicName(),
                acknowledged ? Qos.AT_LEAST_ONCE : Qos.AT_MOST_ONCE,
                header.isRetain(),
                acknowledged ? publish.variableHeader().packetId() : 0,
                publish.payload()));
    }

    private static Optional<Reason> problemWith(MqttPublishMessage publish, SessionLimits limits) {
        MqttFixedHeader header = publish.fixedHeader();
        if (header.qosLevel() == MqttQoS.EXACTLY_ONCE) {
            return Optional.of(Reason.QOS_UNSUPPORTED);
        }
        if (header.isDup() && header.qosLevel() == MqttQoS.AT_MOST_ONCE) {
            // MQTT-3.3.1-2
            return Optional.of(Reason.MALFORMED_PACKET);
        }
        if (publish.payload().readableBytes() > limits.maxPayloadBytes()) {
            return Optional.of(Reason.PAYLOAD_TOO_LARGE);
        }
        return problemWith(publish.variableHeader().topicName(), limits);
    }

    /** The codec has seen to it that the topic is UTF-8 without NUL and without wildcards. */
    private static Optional<Reason> problemWith(String topic, SessionLimits limits) {
        if (topic.isEmpty()) {
            return Optional.of(Reason.EMPTY_TOPIC);
        }
        boolean mayBeTooLong = 3 * topic.length() > limits.maxTopicBytes();
        if (mayBeTooLong && ByteBufUtil.utf8Bytes(topic) > limits.maxTopicBytes()
                || topic.length() >= limits.maxTopicLevels() && Topic.levels(topic) > limits.maxTopicLevels()) {
            return Optional.of(Reason.INVALID_TOPIC);
        }
        return Optional.empty();
    }
}
