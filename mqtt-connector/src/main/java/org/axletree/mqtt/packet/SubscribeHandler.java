package org.axletree.mqtt.packet;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.session.SubscribeAnswer;
import org.axletree.mqtt.wire.Answer;
import org.axletree.mqtt.wire.Subscribe;

/**
 * SUBSCRIBE (MQTT 3.1.1 section 3.8). A packet is granted as a whole or refused as a whole (clouds.md E3); QoS 2 is granted
 * as QoS 1, which the specification allows (MQTT-3.8.4-6).
 */
final class SubscribeHandler {
    private static final byte FAILURE = (byte) 0x80;

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
                answer(codes);
            }

            @Override
            public void refused(Reason reason) {
                byte[] codes = new byte[subscribe.requests().size()];
                Arrays.fill(codes, FAILURE);
                answer(codes);
            }

            private void answer(byte[] codes) {
                ByteBuf out = connection.outbox().begin(Answer.listSize(codes.length));
                Answer.subAck(out, connection.version(), subscribe.packetId(), codes);
            }
        });
    }
}
