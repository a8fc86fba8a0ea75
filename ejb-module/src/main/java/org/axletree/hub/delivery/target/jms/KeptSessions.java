package org.axletree.hub.delivery.target.jms;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that nobody sends over just now, each for its owner. Beyond a number the one that rested longest is closed. */
final class KeptSessions implements AutoCloseable {
    private final int most;
    private final Map<Object, JmsSession> sessions = new LinkedHashMap<>();

    KeptSessions(int most) {
        this.most = most;
    }

    synchronized Optional<JmsSession> take(Object owner) {
        return Optional.ofNullable(sessions.remove(owner));
    }

    void keep(Object owner, JmsSession session) {
        keepAndGiveUp(owner, session).forEach(JmsSession::close);
    }

    /** Whatever is to be closed, is closed by the caller: a broker may take its time. */
    private synchronized List<JmsSession> keepAndGiveUp(Object owner, JmsSession session) {
        List<JmsSession> out = new ArrayList<>();
        sessions.put(owner, session);
        for (Iterator<JmsSession> eldest = sessions.values().iterator(); sessions.size() > most; ) {
            out.add(eldest.next());
            eldest.remove();
        }
        return out;
    }

    @Override
    public void close() {
        List<JmsSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
            sessions.clear();
        }
        all.forEach(JmsSession::close);
    }
}
