package org.axletree.hub.delivery.target.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.TargetConnection;

/** Sends what a route has to its queue or topic, a batch in a transaction. */
final class JmsConnection implements TargetConnection {
    /** A transaction costs as much processor time as some eight messages in it, and so many come meanwhile at 1,000 a second. */
    private static final int GATHERING_MILLIS = 8;

    private final JmsSessions sessions;
    private final JmsDestination destination;

    JmsConnection(JmsSessions sessions, JmsDestination destination) {
        this.sessions = sessions;
        this.destination = destination;
    }

    @Override
    public List<Delivery> deliver(List<LoggedMessage> batch) {
        Delivery[] outcomes = new Delivery[batch.size()];
        List<Outgoing> fit = new ArrayList<>(batch.size());
        for (int i = 0; i < outcomes.length; i++) {
            Outgoing outgoing = Outgoing.of(batch.get(i));
            Optional<String> problem = JmsProperties.problemWith(outgoing.properties());
            if (problem.isPresent()) {
                outcomes[i] = new Delivery.Dead(problem.get());
            } else {
                fit.add(outgoing);
            }
        }
        if (!fit.isEmpty()) {
            fill(outcomes, send(fit));
        }
        return Arrays.asList(outcomes);
    }

    /** Of the outcomes that are not decided yet, in order. */
    private static void fill(Delivery[] outcomes, List<Delivery> sent) {
        int next = 0;
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                outcomes[i] = sent.get(next++);
            }
        }
    }

    private List<Delivery> send(List<Outgoing> messages) {
        Sent sent = sessions.send(this, destination, messages);
        if (sent.isWhole()) {
            return Delivery.all(messages.size(), Delivery.DELIVERED);
        }
        Delivery retry = new Delivery.Retry(sent.problem(), Duration.ZERO, sent.unconfirmed());
        // A queue that is nearly full takes what there is room for.
        Sent some = sent.messages() > 0
                ? sessions.send(this, destination, messages.subList(0, sent.messages()))
                : Sent.all(0);
        if (some.unconfirmed()) {
            retry = new Delivery.Retry(some.problem(), Duration.ZERO, true);
        }
        List<Delivery> outcomes =
                new ArrayList<>(Delivery.all(some.isWhole() ? some.messages() : 0, Delivery.DELIVERED));
        outcomes.addAll(Delivery.all(messages.size() - outcomes.size(), retry));
        return outcomes;
    }

    @Override
    public int gatheringMillis() {
        return GATHERING_MILLIS;
    }

    @Override
    public Optional<String> problem() {
        return sessions.problem();
    }

    @Override
    public void close() {
        sessions.release(this);
    }
}
