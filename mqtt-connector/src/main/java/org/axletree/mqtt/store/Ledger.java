package org.axletree.mqtt.store;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.List;
import org.axletree.mqtt.store.Change.Kind;

/**
 * Counts for whom each stored message still waits, so that it goes with the last of them, and turns what loops committed into
 * what is to be written: a message that all its recipients got before it was written is not written at all. The loops commit
 * independently, so that a recipient may be done with a message before it comes. Used by one thread.
 */
final class Ledger {
    /** Of messages that never came, as those of a loop that ended; more than these are forgotten. */
    private static final int MOST_EARLY = 100_000;

    private static final int WRITTEN = -1;

    private final LongObjectMap<Entry> entries = new LongObjectHashMap<>();
    private final LongObjectMap<List<Long>> early = new LongObjectHashMap<>();
    private final List<Change> toWrite = new ArrayList<>();
    private final List<Entry> unwritten = new ArrayList<>();
    private int skipped;

    /** What is known of one message. */
    private static final class Entry {
        int waiting;
        /** Where in this group its record stands. */
        int at;
        /** The sessions with a record of progress. */
        List<Long> progressed = List.of();

        Entry(int waiting, int at) {
            this.waiting = waiting;
            this.at = at;
        }
    }

    /** A message that was read back. */
    void readBack(long message, int waiting, List<Long> progressed) {
        Entry entry = new Entry(waiting, WRITTEN);
        entry.progressed = progressed;
        entries.put(message, entry);
    }

    /** What is to be written for a group of changes; the list is used again for the next. */
    List<Change> settle(List<Change> changes) {
        toWrite.clear();
        unwritten.clear();
        skipped = 0;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            switch (change.kind()) {
                case MESSAGE -> message(change);
                case PROGRESS -> progress(change);
                default -> toWrite.add(change);
            }
        }
        unwritten.forEach(entry -> entry.at = WRITTEN);
        if (skipped > 0) {
            toWrite.removeIf(change -> change == Change.NONE);
        }
        return toWrite;
    }

    private void message(Change put) {
        List<Long> doneBefore = early.isEmpty() ? List.of() : early.getOrDefault(put.first(), List.of());
        int waiting = (int) put.second() - doneBefore.size();
        if (!doneBefore.isEmpty()) {
            early.remove(put.first());
        }
        if (waiting <= 0) {
            return;
        }
        Entry entry = new Entry(waiting, toWrite.size());
        entries.put(put.first(), entry);
        unwritten.add(entry);
        toWrite.add(put);
        for (long session : doneBefore) {
            remember(entry, session);
            toWrite.add(Change.done(put.first(), session));
        }
    }

    private void progress(Change change) {
        Entry entry = entries.get(change.first());
        if (entry == null) {
            if (change.removes() && early.size() < MOST_EARLY) {
                early.computeIfAbsent(change.first(), id -> new ArrayList<>(1)).add(change.second());
            }
        } else if (!change.removes()) {
            remember(entry, change.second());
            toWrite.add(change);
        } else if (--entry.waiting == 0) {
            forget(change.first(), entry);
        } else {
            remember(entry, change.second());
            toWrite.add(Change.done(change.first(), change.second()));
        }
    }

    private static void remember(Entry entry, long session) {
        if (entry.progressed.isEmpty()) {
            entry.progressed = new ArrayList<>(1);
        }
        if (!entry.progressed.contains(session)) {
            entry.progressed.add(session);
        }
    }

    private void forget(long message, Entry entry) {
        entries.remove(message);
        if (entry.at == WRITTEN) {
            toWrite.add(new Change(Kind.MESSAGE, message, 0, "", Change.REMOVED));
        } else {
            toWrite.set(entry.at, Change.NONE);
            skipped++;
        }
        for (long session : entry.progressed) {
            toWrite.add(new Change(Kind.PROGRESS, message, session, "", Change.REMOVED));
        }
    }

    /** How many messages are waited for. */
    int messages() {
        return entries.size();
    }
}
