package org.axletree.mqtt.session;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Telling;
import org.axletree.core.message.Message;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.lane.Inquiries;
import org.axletree.door.pressure.Watermark;
import org.axletree.mqtt.fanout.OutboundMessage;

/**
 * What the hub has to say to single devices, until it is known what became of it. A device of several sessions is told when one
 * of them is. From any thread.
 */
public final class DeviceTellings {
    private static final Logger LOG = Logger.getLogger(DeviceTellings.class.getName());
    private static final int MOST_MESSAGES = 10_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Sessions sessions;
    private final Inquiries inquiries;
    private final SteadyClock clock;
    private final Watermark waiting = new Watermark(MOST_MESSAGES, MOST_BYTES);
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param inquiries whose threads go on with what waits for the answers: that may block, and event loops must not */
    public DeviceTellings(Sessions sessions, Inquiries inquiries, SteadyClock clock) {
        this.sessions = sessions;
        this.inquiries = inquiries;
        this.clock = clock;
    }

    /** One message for the sessions of one device. */
    private final class Pending {
        private final CompletableFuture<Telling> answer = new CompletableFuture<>();
        private final AtomicReference<Telling> best = new AtomicReference<>(Telling.ABSENT);
        private final AtomicInteger outstanding;
        private final int size;

        Pending(int sessions, int size) {
            this.outstanding = new AtomicInteger(sessions);
            this.size = size;
        }

        /** One of the sessions knows. */
        void settled(Telling telling) {
            Telling soFar = best.accumulateAndGet(telling, Telling::better);
            if (outstanding.decrementAndGet() == 0 || telling.isWithDevice()) {
                finish(soFar);
            }
        }

        void finish(Telling telling) {
            if (pending.remove(this)) {
                waiting.remove(1, size);
                if (closed || !inquiries.offer(inflow -> answer.complete(telling))) {
                    answer.completeAsync(() -> telling);
                }
            }
        }
    }

    /** Says it to those sessions of the device that hear its topic. */
    public CompletionStage<Telling> tell(String hubId, String deviceId, Message message) {
        Collection<Session> own = sessions.of(hubId, deviceId);
        if (own.isEmpty()) {
            return CompletableFuture.completedFuture(Telling.ABSENT);
        }
        if (waiting.isHigh() || closed) {
            return CompletableFuture.completedFuture(Telling.BUSY);
        }
        OutboundMessage outbound = OutboundMessage.of(message, false, clock.millis());
        List<Session> present = List.copyOf(own);
        Pending one = new Pending(present.size(), message.payloadSize());
        waiting.add(one.size);
        pending.add(one);
        present.forEach(session -> tell(session, outbound, one));
        if (closed) {
            one.finish(Telling.BUSY);
        }
        return one.answer;
    }

    private static void tell(Session session, OutboundMessage message, Pending one) {
        try {
            session.context().loop().eventLoop().execute(() -> tellOnLoop(session, message, one));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the session with it.
            one.settled(Telling.ABSENT);
        }
    }

    private static void tellOnLoop(Session session, OutboundMessage message, Pending one) {
        try {
            session.tell(message, one::settled);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A message could not be told to a device", e);
            one.finish(Telling.BUSY);
        }
    }

    /** The door has closed: nobody waits any longer. */
    public void close() {
        closed = true;
        pending.forEach(each -> each.finish(Telling.BUSY));
    }
}
