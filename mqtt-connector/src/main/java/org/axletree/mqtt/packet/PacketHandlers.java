package org.axletree.mqtt.packet;

import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.Session;

/** The handlers by kind of packet, with those that are too short for a file of their own. */
final class PacketHandlers {
    private static final MqttMessage PING_RESPONSE =
            new MqttMessage(new MqttFixedHeader(MqttMessageType.PINGRESP, false, MqttQoS.AT_MOST_ONCE, false, 0));

    private static final Map<MqttMessageType, PacketHandler> HANDLERS = new EnumMap<>(Map.of(
            MqttMessageType.PUBLISH,
            new PublishHandler(),
            MqttMessageType.PUBACK,
            PacketHandlers::acknowledge,
            MqttMessageType.SUBSCRIBE,
            new SubscribeHandler(),
            MqttMessageType.UNSUBSCRIBE,
            new UnsubscribeHandler(),
            MqttMessageType.PINGREQ,
            PacketHandlers::ping,
            MqttMessageType.DISCONNECT,
            PacketHandlers::disconnect));

    private PacketHandlers() {}

    /** Empty for what a client must not send now: a second CONNECT (MQTT-3.1.0-2), and all that only servers send. */
    static Optional<PacketHandler> of(MqttMessageType type) {
        return Optional.ofNullable(HANDLERS.get(type));
    }

    private static void acknowledge(MqttConnection connection, Session session, MqttMessage message) {
        if (message.fixedHeader().remainingLength() != 2) {
            connection.fail(
                    Reason.MALFORMED_PACKET,
                    "PUBACK",
                    "of length " + message.fixedHeader().remainingLength());
            return;
        }
        session.acknowledged(((MqttMessageIdVariableHeader) message.variableHeader()).messageId(), 0);
    }

    private static void ping(MqttConnection connection, Session session, MqttMessage message) {
        connection.outbox().send(PING_RESPONSE);
    }

    private static void disconnect(MqttConnection connection, Session session, MqttMessage message) {
        if (message.fixedHeader().remainingLength() != 0) {
            connection.fail(
                    Reason.MALFORMED_PACKET,
                    "DISCONNECT",
                    "of length " + message.fixedHeader().remainingLength());
            return;
        }
        connection.close(Reason.DISCONNECTED);
    }
}
