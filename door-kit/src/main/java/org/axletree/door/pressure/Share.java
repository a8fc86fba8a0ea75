package org.axletree.door.pressure;

/**
 * What one session, or one connection, takes of its hub's allowance for the small things that it keeps: in steps, so that not
 * every one of them touches what all event loops share. On its event loop.
 */
public final class Share {
    private static final int STEP = 256;
    private static final int MOST_UNUSED = 8 * STEP;

    private final Allowance allowance;
    private long taken;
    private long used;
    private boolean closed;
    private boolean cleared;

    public Share(Allowance allowance) {
        this.allowance = allowance;
    }

    /** Takes so many bytes; answers false, and takes none, if the hub has no room for them. */
    public boolean take(long bytes) {
        if (cleared) {
            return true;
        }
        long more = missing(bytes);
        if (more > 0 && !allowance.take(more)) {
            return false;
        }
        add(bytes, more);
        return true;
    }

    /** Takes them whether or not there is room: they survived a restart, or are bounded in another way. */
    public void takeAnyway(long bytes) {
        if (cleared) {
            return;
        }
        long more = missing(bytes);
        if (more > 0) {
            allowance.takeAnyway(more);
        }
        add(bytes, more);
    }

    private long missing(long bytes) {
        long more = used + bytes - taken;
        return more <= 0 ? 0 : closed ? more : (more + STEP - 1) / STEP * STEP;
    }

    private void add(long bytes, long more) {
        taken += more;
        used += bytes;
    }

    public void give(long bytes) {
        if (cleared) {
            return;
        }
        used -= bytes;
        if (closed || taken - used > MOST_UNUSED) {
            giveBack(closed ? used : used + STEP);
        }
    }

    private void giveBack(long left) {
        long more = taken - left;
        if (more > 0) {
            taken = left;
            allowance.give(more);
        }
    }

    /** Nothing new comes: gives back what is not used, and the rest as soon as it is not. */
    public void close() {
        closed = true;
        giveBack(used);
    }

    /** Gives back all of it: what it was taken for has gone, and whatever is taken or given from now on means nothing. */
    public void clear() {
        used = 0;
        close();
        cleared = true;
    }

    /** Whose allowance it is. */
    public Allowance allowance() {
        return allowance;
    }

    /** Bytes in use. */
    public long used() {
        return used;
    }
}
