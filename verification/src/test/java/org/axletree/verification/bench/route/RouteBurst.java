package org.axletree.verification.bench.route;

import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.load.GeneratorLoop;
import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.bench.measure.Reading;

/**
 * A burst of messages to queues that somebody outside reads: how soon they are acknowledged, how soon they are read, and what that
 * costs the broker until the last is read.
 *
 * @param messages of the burst
 * @param matching how many routes each message matches
 * @param others how many routes there are besides
 * @param dead how many routes each message matches besides whose target is not there
 */
public record RouteBurst(int messages, int matching, int others, int dead) implements Measurement {
    /** Acknowledged messages a second. */
    public static final String ACKNOWLEDGED = "acknowledged_rate";

    /** A fourth of the burst: what is compiled by then is what costs most, and the peer tries its group sizes on it. */
    private static final int WARM_UP = 4;

    private static final long PATIENCE_NANOS = 300_000_000_000L;

    public RouteBurst(int messages, int matching, int others) {
        this(messages, matching, others, 0);
    }

    @Override
    public boolean suits(Broker broker) {
        return Source.suits(broker);
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        int burst = course.scaled(messages / 100) * 100;
        List<QueueReader> readers = new ArrayList<>();
        try (Source source = Source.at(broker, matching, others, dead)) {
            source.queues().forEach(queue -> readers.add(source.reader(queue)));
            source.burst(Math.max(Source.SENDERS, burst / WARM_UP));
            await(readers, burst / WARM_UP);
            readers.forEach(QueueReader::forget);
            long before = readers.get(0).read();
            ProcessMeter meter = new ProcessMeter(broker.pid());
            meter.forgetPeak();
            ProcessMeter.Sample begun = meter.sample();
            source.burst(burst);
            ProcessMeter.Sample acknowledged = meter.sample();
            await(readers, before + burst);
            ProcessMeter.Sample drained = meter.sample();
            Reading reading = new Reading()
                    .withCost(begun, drained, (long) burst * matching)
                    .with(ACKNOWLEDGED, burst / acknowledged.secondsSince(begun))
                    .with(Reading.PEAK_MB, meter.peakKilobytes() / 1024.0);
            readers.stream()
                    .map(QueueReader::problem)
                    .filter(problem -> !problem.isEmpty())
                    .forEach(reading::problem);
            return reading;
        } finally {
            readers.forEach(QueueReader::close);
        }
    }

    private static void await(List<QueueReader> readers, long messages) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (QueueReader reader : readers) {
            while (reader.read() < messages) {
                if (!reader.problem().isEmpty() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            reader.read() + " read (expected: " + messages + ") " + reader.problem());
                }
                Thread.sleep(1);
            }
        }
    }
}
