package org.axletree.hub.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.core.outcome.Reason;
import org.axletree.hub.exchange.Outcome;
import org.junit.jupiter.api.Test;

final class NetworkPublisherTest {
    /** Who is told to send again what the routes have makes them have it twice. */
    @Test
    void messageThatTheRoutesHave_isTaken_evenIfSubscribersDidNotGetIt() {
        assertThat(NetworkPublisher.answer(new Outcome.Refused(Reason.BUSY, true)))
                .isEqualTo(new NetworkAnswer.Taken());
        assertThat(NetworkPublisher.answer(new Outcome.Refused(Reason.BUSY))).isEqualTo(new NetworkAnswer.Busy());
    }
}
