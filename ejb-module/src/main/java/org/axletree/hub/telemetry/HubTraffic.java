package org.axletree.hub.telemetry;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;

/** The counters of one hub. Counting takes no lock and allocates nothing, so that every message can be counted. */
public class HubTraffic {
    /**
     * What came since the start.
     *
     * @param messages that were published
     * @param bytes of their payloads
     * @param dropped messages that did not get where they should, by reason
     */
    public record Totals(long messages, long bytes, Map<Reason, Long> dropped) {
        /** However they were lost. */
        public long droppedInAll() {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final Qos[] QOS = Qos.values();
    private static final Reason[] REASONS = Reason.values();

    /** Of what the door tells, what means that a message did not get where it should. */
    private static final Set<Reason> LOSSES =
            EnumSet.of(Reason.SUBSCRIBER_TOO_SLOW, Reason.STORAGE_EXCEEDED, Reason.PACKET_TOO_LARGE);

    /** The sizes of payloads, by QoS: one count says both how many there were and how large they are. */
    private final Distribution[] received = Stream.of(QOS)
            .map(qos -> new Distribution(64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304))
            .toArray(Distribution[]::new);

    /** Milliseconds from the socket to the commit, of routed messages. */
    private final Distribution publishMillis =
            new Distribution(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000);

    /** Seconds, either way, of devices that show a time when they log in. */
    private final Distribution clockSkew = new Distribution(1, 10, 60, 300, 900, 1_800, 3_600, 7_200);

    private final LongAdder unauthorized = new LongAdder();
    private final LongAdder[] noticed = adders(REASONS.length);
    private final LongAdder[] refused = adders(REASONS.length);
    private final LongAdder admitted = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder[] declined = adders(REASONS.length);

    /** Messages that transactions put into the queues of routes, by route; a hub has few routes. */
    private final ConcurrentHashMap<String, LongAdder> queued = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, LongAdder> conditionsFailed = new ConcurrentHashMap<>();

    public void received(Qos qos, int payloadBytes) {
        received[qos.ordinal()].add(payloadBytes);
    }

    /** A message was dropped because its sender's filter does not let it through. */
    public void unauthorized() {
        unauthorized.increment();
    }

    /** The door told of something it refused, dropped or closed, and how often. */
    public void noticed(Reason reason, long times) {
        noticed[reason.ordinal()].add(times);
    }

    public void admitted() {
        admitted.increment();
    }

    public void refused(Reason reason) {
        refused[reason.ordinal()].increment();
    }

    /** A device got the answer to what it asked of its twin. */
    public void answered(Optional<Reason> refusal) {
        refusal.map(reason -> declined[reason.ordinal()]).orElse(answered).increment();
    }

    /** A device showed a time so many seconds away from the hub's, either way. */
    public void clockSkew(long seconds) {
        clockSkew.add(Math.abs(seconds));
    }

    /** The condition of a route could not be judged for a message, which the route therefore does not get. */
    public void conditionFailed(String routeId) {
        conditionsFailed.computeIfAbsent(routeId, id -> new LongAdder()).increment();
    }

    public void queued(String routeId, int messages) {
        queued.computeIfAbsent(routeId, id -> new LongAdder()).add(messages);
    }

    /** A routed message is committed, and may be acknowledged. */
    public void committed(long millisSinceReceived) {
        publishMillis.add(Math.max(0, millisSinceReceived)); // the clock may have been set back
    }

    public Totals totals() {
        long messages = 0;
        long bytes = 0;
        for (Distribution each : received) {
            messages += each.count();
            bytes += each.sum();
        }
        Map<Reason, Long> dropped = new EnumMap<>(Reason.class);
        eachDropped((reason, count) -> {
            if (count > 0) {
                dropped.put(reason, count);
            }
        });
        return new Totals(messages, bytes, dropped);
    }

    void eachReceived(ObjLongConsumer<Qos> action) {
        for (Qos qos : QOS) {
            action.accept(qos, received[qos.ordinal()].count());
        }
    }

    /** Of each QoS. */
    List<Distribution> payloadSizes() {
        return List.of(received);
    }

    Distribution clockSkew() {
        return clockSkew;
    }

    Distribution publishMillis() {
        return publishMillis;
    }

    /** Messages that the sender's filter does not let through, always; and what else was lost, where it occurred. */
    void eachDropped(ObjLongConsumer<Reason> action) {
        action.accept(Reason.TOPIC_UNAUTHORIZED, unauthorized.sum());
        eachNoticed((reason, count) -> {
            if (LOSSES.contains(reason)) {
                action.accept(reason, count);
            }
        });
    }

    long admissions() {
        return admitted.sum();
    }

    /** Only reasons that occurred. */
    void eachNoticed(ObjLongConsumer<Reason> action) {
        each(noticed, action);
    }

    /** Only reasons that occurred. */
    void eachRefused(ObjLongConsumer<Reason> action) {
        each(refused, action);
    }

    long answers() {
        return answered.sum();
    }

    /** Only reasons that occurred. */
    void eachDeclined(ObjLongConsumer<Reason> action) {
        each(declined, action);
    }

    void eachConditionFailed(ObjLongConsumer<String> action) {
        conditionsFailed.forEach((routeId, messages) -> action.accept(routeId, messages.sum()));
    }

    void eachQueued(ObjLongConsumer<String> action) {
        queued.forEach((routeId, messages) -> action.accept(routeId, messages.sum()));
    }

    private static void each(LongAdder[] counters, ObjLongConsumer<Reason> action) {
        for (Reason reason : REASONS) {
            long count = counters[reason.ordinal()].sum();
            if (count > 0) {
                action.accept(reason, count);
            }
        }
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
