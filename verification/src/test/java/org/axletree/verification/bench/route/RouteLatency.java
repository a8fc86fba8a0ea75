package org.axletree.verification.bench.route;

import java.util.concurrent.locks.LockSupport;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.load.GeneratorLoop;
import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.bench.measure.Reading;

/**
 * Messages at a fixed rate to one queue that somebody outside reads: how long each takes from the moment at which it was due.
 *
 * @param messagesPerSecond of all senders together
 */
public record RouteLatency(int messagesPerSecond) implements Measurement {
    private static final double NANOS = 1e9;

    @Override
    public boolean suits(Broker broker) {
        return Source.suits(broker);
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        try (Source source = Source.at(broker, 1, 0, 0);
                QueueReader reader = source.reader(source.queues().get(0))) {
            say(source, 2 * course.warmSeconds());
            Thread.sleep(500);
            reader.forget();
            ProcessMeter meter = new ProcessMeter(broker.pid());
            ProcessMeter.Sample begun = meter.sample();
            long said = say(source, course.seconds());
            ProcessMeter.Sample ended = meter.sample();
            Thread.sleep(500);
            Reading reading = new Reading().withCost(begun, ended, said).withLatencies(reader.latencies());
            return reader.problem().isEmpty() ? reading : reading.problem(reader.problem());
        }
    }

    private long say(Source source, double seconds) {
        long count = Math.max(1, (long) (seconds * messagesPerSecond));
        long begun = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long due = begun + (long) (i * NANOS / messagesPerSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            source.say(new Stamp(due, 0, 0));
        }
        return count;
    }
}
