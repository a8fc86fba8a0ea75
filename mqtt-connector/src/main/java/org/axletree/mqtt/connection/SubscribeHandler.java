package org.axletree.mqtt.connection;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.session.subscription.SubscribeAnswer;
import org.axletree.mqtt.wire.Subscribe;

/**
 * SUBSCRIBE (MQTT 5 section 3.8). A packet is granted as a whole or refused as a whole (scaleway.md E3).
 */
final class SubscribeHandler {
    private SubscribeHandler() {}

    static void handle(MqttConnection connection, Session session, ByteBuf buffer, int from, int to) {
        Subscribe subscribe = Subscribe.read(buffer, from, to, connection.version());
        session.subscribe(subscribe.requests(), new SubscribeAnswer() {
            @Override
            public void granted(List<Qos> granted) {
                byte[] codes = new byte[granted.size()];
                for (int i = 0; i < codes.length; i++) {
                    codes[i] = (byte) granted.get(i).level();
                }
                connection.answer("SUBSCRIBE", connection.writer().subAck(subscribe.packetId(), codes));
            }

            @Override
            public void refused(Reason reason) {
                int filters = subscribe.requests().size();
                connection.answer("SUBSCRIBE", connection.writer().subAck(subscribe.packetId(), filters, reason));
            }
        });
    }
}
