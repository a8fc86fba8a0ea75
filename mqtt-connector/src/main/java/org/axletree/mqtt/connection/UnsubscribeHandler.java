package org.axletree.mqtt.connection;

import io.netty.buffer.ByteBuf;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.wire.Unsubscribe;

/** UNSUBSCRIBE (MQTT 5 section 3.10). */
final class UnsubscribeHandler {
    private static final byte SUCCESS = 0x00;
    private static final byte NO_SUBSCRIPTION = 0x11;

    private UnsubscribeHandler() {}

    static void handle(MqttConnection connection, Session session, ByteBuf buffer, int from, int to) {
        Unsubscribe unsubscribe = Unsubscribe.read(buffer, from, to, connection.version());
        session.unsubscribe(unsubscribe.filters(), present -> {
            byte[] codes = new byte[present.size()];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = present.get(i) ? SUCCESS : NO_SUBSCRIPTION;
            }
            connection.answer("UNSUBSCRIBE", connection.writer().unsubAck(unsubscribe.packetId(), codes));
        });
    }
}
