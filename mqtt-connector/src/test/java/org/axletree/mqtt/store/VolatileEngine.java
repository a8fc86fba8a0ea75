package org.axletree.mqtt.store;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.axletree.mqtt.store.Change.Kind;

/** Keeps records in memory: they survive the store, not the process. */
public final class VolatileEngine implements Engine {
    private final TreeMap<Change, Change> records = new TreeMap<>(Comparator.comparing(Change::kind)
            .thenComparing(Change::first)
            .thenComparing(change -> change.kind() == Kind.MESSAGE ? 0 : change.second())
            .thenComparing(Change::text));

    @Override
    public synchronized void read(Consumer<Change> reader) {
        List.copyOf(records.values()).forEach(reader);
    }

    @Override
    public synchronized void write(List<Change> changes) {
        for (Change change : changes) {
            records.remove(change);
            if (!change.removes()) {
                records.put(change, change);
                continue;
            }
            change.sweeps().forEach(kind -> removeAll(kind, change.first()));
        }
    }

    private void removeAll(Kind kind, long first) {
        records.subMap(
                        new Change(kind, first, 0, "", Change.REMOVED),
                        new Change(kind, first + 1, 0, "", Change.REMOVED))
                .clear();
    }

    /** How many records it holds, beside that of the clock. */
    public synchronized int size() {
        return (int) records.keySet().stream()
                .filter(each -> each.kind() != Kind.CLOCK)
                .count();
    }

    @Override
    public void close() {
        // What it keeps stays for a store that comes after.
    }
}
