package org.axletree.verification.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.load.Publisher.TopicNumbers;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.bench.measure.Reading;

/** Stores many retained messages, then lets one subscriber ask for all of them. The fetch is what is measured. */
public final class Retained implements Measurement {
    /** How fast they were stored. */
    public static final String STORE_RATE = "store_rate";

    public static final String STORE_CPU = "store_cpu_s_per_million";

    private static final int PUBLISHERS = 10;
    private static final int QOS = 1;
    private static final int UNACKNOWLEDGED = 100;
    private static final int PAYLOAD = 128;
    private static final int BATCH = 10;
    private static final int DIGITS = 7;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final int messages;

    public Retained(int messages) {
        this.messages = messages;
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        int count = course.scaled(messages / PUBLISHERS) * PUBLISHERS;
        Dialer dialer = new Dialer(loop, broker, Broker.Listener.PLAIN);
        ProcessMeter meter = new ProcessMeter(broker.pid());
        Reading reading = new Reading();
        store(loop, broker, dialer, meter, count, reading);
        Course.sleep(0.5);
        fetch(loop, broker, dialer, meter, count, reading);
        return reading.with(Reading.PEAK_MB, meter.peakKilobytes() / 1024.0);
    }

    private static void store(
            GeneratorLoop loop, Broker broker, Dialer dialer, ProcessMeter meter, int count, Reading reading)
            throws InterruptedException {
        Traffic traffic = new Traffic();
        List<Publisher> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            PublishTemplate template =
                    new PublishTemplate(broker.topicRoot() + "/retained/0000000", QOS, true, PAYLOAD, BATCH);
            Publisher publisher = new Publisher(
                    broker.client(1 + i),
                    i,
                    QOS,
                    UNACKNOWLEDGED,
                    template,
                    new TopicNumbers(DIGITS, i, PUBLISHERS, Integer.MAX_VALUE),
                    traffic);
            publisher.stopAfter(count / PUBLISHERS);
            publishers.add(publisher);
        }
        dialer.openAll(publishers, PUBLISHERS);
        ProcessMeter.Sample begin = meter.sample();
        Pump pump = new Pump(loop, publishers, traffic, BATCH, Integer.MAX_VALUE, 0);
        pump.start();
        long stored = awaitCount(() -> loop.ask(() -> traffic.acknowledged), count);
        ProcessMeter.Sample end = meter.sample();
        pump.stop();
        loop.tell(() -> publishers.forEach(Client::leave));
        if (stored < count) {
            reading.problem("only " + stored + " of " + count + " retained messages were acknowledged");
        }
        reading.with(STORE_RATE, stored / end.secondsSince(begin))
                .with(STORE_CPU, end.brokerSince(begin) * 1e6 / Math.max(1, stored));
    }

    private static void fetch(
            GeneratorLoop loop, Broker broker, Dialer dialer, ProcessMeter meter, int count, Reading reading)
            throws InterruptedException {
        Traffic traffic = new Traffic();
        Subscriber subscriber = new Subscriber(broker.client(0), true, 0, 0, traffic);
        dialer.openAll(List.of(subscriber), 1);
        ProcessMeter.Sample begin = meter.sample();
        GeneratorLoop.await(loop.ask(() -> subscriber.subscribe(QOS, List.of(broker.topicRoot() + "/retained/#"))));
        long fetched = awaitCount(() -> loop.ask(() -> traffic.received), count);
        ProcessMeter.Sample end = meter.sample();
        loop.tell(subscriber::leave);
        if (fetched != count) {
            reading.problem(fetched + " of " + count + " retained messages were delivered");
        }
        reading.withCost(begin, end, fetched);
    }

    private static long awaitCount(LongSupplier count, long wanted) {
        long last = -1;
        long progressAt = System.nanoTime();
        while (last < wanted && System.nanoTime() - progressAt < PATIENCE) {
            Course.sleep(0.005);
            long now = count.getAsLong();
            if (now != last) {
                last = now;
                progressAt = System.nanoTime();
            }
        }
        return last;
    }
}
