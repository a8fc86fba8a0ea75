package org.axletree.verification.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.Reading;

/** A measurement beside connections that do nothing. */
public final class Bystanders implements Measurement {
    private static final int AT_ONCE = 64;
    /** Nobody of the measurement has these numbers. */
    private static final int FIRST = 100_000;

    private final int connections;
    private final Measurement measurement;

    public Bystanders(int connections, Measurement measurement) {
        this.connections = connections;
        this.measurement = measurement;
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        List<Client> idle = new ArrayList<>();
        for (int i = 0; i < course.scaled(connections); i++) {
            idle.add(new Client(broker.client(FIRST + i), true));
        }
        new Dialer(loop, broker, Broker.Listener.PLAIN).openAll(idle, AT_ONCE);
        try {
            return measurement.run(loop, broker, course);
        } finally {
            loop.tell(() -> idle.forEach(Client::vanish));
            Course.sleep(0.5);
        }
    }
}
