package org.axletree.verification.bench.load;

import java.util.concurrent.TimeUnit;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.bench.measure.Reading;

/** The measured time of a run: warms up, measures, waits for what is on the way, and judges. */
final class Window {
    private static final long DRAIN_PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long DRAIN_PATIENCE_QOS_0 = TimeUnit.SECONDS.toNanos(1);

    private final GeneratorLoop loop;
    private final Traffic traffic;
    private final int qos;
    private final int deliveriesOfEach;

    Window(GeneratorLoop loop, Traffic traffic, int qos, int deliveriesOfEach) {
        this.loop = loop;
        this.traffic = traffic;
        this.qos = qos;
        this.deliveriesOfEach = deliveriesOfEach;
    }

    Reading measure(Broker broker, Sending sending, Course course) {
        ProcessMeter meter = new ProcessMeter(broker.pid());
        sending.start();
        Course.sleep(course.warmSeconds());
        meter.forgetPeak();
        Traffic.Count countBefore = loop.ask(() -> {
            traffic.recording = true;
            return traffic.count();
        });
        ProcessMeter.Sample before = meter.sample();
        Course.sleep(course.seconds());
        Traffic.Count countAfter = loop.ask(traffic::count);
        ProcessMeter.Sample after = meter.sample();
        loop.tell(() -> traffic.recording = false);
        sending.stop();
        drain();
        Reading reading = new Reading()
                .withCost(before, after, countAfter.received() - countBefore.received())
                .with(Reading.PEAK_MB, meter.peakKilobytes() / 1024.0)
                .withLatencies(traffic.latencies);
        loop.tell(() -> judge(reading));
        return reading;
    }

    private void drain() {
        long patience = qos == 0 ? DRAIN_PATIENCE_QOS_0 : DRAIN_PATIENCE;
        Traffic.Count last = loop.ask(traffic::count);
        long progressAt = System.nanoTime();
        while (!isComplete(last) && System.nanoTime() - progressAt < patience) {
            Course.sleep(0.02);
            Traffic.Count now = loop.ask(traffic::count);
            if (!now.equals(last)) {
                last = now;
                progressAt = System.nanoTime();
            }
        }
        // A duplicate would come now.
        Course.sleep(0.05);
    }

    private boolean isComplete(Traffic.Count count) {
        return count.received() >= count.sent() * deliveriesOfEach
                && (qos == 0 || count.acknowledged() >= count.sent());
    }

    private void judge(Reading reading) {
        long lost = traffic.sent * deliveriesOfEach - traffic.received;
        reading.with(Reading.LOST, lost);
        if (traffic.received == 0) {
            reading.problem("nothing was delivered");
        }
        if (lost < 0 || traffic.outOfOrder > 0) {
            reading.problem(traffic.outOfOrder + " messages came twice or late, " + lost + " were lost");
        } else if (qos > 0 && lost > 0) {
            reading.problem(lost + " messages were lost");
        }
        if (qos > 0 && traffic.acknowledged < traffic.sent) {
            reading.problem((traffic.sent - traffic.acknowledged) + " messages were not acknowledged");
        }
        if (traffic.unasked > 0) {
            reading.problem(traffic.unasked + " acknowledgements of nothing");
        }
        if (!traffic.problem.isEmpty()) {
            reading.problem(traffic.problem);
        }
    }
}
