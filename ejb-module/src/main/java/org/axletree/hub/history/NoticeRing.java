package org.axletree.hub.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.axletree.core.door.Notice;

/**
 * The last notices of one hub. A device that does the same wrong thing again and again would push out everything else:
 * within a second only the first of its kind is kept.
 */
final class NoticeRing {
    private static final int KINDS = 256;
    private static final long QUIET_MILLIS = 1_000;

    private final AtomicReferenceArray<HubNotice> notices;
    private final AtomicInteger next = new AtomicInteger();

    /** When a notice of a kind was last kept; kinds share a slot by hash, which at worst hides a notice for a second. */
    private final AtomicLongArray keptAt = new AtomicLongArray(KINDS);

    private final AtomicLong suppressed = new AtomicLong();

    NoticeRing(int size) {
        notices = new AtomicReferenceArray<>(size);
    }

    /** Tells whether it was kept. */
    boolean add(Notice notice, HubNotice kept) {
        int kind = kindOf(notice);
        long now = kept.time().toEpochMilli();
        long before = keptAt.get(kind);
        if (now - before < QUIET_MILLIS || !keptAt.compareAndSet(kind, before, now)) {
            suppressed.incrementAndGet();
            return false;
        }
        notices.set(Math.floorMod(next.getAndIncrement(), notices.length()), kept);
        return true;
    }

    List<HubNotice> newestFirst() {
        List<HubNotice> list = new ArrayList<>(notices.length());
        int last = next.get() - 1;
        for (int i = 0; i < notices.length(); i++) {
            HubNotice notice = notices.get(Math.floorMod(last - i, notices.length()));
            if (notice != null) {
                list.add(notice);
            }
        }
        return list;
    }

    long suppressed() {
        return suppressed.get();
    }

    private static int kindOf(Notice notice) {
        int end = notice.packet().indexOf(' ');
        int packetKind = end < 0
                ? notice.packet().hashCode()
                : notice.packet().substring(0, end).hashCode();
        int hash = (notice.deviceId().hashCode() * 31 + notice.reason().ordinal()) * 31 + packetKind;
        return (hash ^ hash >>> 16) & KINDS - 1;
    }
}
