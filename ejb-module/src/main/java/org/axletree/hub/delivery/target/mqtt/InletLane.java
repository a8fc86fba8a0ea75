package org.axletree.hub.delivery.target.mqtt;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;

/** Publishes messages one after the other: those of one topic keep their order, also where one has to be offered again. */
final class InletLane {
    /** No later try would mend it. Whoever sent it has said what nobody may say here. */
    private static final Set<Reason> FINAL = Set.of(
            Reason.TOPIC_UNAUTHORIZED,
            Reason.INVALID_TOPIC,
            Reason.EMPTY_TOPIC,
            Reason.TOPIC_TOO_LONG,
            Reason.PAYLOAD_TOO_LARGE,
            Reason.PAYLOAD_MALFORMED);

    private static final long AGAIN_MILLIS = 200;

    /** Of QoS 0, which nobody holds back; of the others the other broker sends only so many before an acknowledgement. */
    private static final int MOST_UNACKNOWLEDGED = 10_000;

    private final Function<HubMessage, CompletionStage<Optional<Reason>>> publish;
    private final ScheduledExecutorService threads;
    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private boolean working;
    private volatile boolean closed;

    /** @param acknowledge tells the other broker that it is done with the message */
    record Arrival(HubMessage message, Runnable acknowledge) {}

    InletLane(Function<HubMessage, CompletionStage<Optional<Reason>>> publish, ScheduledExecutorService threads) {
        this.publish = publish;
        this.threads = threads;
    }

    static boolean isFinal(Reason reason) {
        return FINAL.contains(reason);
    }

    void add(Arrival arrival) {
        synchronized (this) {
            if (waiting.size() >= MOST_UNACKNOWLEDGED && arrival.message().qos() == Qos.AT_MOST_ONCE) {
                return;
            }
            waiting.add(arrival);
            if (working) {
                return;
            }
            working = true;
        }
        work();
    }

    /** What is not acknowledged comes again. */
    void close() {
        closed = true;
    }

    private void work() {
        for (Optional<Arrival> next = next(); next.isPresent(); next = next()) {
            Arrival arrival = next.get();
            AtomicBoolean handedOver = new AtomicBoolean();
            publish.apply(arrival.message()).thenAccept(refusal -> {
                boolean again = refusal.isPresent() && !isFinal(refusal.get());
                if (!again) {
                    done(arrival);
                }
                // Whoever comes second goes on: this thread, or the one that waits for the answer.
                if (again) {
                    threads.schedule(this::work, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } else if (handedOver.getAndSet(true)) {
                    work();
                }
            });
            if (!handedOver.getAndSet(true)) {
                return;
            }
        }
    }

    private synchronized Optional<Arrival> next() {
        Optional<Arrival> next = closed ? Optional.empty() : Optional.ofNullable(waiting.peek());
        working = next.isPresent();
        return next;
    }

    private void done(Arrival arrival) {
        synchronized (this) {
            waiting.remove();
        }
        arrival.acknowledge().run();
    }
}
