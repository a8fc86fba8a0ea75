package org.axletree.mqtt.packet;

import io.netty.buffer.ByteBuf;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.InboundPublication;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.wire.PacketException;
import org.axletree.mqtt.wire.PublishReader;

/** PUBLISH (MQTT 3.1.1 section 3.3) at QoS 0 and 1. */
final class PublishHandler {
    private final PublishReader publish = new PublishReader();

    void handle(Session session, int first, ByteBuf buffer, int from, int to) {
        publish.read(first, buffer, from, to);
        int payloadFrom = publish.payloadFrom();
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            throw new PacketException(Reason.QOS_UNSUPPORTED, publish.topic().text());
        }
        requireWithin(session.rights().limits(), to - payloadFrom);
        session.publish(new InboundPublication(
                session,
                publish.topic(),
                publish.qos(),
                publish.retain(),
                publish.packetId(),
                buffer.retainedSlice(payloadFrom, to - payloadFrom)));
    }

    private void requireWithin(SessionLimits limits, int payloadSize) {
        if (payloadSize > limits.maxPayloadBytes()) {
            throw new PacketException(Reason.PAYLOAD_TOO_LARGE, publish.topic().text());
        }
        if (publish.topic().bytes().length > limits.maxTopicBytes()
                || publish.topic().levels() > limits.maxTopicLevels()) {
            throw new PacketException(Reason.INVALID_TOPIC, publish.topic().text());
        }
    }
}
