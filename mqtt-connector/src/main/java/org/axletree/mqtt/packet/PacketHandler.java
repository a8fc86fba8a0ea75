package org.axletree.mqtt.packet;

import io.netty.handler.codec.mqtt.MqttMessage;
import org.axletree.mqtt.session.Session;

/** What one kind of control packet does to a session. */
interface PacketHandler {
    /** @param message well-formed as far as the codec can tell; a payload is the handler's to release */
    void handle(MqttConnection connection, Session session, MqttMessage message);
}
