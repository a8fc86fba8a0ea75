package org.axletree.hub.history;

/** How many events strangers may make happen in a hub: so many at once, and then so many in a minute. */
final class StrangerRate {
    static final int AT_ONCE = 300;
    static final int PER_MINUTE = 60;

    private double left = AT_ONCE;
    private long at;

    StrangerRate(long nowMillis) {
        this.at = nowMillis;
    }

    synchronized boolean allows(long nowMillis) {
        left = Math.min(AT_ONCE, left + Math.max(0, nowMillis - at) * PER_MINUTE / 60_000.0);
        at = nowMillis;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
