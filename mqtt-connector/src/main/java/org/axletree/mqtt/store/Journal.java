package org.axletree.mqtt.store;

import java.util.concurrent.Executor;

/**
 * The changes of one event loop, turn by turn: what is changed in a turn is committed together when the turn ends, and then
 * those are told who wait for it, in the order in which they asked. Used on its event loop only.
 */
public final class Journal {
    private final Changes changes;
    private final Executor home;
    private final Runnable endOfTurn = this::endTurn;
    private boolean scheduled;

    public Journal(Store store, Executor home) {
        this.changes = store.changes(home);
        this.home = home;
    }

    /** To be changed in this turn. */
    public Changes changes() {
        closeSoon();
        return changes;
    }

    /** Tells when all that was changed so far survives. */
    public void then(Commit commit) {
        changes.afterwards(commit);
        closeSoon();
    }

    private void closeSoon() {
        if (!scheduled) {
            scheduled = true;
            home.execute(endOfTurn);
        }
    }

    private void endTurn() {
        scheduled = false;
        close();
    }

    /** Hands over what was changed so far. Whoever sends something to another loop that rests on changes calls it first. */
    public void close() {
        changes.commitLater();
    }
}
