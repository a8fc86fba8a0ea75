package org.axletree.verification.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.Reading;

/** A measurement beside wildcard subscriptions that none of its messages matches. */
public final class OtherSubscriptions implements Measurement {
    private static final int CLIENTS = 10;
    /** Nobody of the measurement has these numbers. */
    private static final int FIRST = 200_000;

    private final int subscriptions;
    private final Measurement measurement;

    public OtherSubscriptions(int subscriptions, Measurement measurement) {
        this.subscriptions = subscriptions;
        this.measurement = measurement;
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        List<Client> others = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            others.add(new Client(broker.client(FIRST + i), true));
        }
        new Dialer(loop, broker, Broker.Listener.PLAIN).openAll(others, CLIENTS);
        try {
            Subscriptions.subscribe(loop, broker, others, 0, course.scaled(subscriptions));
            return measurement.run(loop, broker, course);
        } finally {
            loop.tell(() -> others.forEach(Client::leave));
            Course.sleep(0.5);
        }
    }
}
