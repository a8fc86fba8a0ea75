package org.axletree.mqtt.session;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** When sessions without a connection are to be looked at: their will is due, or their end. On one event loop. */
final class Deadlines implements Loop.Watched {
    private final TreeMap<Due, Session> dues = new TreeMap<>();
    private long lastNumber;

    /** @param at milliseconds since 1970 */
    record Due(long at, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    Due add(long at, Session session) {
        Due due = new Due(at, ++lastNumber);
        dues.put(due, session);
        return due;
    }

    void remove(Due due) {
        dues.remove(due);
    }

    @Override
    public void check(long now) {
        if (dues.isEmpty()) {
            return;
        }
        long millis = System.currentTimeMillis();
        List<Session> due = new ArrayList<>();
        while (!dues.isEmpty() && dues.firstKey().at <= millis) {
            due.add(dues.pollFirstEntry().getValue());
        }
        due.forEach(session -> session.life().due(millis));
    }
}
