package org.axletree.mqtt.micro;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.Admission;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.route.RouteSet;
import org.axletree.door.lane.Endpoints;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.door.lane.LaneMessage;
import org.axletree.door.lane.Lanes;
import org.axletree.mqtt.inflow.FakeContainer;
import org.axletree.mqtt.inflow.FakeInflow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Messages that wait for their routes: from the event loop into the lane, to the hub on a thread of its own, and home again.
 * So many at once as a busy turn of an event loop brings, to one route; the hub takes them at once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LaneBenchmark {
    private static final int MESSAGES = 64;

    private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private final Executor home = turns::add;
    private final List<Waiting> messages = new ArrayList<>();
    private final RouteSet routes = RouteSet.of("hub", List.of("route"));
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
    private final InflowWorkers workers = new InflowWorkers("lane", 1, 1_024);
    private Lanes lanes;
    private int committed;

    /** A message of 128 bytes whose event loop is the thread of the benchmark. */
    private final class Waiting implements LaneMessage {
        private final Admission.Admitted sender;
        private final byte[] payload = new byte[128];

        Waiting(Admission.Admitted sender) {
            this.sender = sender;
        }

        @Override
        public Executor home() {
            return home;
        }

        @Override
        public void committed() {
            committed++;
        }

        @Override
        public void abandoned() {
            throw new IllegalStateException("abandoned (expected: committed)");
        }

        @Override
        public Admission.Admitted sender() {
            return sender;
        }

        @Override
        public String topic() {
            return "factory/hall7/machine42/temperature";
        }

        @Override
        public Qos qos() {
            return Qos.AT_LEAST_ONCE;
        }

        @Override
        public boolean retain() {
            return false;
        }

        @Override
        public long receivedAt() {
            return 0;
        }

        @Override
        public byte[] payload() {
            return payload.clone();
        }

        @Override
        public int payloadSize() {
            return payload.length;
        }

        @Override
        public MessageProperties properties() {
            return MessageProperties.NONE;
        }
    }

    @Setup
    public void start() throws Exception {
        FakeInflow hub = new FakeInflow();
        hub.queues = batch -> Enqueueing.ENQUEUED;
        FakeContainer container = new FakeContainer(hub);
        workers.start(new Endpoints(container, Duration.ofMinutes(1)), container);
        lanes = new Lanes(workers, timer);
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(new Waiting(hub.admitted("hub", "device", 0)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int handOver() throws InterruptedException {
        committed = 0;
        for (Waiting message : messages) {
            lanes.put(message, routes);
        }
        while (committed < MESSAGES) {
            turns.take().run();
        }
        return committed;
    }

    @TearDown
    public void end() throws InterruptedException {
        workers.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
        timer.shutdownNow();
    }
}
