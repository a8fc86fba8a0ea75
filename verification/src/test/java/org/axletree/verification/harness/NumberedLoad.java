package org.axletree.verification.harness;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Publishes 0, 1, 2, … at QoS 1 over one connection until it is told to stop, and keeps book of when they were acknowledged. */
public final class NumberedLoad {
    private static final int AT_ONCE = 100;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String topic;
    private final TreeMap<Instant, Integer> acknowledged = new TreeMap<>();
    private final CompletableFuture<Void> done;
    private volatile boolean stopping;

    private NumberedLoad(RunningHub hub, Fleet.Device device, String topic) {
        this.topic = topic;
        this.done = CompletableFuture.runAsync(() -> publish(hub, device));
    }

    public static NumberedLoad start(RunningHub hub, Fleet.Device device, String topic) {
        return new NumberedLoad(hub, device, topic);
    }

    private void publish(RunningHub hub, Fleet.Device device) {
        try (DurableLine line = DurableLine.open(hub, device)) {
            for (int next = 0; !stopping; next += AT_ONCE) {
                for (int number = next; number < next + AT_ONCE; number++) {
                    byte[] payload = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
                    line.send(Packet.publish(topic, payload, 1, number % 65_535 + 1));
                }
                for (int i = 0; i < AT_ONCE; i++) {
                    line.read();
                }
                acknowledged.put(Instant.now(), next + AT_ONCE);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    public void stop() {
        stopping = true;
        done.join();
    }

    /** What was acknowledged before a moment; PUBACKs come in the order of their messages. */
    public Set<String> acknowledgedBefore(Instant moment) {
        Map.Entry<Instant, Integer> last = acknowledged.lowerEntry(moment);
        int numbers = last == null ? 0 : last.getValue();
        return IntStream.range(0, numbers).mapToObj(Integer::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What was acknowledged at all. */
    public int total() {
        return acknowledged.lastEntry().getValue();
    }
}
