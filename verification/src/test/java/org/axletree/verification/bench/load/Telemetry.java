package org.axletree.verification.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.broker.DialectBroker;
import org.axletree.verification.bench.load.Publisher.TopicNumbers;
import org.axletree.verification.bench.measure.Reading;

/** Devices of one dialect report the same at QoS 1, each on its own topic, to one device that hears all of them. */
public final class Telemetry implements Measurement {
    private static final int QOS = 1;
    private static final int BATCH = 10;
    private static final int WINDOW = 2_000;
    private static final int UNACKNOWLEDGED = 20;

    /** A report as Huawei's devices make it, of 128 bytes. To the others it is any JSON. */
    private static final byte[] REPORT = ("{\"services\":[{\"service_id\":\"room\",\"properties\":{\"celsius\":21.5,"
                    + "\"humidity\":40,\"text\":\"of the same length for all\"}}]}            ")
            .getBytes(StandardCharsets.US_ASCII);

    private final int devices;

    public Telemetry(int devices) {
        this.devices = devices;
    }

    @Override
    public boolean suits(Broker broker) {
        return broker instanceof DialectBroker;
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        DialectBroker speakers = (DialectBroker) broker;
        Dialer dialer = new Dialer(loop, broker, Broker.Listener.PLAIN);
        Traffic traffic = new Traffic();
        Subscriber hearer = Subscriber.counting(speakers.hearer(), traffic);
        List<Publisher> publishers = publishers(speakers, traffic);
        try {
            dialer.openAll(List.of(hearer), 1);
            GeneratorLoop.await(loop.ask(() -> hearer.subscribe(QOS, List.of(speakers.filter()))));
            dialer.openAll(publishers, devices);
            return new Window(loop, traffic, QOS, 1)
                    .measure(broker, new Pump(loop, publishers, traffic, BATCH, WINDOW, 1), course);
        } finally {
            loop.tell(() -> {
                publishers.forEach(Client::leave);
                hearer.leave();
            });
        }
    }

    private List<Publisher> publishers(DialectBroker speakers, Traffic traffic) {
        List<Publisher> made = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            made.add(new Publisher(
                    speakers.client(i),
                    i,
                    QOS,
                    UNACKNOWLEDGED,
                    PublishTemplate.unstamped(speakers.topic(i), QOS, REPORT, BATCH),
                    TopicNumbers.NONE,
                    traffic));
        }
        return made;
    }
}
