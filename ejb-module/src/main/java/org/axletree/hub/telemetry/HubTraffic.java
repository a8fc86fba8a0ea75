package org.axletree.hub.telemetry;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;

/** The counters of one hub. Counting takes no lock and allocates nothing, so that every message can be counted. */
public final class HubTraffic {
    private static final Qos[] QOS = Qos.values();
    private static final Reason[] REASONS = Reason.values();

    private final LongAdder[] received = adders(QOS.length);
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder unauthorized = new LongAdder();
    private final LongAdder[] noticed = adders(REASONS.length);
    private final LongAdder[] refused = adders(REASONS.length);
    private final LongAdder admitted = new LongAdder();

    /** Messages that transactions put into the queues of routes, by route; a hub has few routes. */
    private final ConcurrentHashMap<String, LongAdder> queued = new ConcurrentHashMap<>();

    public void received(Qos qos, int payloadBytes) {
        received[qos.ordinal()].increment();
        receivedBytes.add(payloadBytes);
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

    public void queued(String routeId, int messages) {
        queued.computeIfAbsent(routeId, id -> new LongAdder()).add(messages);
    }

    void eachReceived(ObjLongConsumer<Qos> action) {
        for (Qos qos : QOS) {
            action.accept(qos, received[qos.ordinal()].sum());
        }
    }

    long receivedBytes() {
        return receivedBytes.sum();
    }

    long unauthorizedMessages() {
        return unauthorized.sum();
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
