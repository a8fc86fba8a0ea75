package org.axletree.verification.harness;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Publishes 0, 1, 2, … at QoS 1 over one connection until it is told to stop, and keeps book of when they were acknowledged. */
public final class NumberedLoad {
    private static final int AT_ONCE = 100;
    private static final int SLOWLY = 1_000;

    private final String topic;
    private final int atOnce;
    private final int mostPerSecond;
    private final ConcurrentSkipListMap<Instant, Integer> acknowledged = new ConcurrentSkipListMap<>();
    private final CompletableFuture<Void> done;
    private volatile boolean stopping;

    private NumberedLoad(RunningHub hub, Fleet.Device device, String topic, int atOnce, int mostPerSecond) {
        this.topic = topic;
        this.atOnce = atOnce;
        this.mostPerSecond = mostPerSecond;
        this.done = CompletableFuture.runAsync(() -> publish(hub, device));
    }

    public static NumberedLoad start(RunningHub hub, Fleet.Device device, String topic) {
        return new NumberedLoad(hub, device, topic, AT_ONCE, SLOWLY);
    }

    /**
     * One that goes faster.
     *
     * @param atOnce wait for their PUBACKs at the same time
     * @param mostPerSecond messages, if the machine gives as many
     */
    public static NumberedLoad start(RunningHub hub, Fleet.Device device, String topic, int atOnce, int mostPerSecond) {
        return new NumberedLoad(hub, device, topic, atOnce, mostPerSecond);
    }

    private void publish(RunningHub hub, Fleet.Device device) {
        try (DurableLine line = DurableLine.open(hub, device)) {
            long begun = System.nanoTime();
            for (int next = 0; !stopping; next += atOnce) {
                line.send(IntStream.range(next, next + atOnce)
                        .mapToObj(this::publish)
                        .toList());
                for (int i = 0; i < atOnce; i++) {
                    line.read();
                }
                acknowledged.put(Instant.now(), next + atOnce);
                long due = begun + (next + atOnce) * TimeUnit.SECONDS.toNanos(1) / mostPerSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            }
        }
    }

    private Packet publish(int number) {
        byte[] payload = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        return Packet.publish(topic, payload, 1, number % 65_535 + 1);
    }

    public void stop() {
        stopping = true;
        done.join();
    }

    /** What was acknowledged before a moment; PUBACKs come in the order of their messages. */
    public Set<String> acknowledgedBefore(Instant moment) {
        return IntStream.range(0, countBefore(moment))
                .mapToObj(Integer::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many. */
    public int countBefore(Instant moment) {
        Map.Entry<Instant, Integer> last = acknowledged.lowerEntry(moment);
        return last == null ? 0 : last.getValue();
    }

    /** What was acknowledged at all. */
    public int total() {
        Map.Entry<Instant, Integer> last = acknowledged.lastEntry();
        return last == null ? 0 : last.getValue();
    }
}
