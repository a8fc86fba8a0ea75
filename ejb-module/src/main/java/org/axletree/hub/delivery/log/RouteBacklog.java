package org.axletree.hub.delivery.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What waits for one route, in the order of commits. The first of it are in memory; what does not fit there is read from the
 * disk when it is its turn. One thread at a time follows it; any thread may ask how much there is.
 */
final class RouteBacklog {
    private final String routeId;
    private final String hubId;
    private final MemoryShare memory;

    private final AtomicReference<Object> owner = new AtomicReference<>();
    private final Deque<LogBlock> window = new ArrayDeque<>();
    /** The last block that was appended, and the last one that the window had: if they differ, the disk has more. */
    private long appended;

    private long loaded;
    /** Every block up to this one is done with. */
    private long settled;
    /** Messages of the first block that are done with. */
    private int offset;

    /** Up to this block the target may have had messages without the log knowing; 0 where there was no crash. */
    private long doubtful;

    private long doubted;

    private long messages;
    private long bytes;
    private long oldestAt = Long.MAX_VALUE;
    private BacklogBound bound = BacklogBound.STANDARD;
    private Runnable listener = () -> {};

    /** @param number the last one that was given away: whatever comes is higher */
    RouteBacklog(String routeId, String hubId, MemoryShare memory, long number) {
        this.routeId = routeId;
        this.hubId = hubId;
        this.memory = memory;
        this.appended = number;
        this.loaded = number;
        this.settled = number;
    }

    String routeId() {
        return routeId;
    }

    String hubId() {
        return hubId;
    }

    /** There is more on the disk, found at the start: nothing of it is in memory yet. */
    synchronized void found(long number, int blockMessages, long blockBytes, long receivedAt) {
        if (messages == 0) {
            settled = number - 1;
            loaded = number - 1;
            oldestAt = receivedAt;
        }
        appended = number;
        messages += blockMessages;
        bytes += blockBytes;
    }

    /** The process died when this block was waiting: its messages, if they are among the first, may come twice. */
    synchronized void doubt(long number, int blockMessages) {
        if (doubted < RouteLog.MOST_IN_FLIGHT) {
            doubtful = number;
            doubted += blockMessages;
        }
    }

    synchronized boolean isDoubtful(long number) {
        return number <= doubtful;
    }

    /** The route had done a part of the first block. */
    synchronized void foundCursor(long number, int done) {
        if (messages > 0 && number == settled + 1) {
            offset = done;
            messages -= done;
        }
    }

    /** A block was committed. */
    void append(LogBlock block) {
        Runnable told;
        synchronized (this) {
            boolean all = loaded == appended;
            appended = block.number();
            if (messages == 0) {
                oldestAt = block.messages().get(0).receivedAt();
            }
            messages += block.messages().size();
            bytes += block.bytes();
            if (all && memory.take(block.bytes())) {
                window.add(block);
                loaded = block.number();
            }
            told = listener;
        }
        told.run();
    }

    /** Where to read on; empty if the window has all there is, or enough. */
    synchronized long[] gap() {
        return loaded == appended || !window.isEmpty() ? new long[0] : new long[] {loaded, appended};
    }

    /** What was read from the disk, in order. */
    synchronized void fill(List<LogBlock> blocks, long upTo) {
        for (LogBlock block : blocks) {
            if (block.number() > loaded) {
                memory.force(block.bytes());
                window.add(block);
                loaded = block.number();
            }
        }
        loaded = Math.max(loaded, upTo);
    }

    /** Lets go of what is in memory, but for so many of the first messages: nobody will need it soon. */
    synchronized void forget(int keep) {
        int inMemory = messagesInMemory();
        while (!window.isEmpty()) {
            LogBlock last = window.peekLast();
            inMemory -= last.messages().size();
            if (inMemory < keep) {
                return;
            }
            window.removeLast();
            memory.give(last.bytes());
            LogBlock before = window.peekLast();
            loaded = before == null ? settled : before.number();
        }
    }

    private int messagesInMemory() {
        int messages = -offset;
        for (LogBlock block : window) {
            messages += block.messages().size();
        }
        return messages;
    }

    /** The next messages, without taking them. */
    synchronized List<PlacedMessage> peek(int most) {
        List<PlacedMessage> next = new ArrayList<>(Math.min(most, 1_024));
        int skip = offset;
        for (LogBlock block : window) {
            List<LoggedMessage> all = block.messages();
            for (int i = skip; i < all.size() && next.size() < most; i++) {
                next.add(new PlacedMessage(block.number(), all.get(i)));
            }
            if (next.size() >= most) {
                return next;
            }
            skip = 0;
        }
        return next;
    }

    synchronized boolean isInMemory() {
        return !window.isEmpty();
    }

    boolean own(Object follower) {
        return owner.compareAndSet(null, follower) || owner.get() == follower;
    }

    void release(Object follower) {
        owner.compareAndSet(follower, null);
    }

    /** What a number of messages, from the first on, makes of the log. */
    synchronized Settlement settlement(int count) {
        List<LogBlock> done = new ArrayList<>();
        int left = count;
        int skip = offset;
        Iterator<LogBlock> blocks = window.iterator();
        while (blocks.hasNext() && left > 0) {
            LogBlock block = blocks.next();
            int size = block.messages().size() - skip;
            if (left < size) {
                return new Settlement(this, count, done, block.number(), skip + left);
            }
            done.add(block);
            left -= size;
            skip = 0;
        }
        return new Settlement(this, count, done, 0, 0);
    }

    /** The settlement is written. */
    synchronized void apply(Settlement settlement) {
        for (LogBlock block : settlement.blocks()) {
            window.remove();
            memory.give(block.bytes());
            bytes -= block.bytes();
            settled = block.number();
        }
        offset = settlement.offset();
        messages -= settlement.count();
        LogBlock first = window.peek();
        if (first != null) {
            oldestAt = first.messages().get(offset).receivedAt();
        }
    }

    /** Whether the route still needs a block that was for it. */
    synchronized boolean needs(long number) {
        return number > settled;
    }

    synchronized void bound(BacklogBound newBound, Runnable newListener) {
        bound = newBound;
        listener = newListener;
    }

    /** How many more may wait before senders do; below zero if more wait than may. */
    synchronized long room() {
        if (!bound.holds()) {
            return Long.MAX_VALUE;
        }
        return bytes > bound.bytes() ? -1 : bound.messages() - messages;
    }

    /** How many of the oldest are to be given up. */
    synchronized long excess() {
        if (bound.holds()) {
            return 0;
        }
        LogBlock first = window.peek();
        long tooLarge = bytes <= bound.bytes() || messages == 0
                ? 0
                : first == null ? 1 : first.messages().size() - offset;
        return Math.max(tooLarge, messages - bound.messages());
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized BacklogSize size() {
        return messages == 0 ? BacklogSize.EMPTY : new BacklogSize(messages, bytes, OptionalLong.of(oldestAt));
    }
}
