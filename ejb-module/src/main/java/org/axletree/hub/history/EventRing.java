package org.axletree.hub.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.axletree.core.door.Notice;

/**
 * The last events of one hub. A device that does the same wrong thing again and again would push out everything else:
 * within a second only the first of its kind is kept. Of logins that were refused the next one of the kind tells how many more
 * there were.
 */
final class EventRing {
    private static final int SLOTS = 256;
    /** So many slots a kind may be in: kinds that meet in one do not hide each other. */
    private static final int PROBES = 16;

    /** Its multiples differ in their upper bits. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final long QUIET_MILLIS = 1_000;

    private final AtomicReferenceArray<Kept> events;
    private final AtomicInteger next = new AtomicInteger();

    /** Which kind of event was last kept, and when. More kinds in a second than there are slots hide one another. */
    private final AtomicLongArray kinds = new AtomicLongArray(SLOTS);

    private final AtomicLongArray keptAt = new AtomicLongArray(SLOTS);

    /** How many of the kind were not kept since. */
    private final AtomicLongArray folded = new AtomicLongArray(SLOTS);

    private final AtomicLong suppressed = new AtomicLong();

    /** An event, and its place among all that were kept, in whatever ring. */
    record Kept(long number, HubEvent event) {}

    EventRing(int size) {
        events = new AtomicReferenceArray<>(size);
    }

    /** What was kept of it; empty if nothing. */
    Optional<HubEvent> add(Notice notice, HubEvent event, LongSupplier number) {
        long more = foldedBefore(kindOf(notice), event.time().toEpochMilli());
        if (more < 0) {
            suppressed.incrementAndGet();
            return Optional.empty();
        }
        HubEvent kept = more > 0 && event.ofStranger() ? event.afterMore(more) : event;
        events.set(Math.floorMod(next.getAndIncrement(), events.length()), new Kept(number.getAsLong(), kept));
        return Optional.of(kept);
    }

    /** How many of the kind were not kept before this one; negative if this one is not due either. */
    private long foldedBefore(long kind, long now) {
        int first = slotOf(kind);
        int free = -1;
        for (int i = 0; i < PROBES; i++) {
            int slot = first + i & SLOTS - 1;
            boolean quiet = now - keptAt.get(slot) < QUIET_MILLIS;
            boolean same = kinds.get(slot) == kind;
            if (quiet && same) {
                folded.incrementAndGet(slot);
                return -1;
            }
            if (!quiet && (free < 0 || same)) {
                free = slot;
            }
        }
        if (free < 0) {
            return -1;
        }
        long before = keptAt.get(free);
        if (now - before < QUIET_MILLIS || !keptAt.compareAndSet(free, before, now)) {
            return foldedBefore(kind, now); // another thread was quicker; there is one slot less to look for
        }
        long more = folded.getAndSet(free, 0);
        return kinds.getAndSet(free, kind) == kind ? more : 0;
    }

    List<Kept> newestFirst() {
        List<Kept> list = new ArrayList<>(events.length());
        int last = next.get() - 1;
        for (int i = 0; i < events.length(); i++) {
            Kept event = events.get(Math.floorMod(last - i, events.length()));
            if (event != null) {
                list.add(event);
            }
        }
        return list;
    }

    long suppressed() {
        return suppressed.get();
    }

    private static int slotOf(long kind) {
        long spread = kind * SPREAD;
        return (int) ((spread ^ spread >>> 32) * SPREAD >>> 56); // 8 bits, as there are slots
    }

    private static long kindOf(Notice notice) {
        String object = notice.route().map(Notice.ConcernedRoute::id).orElse(notice.deviceId());
        int end = notice.route().isPresent() ? 0 : notice.packet().indexOf(' ');
        int packetKind = end < 0
                ? notice.packet().hashCode()
                : notice.packet().substring(0, end).hashCode();
        return (long) object.hashCode() << 32
                | Integer.toUnsignedLong(31 * packetKind + notice.reason().ordinal());
    }
}
