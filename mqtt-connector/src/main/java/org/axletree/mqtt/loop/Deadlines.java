package org.axletree.mqtt.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.axletree.core.time.SteadyClock;

/** When sessions without a connection are to be looked at: their will is due, or their end. On one event loop. */
public final class Deadlines implements Loop.Watched {
    private final SteadyClock clock;
    private final TreeMap<Due, Awaited> dues = new TreeMap<>();
    private long lastNumber;

    /** Something that becomes due. */
    public interface Awaited {
        /** @param now milliseconds of the loop's clock */
        void due(long now);
    }

    Deadlines(SteadyClock clock) {
        this.clock = clock;
    }

    /** @param at milliseconds of the loop's clock */
    public record Due(long at, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    /** @param at milliseconds of the loop's clock */
    public Due add(long at, Awaited awaited) {
        Due due = new Due(at, ++lastNumber);
        dues.put(due, awaited);
        return due;
    }

    /** It is not waited for any more. */
    public void remove(Due due) {
        dues.remove(due);
    }

    @Override
    public void check(long now) {
        if (dues.isEmpty()) {
            return;
        }
        long millis = clock.millis();
        List<Awaited> due = new ArrayList<>();
        while (!dues.isEmpty() && dues.firstKey().at <= millis) {
            due.add(dues.pollFirstEntry().getValue());
        }
        due.forEach(awaited -> awaited.due(millis));
    }
}
