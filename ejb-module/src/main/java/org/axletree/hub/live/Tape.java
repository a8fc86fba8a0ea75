package org.axletree.hub.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axletree.core.outcome.Reason;

/**
 * What passed through one hub lately, up to so many bytes: the oldest makes room for the newest. All who watch the hub read
 * the same tape, each from a place of their own, so that a slow one costs no memory and holds nobody up.
 *
 * <p>Its lock is held for the moment in which one entry is put down or some are picked up, and only while somebody watches.
 */
final class Tape<T> {
    /** As many as one look takes at most. */
    private static final int MOST_AT_ONCE = 256;

    private record Entry<T>(long number, T value, int bytes) {}

    private final String name;
    private final long mostBytes;
    private final ArrayDeque<Entry<T>> entries = new ArrayDeque<>();
    private long bytes;
    private long last;
    private int watchers;
    private long leftAt;
    private Optional<Reason> ended = Optional.empty();

    /** @param name tells its entries from those of another tape of the hub, before it or after */
    Tape(String name, long mostBytes) {
        this.name = name;
        this.mostBytes = mostBytes;
    }

    /** The newest entry stays however large it is. */
    synchronized void add(T value, int size) {
        if (ended.isPresent()) {
            return;
        }
        entries.addLast(new Entry<>(++last, value, size));
        bytes += size;
        while (bytes > mostBytes && entries.size() > 1) {
            bytes -= entries.removeFirst().bytes();
        }
        notifyAll();
    }

    /** What came after the entry of this number, as soon as there is anything to say. */
    synchronized Glimpse<T> after(long number, long patienceMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (last <= Math.max(0, number) && ended.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        List<Numbered<T>> found = new ArrayList<>();
        for (Entry<T> entry : entries) {
            if (entry.number() > number && found.size() < MOST_AT_ONCE) {
                found.add(new Numbered<>(name + "-" + entry.number(), entry.value()));
            }
        }
        boolean missed = !entries.isEmpty() && entries.peekFirst().number() > number + 1;
        return new Glimpse<>(found, missed, found.size() < MOST_AT_ONCE ? ended : Optional.empty());
    }

    /** The number of an entry of this tape; -1 if it is another's. */
    long numberOf(String id) {
        int dash = id.lastIndexOf('-');
        if (dash < 0
                || !id.substring(0, dash).equals(name)
                || !id.substring(dash + 1).matches("[0-9]{1,18}")) {
            return -1;
        }
        return Long.parseLong(id.substring(dash + 1));
    }

    synchronized long last() {
        return last;
    }

    synchronized void end(Reason reason) {
        ended = Optional.of(reason);
        notifyAll();
    }

    synchronized boolean isEnded() {
        return ended.isPresent();
    }

    synchronized void enter() {
        watchers++;
    }

    synchronized void leave(long nowNanos) {
        watchers--;
        leftAt = nowNanos;
    }

    /** Whether nobody has watched for so long. */
    synchronized boolean isIdle(long nowNanos, long nanos) {
        return watchers == 0 && nowNanos - leftAt >= nanos;
    }
}
