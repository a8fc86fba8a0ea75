package org.axletree.hub.history;

import java.util.Arrays;

/** The live connections of one device. All but {@link #heard} and the counts is called under the lock of its map entry. */
final class Attendance {
    private static final long[] NOBODY = {};

    private volatile String hubId;
    private volatile long[] connectionIds = NOBODY;

    /** Milliseconds since 1970. A lost update among devices' own connections loses milliseconds only. */
    private volatile long heardAt;

    /** What of it was handed out. */
    private long takenAt;

    Attendance(String hubId) {
        this.hubId = hubId;
    }

    String hubId() {
        return hubId;
    }

    /** The device was moved to another hub. */
    void moved(String toHubId) {
        hubId = toHubId;
    }

    int connections() {
        return connectionIds.length;
    }

    boolean isConnected() {
        return connectionIds.length > 0;
    }

    boolean arrived(long connectionId) {
        long[] ids = connectionIds;
        if (indexOf(ids, connectionId) >= 0) {
            return false;
        }
        long[] more = Arrays.copyOf(ids, ids.length + 1);
        more[ids.length] = connectionId;
        connectionIds = more;
        return true;
    }

    boolean departed(long connectionId) {
        long[] ids = connectionIds;
        int at = indexOf(ids, connectionId);
        if (at < 0) {
            return false;
        }
        long[] fewer = Arrays.copyOf(ids, ids.length - 1);
        System.arraycopy(ids, at + 1, fewer, at, fewer.length - at);
        connectionIds = fewer;
        return true;
    }

    void heard(long atMillis) {
        if (atMillis > heardAt) {
            heardAt = atMillis;
        }
    }

    long heardAt() {
        return heardAt;
    }

    /**
     * When it was last heard, if that was not handed out yet; else 0.
     *
     * @param apartMillis how much later than what was handed out last it is, at least, while the device is connected
     */
    long takeHeard(long apartMillis) {
        long taken = heardAt;
        if (taken == takenAt || isConnected() && taken - takenAt < apartMillis) {
            return 0;
        }
        takenAt = taken;
        return taken;
    }

    private static int indexOf(long[] ids, long id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
