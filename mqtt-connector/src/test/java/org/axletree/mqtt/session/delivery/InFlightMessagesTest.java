package org.axletree.mqtt.session.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.axletree.core.message.Qos;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.session.delivery.InFlightMessages.State;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.TopicName;
import org.junit.jupiter.api.Test;

class InFlightMessagesTest {
    private final InFlightMessages window = new InFlightMessages();

    private static Delivery delivery() {
        OutboundMessage message = new OutboundMessage(
                TopicName.of("t"), Qos.AT_LEAST_ONCE, false, StoredMessage.NEVER, new byte[0], Unpooled.EMPTY_BUFFER);
        return Delivery.of(message, Grant.of(Qos.AT_LEAST_ONCE));
    }

    @Test
    void mqtt_2_2_1_4_identifiers_randomUse_areNeverGivenTwice() {
        Random random = new Random(5);
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            if (used.isEmpty() || random.nextInt(100) < 52) {
                int id = window.take(State.SENT_QOS_1);
                assertThat(id).isBetween(1, 65_535);
                assertThat(used.add(id)).isTrue();
            } else {
                int freed = used.iterator().next();
                used.remove(freed);
                window.free(freed);
                assertThat(window.state(freed)).isEqualTo(State.FREE);
            }
        }
    }

    @Test
    void identifiers_allAreTaken_thereIsNoRoom() {
        for (int i = 1; i <= 65_535; i++) {
            assertThat(window.hasRoom()).isTrue();
            assertThat(window.take(State.SENT_QOS_1)).isEqualTo(i);
        }
        assertThat(window.hasRoom()).isFalse();
        window.free(40_000);
        assertThat(window.hasRoom()).isTrue();
        assertThat(window.take(State.SENT_QOS_2)).isEqualTo(40_000);
    }

    @Test
    void mqtt_4_6_0_1_messagesKept_comeBackInTheOrderInWhichTheyWereSent() {
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int id = window.take(State.SENT_QOS_1);
            window.keep(id, delivery());
            sent.add(id);
        }
        window.free(sent.remove(1));
        int again = window.take(State.SENT_QOS_1);
        window.keep(again, delivery());
        sent.add(again);
        assertThat(window.inOrder()).containsExactlyElementsOf(sent);
    }
}
