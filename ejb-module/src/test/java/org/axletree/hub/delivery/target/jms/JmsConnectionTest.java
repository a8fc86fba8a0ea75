package org.axletree.hub.delivery.target.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.Samples;
import org.junit.jupiter.api.Test;

class JmsConnectionTest {
    private static final JmsDestination QUEUE = new JmsDestination("q", false);

    private final FakeBroker broker = new FakeBroker();
    private final JmsSessions sessions = new JmsSessions(broker::connections);
    private final JmsConnection connection = new JmsConnection(sessions, QUEUE);

    @Test
    void session_isTheSameForOneTransactionAfterTheOther() {
        assertThat(connection.deliver(messages(3))).containsOnly(Delivery.DELIVERED);
        assertThat(connection.deliver(messages(2))).containsOnly(Delivery.DELIVERED);

        assertThat(broker.committed).containsExactly(3, 2);
        assertThat(broker.opened).hasSize(1);
    }

    @Test
    void session_ofABrokerThatWentAway_isOpenedAnew() {
        connection.deliver(messages(1));
        broker.opened.get(0).breakDown();

        assertThat(connection.deliver(messages(1))).containsExactly(Delivery.DELIVERED);
        assertThat(broker.opened).extracting(opened -> opened.closed).containsExactly(true, false);
    }

    @Test
    void commitThatFailed_isTriedAgainAsPerhapsArrived_overAnotherSession() {
        broker.commitFails = true;
        assertThat(connection.deliver(messages(2)))
                .hasSize(2)
                .containsOnly(new Delivery.Retry("the broker did not confirm a transaction", Duration.ZERO, true));
        assertThat(broker.opened).extracting(opened -> opened.closed).containsExactly(true);

        broker.commitFails = false;
        assertThat(connection.deliver(messages(2))).containsOnly(Delivery.DELIVERED);
        assertThat(broker.opened).hasSize(2);
        assertThat(broker.committed).containsExactly(2);
    }

    @Test
    void queueThatIsNearlyFull_takesWhatThereIsRoomFor() {
        broker.room = 2;

        assertThat(connection.deliver(messages(3)))
                .containsExactly(Delivery.DELIVERED, Delivery.DELIVERED, new Delivery.Retry("the queue is full"));
        assertThat(broker.committed).containsExactly(2);
    }

    @Test
    void brokerThatIsAway_isTriedAgain_andNothingHasArrived() {
        broker.away = true;

        assertThat(connection.deliver(messages(1))).containsExactly(new Delivery.Retry("nobody listens there"));
        assertThat(connection.problem()).contains("nobody listens there");
    }

    @Test
    void connectionThatIsClosed_closesItsSession() {
        connection.deliver(messages(1));

        connection.close();

        assertThat(broker.opened).extracting(opened -> opened.closed).containsExactly(true);
    }

    @Test
    void moreThanAreKept_closeTheOneThatRestedLongest() {
        List<JmsConnection> all = Stream.generate(() -> new JmsConnection(sessions, QUEUE))
                .limit(JmsSessions.MOST_KEPT)
                .toList();
        all.forEach(each -> each.deliver(messages(1)));
        all.get(0).deliver(messages(1));
        assertThat(broker.opened).extracting(opened -> opened.closed).containsOnly(false);

        connection.deliver(messages(1));

        assertThat(broker.opened).hasSize(JmsSessions.MOST_KEPT + 1);
        assertThat(broker.opened).filteredOn(opened -> opened.closed).containsExactly(broker.opened.get(1));
    }

    private static List<LoggedMessage> messages(int count) {
        return Collections.nCopies(count, Samples.message(1, "a/b", "x"));
    }
}
