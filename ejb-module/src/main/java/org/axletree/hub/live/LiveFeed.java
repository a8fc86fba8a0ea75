package org.axletree.hub.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;

/**
 * The last messages of one hub or one device, as long as somebody reads them. More than so many in a second are only counted:
 * nobody could read them, and whoever looks must not slow the hub down.
 */
public final class LiveFeed {
    static final int MOST_PER_SECOND = 200;
    static final int MOST_KEPT = 500;
    static final int MOST_BYTES = 2 * 1024 * 1024;
    /** So long after somebody read it last it goes; long enough to come back after a connection was lost. */
    static final long PATIENCE_MILLIS = 60_000;

    private final ArrayDeque<LiveMessage> kept = new ArrayDeque<>();
    private final LongAdder skipped = new LongAdder();
    private int keptBytes;
    private long second;
    private int inThisSecond;
    /** The second that has had as many as it may; no lock is taken for what is beyond. */
    private volatile long fullSecond = Long.MIN_VALUE;

    private volatile long readAt;

    LiveFeed(long nowMillis) {
        this.readAt = nowMillis;
    }

    /**
     * What came after a message, oldest first; all that is still known if that message was never one of ours.
     *
     * @param number of the last message that was read; 0 for none
     */
    public synchronized List<LiveMessage> since(long number, int most) {
        readAt = System.currentTimeMillis();
        List<LiveMessage> messages = new ArrayList<>();
        for (LiveMessage message : kept) {
            if (message.number() > number && messages.size() < most) {
                messages.add(message);
            }
        }
        return messages;
    }

    /** How many messages were not kept, because too many came at once. */
    public long skipped() {
        return skipped.sum();
    }

    boolean isForgotten(long nowMillis) {
        return nowMillis - readAt > PATIENCE_MILLIS;
    }

    long readAt() {
        return readAt;
    }

    /** @param message makes it, with its number; called only if it is kept */
    void add(long nowMillis, LiveNumbers numbers, LongFunction<LiveMessage> message) {
        long now = nowMillis / 1_000;
        if (now == fullSecond) {
            skipped.increment();
            return;
        }
        keep(now, numbers, message);
    }

    private synchronized void keep(long now, LiveNumbers numbers, LongFunction<LiveMessage> message) {
        if (now != second) {
            second = now;
            inThisSecond = 0;
        }
        if (inThisSecond >= MOST_PER_SECOND) {
            fullSecond = now;
            skipped.increment();
            return;
        }
        inThisSecond++;
        LiveMessage made = message.apply(numbers.next());
        kept.addLast(made);
        keptBytes += weight(made);
        while (kept.size() > MOST_KEPT || keptBytes > MOST_BYTES && kept.size() > 1) {
            keptBytes -= weight(kept.removeFirst());
        }
    }

    private static int weight(LiveMessage message) {
        return (message.isWhole() ? message.size() : 0) + message.topic().length();
    }
}
