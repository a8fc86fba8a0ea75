package org.axletree.door.line;

/**
 * The registry's latest changes, as far as live sessions heard of them. An admission that began before a change and ends
 * after it asks here whether it has to begin again, so that no change slips between the gate and the list of sessions.
 */
public final class RecentChanges {
    private static final int REMEMBERED = 1_024;
    private static final String EVERY_DEVICE = "";

    private final Change[] changes = new Change[REMEMBERED];
    private int next;
    private volatile long newest;
    private long newestForgotten;

    private record Change(long revision, String hubId, String deviceId) {}

    public void heardOfDevice(String hubId, String deviceId, long revision) {
        heard(new Change(revision, hubId, deviceId));
    }

    public void heardOfHub(String hubId, long revision) {
        heard(new Change(revision, hubId, EVERY_DEVICE));
    }

    private synchronized void heard(Change change) {
        Change forgotten = changes[next];
        if (forgotten != null) {
            newestForgotten = Math.max(newestForgotten, forgotten.revision);
        }
        changes[next] = change;
        next = (next + 1) % REMEMBERED;
        newest = Math.max(newest, change.revision);
    }

    /** Whether the device may have changed since the revision: if in doubt, yes. */
    public boolean concern(String hubId, String deviceId, long sinceRevision) {
        if (newest <= sinceRevision) {
            return false;
        }
        synchronized (this) {
            if (newestForgotten > sinceRevision) {
                return true;
            }
            for (Change change : changes) {
                if (change != null
                        && change.revision > sinceRevision
                        && change.hubId.equals(hubId)
                        && (change.deviceId.equals(EVERY_DEVICE) || change.deviceId.equals(deviceId))) {
                    return true;
                }
            }
            return false;
        }
    }
}
