package org.axletree.mqtt.fanout;

/** How well a subscriber can take one more message, best first. */
public enum Readiness {
    READY,
    /** It has enough for now. */
    BEHIND,
    /** It has no connection; what it gets waits for it. */
    AWAY
}
