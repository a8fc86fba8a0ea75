package org.axletree.mqtt.session;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.axletree.core.outcome.Reason;

/**
 * One session takes the place of others: they end or lose their connections, and nothing that the newest one publishes counts
 * before all that they published does, their wills included (ADR 43). On the event loop of the newest, before anything of it is
 * read.
 */
final class Succession {
    private final Session newest;
    private final Set<Session> ending = new LinkedHashSet<>();
    private final Set<Session> closing = new LinkedHashSet<>();
    private final Set<Session> finishing = new LinkedHashSet<>();

    Succession(Session newest) {
        this.newest = newest;
    }

    /** The session that had the same key ends. */
    void end(Optional<Session> replaced) {
        replaced.ifPresent(ending::add);
    }

    /** A session of the same device loses its connection. */
    void close(Session older) {
        closing.add(older);
    }

    /** A session has lost its connection, and what it published is still on its way. */
    void await(Session unfinished) {
        finishing.add(unfinished);
    }

    void begin() {
        closing.removeAll(ending);
        finishing.removeAll(ending);
        finishing.removeAll(closing);
        finishing.remove(newest);
        int predecessors = ending.size() + closing.size() + finishing.size();
        if (predecessors == 0) {
            return;
        }
        Runnable finished = newest.intake().awaitPredecessors(predecessors);
        long entry = newest.life().entry();
        ending.forEach(each -> after(
                each,
                session -> {
                    session.lendRights(newest.rights());
                    session.life().endBecause(Reason.TAKEN_OVER);
                },
                finished));
        closing.forEach(each -> after(each, session -> session.life().closeIfOlder(entry), finished));
        finishing.forEach(each -> after(each, session -> session.lendRights(newest.rights()), finished));
    }

    private void after(Session predecessor, Consumer<Session> action, Runnable finished) {
        predecessor.context().onLoop(() -> {
            action.accept(predecessor);
            // In another turn, when what it brought to other event loops and to the store is on its way there.
            predecessor.intake().whenFinished(() -> predecessor.context().onLoop(() -> newest.context()
                    .onLoop(finished)));
        });
    }
}
