package org.axletree.mqtt.session;

import java.util.EnumSet;
import java.util.Set;
import org.axletree.core.outcome.Reason;

/** What the reason for an end says about what comes after it. */
final class EndEffects {
    /** Whoever is closed for one of these may not publish any more, neither by a will. */
    private static final Set<Reason> WITHOUT_RIGHTS = EnumSet.of(
            Reason.DEVICE_DELETED,
            Reason.DEVICE_DISABLED,
            Reason.DEVICE_MOVED,
            Reason.HUB_DELETED,
            Reason.HUB_DISABLED,
            Reason.HUB_MOVED);
    /** With those who share messages with the session it is over as well. */
    private static final Set<Reason> FOR_EVERYBODY =
            EnumSet.of(Reason.SHUTTING_DOWN, Reason.HUB_DELETED, Reason.HUB_DISABLED, Reason.HUB_MOVED);

    private EndEffects() {}

    /** Whether a will may be said. */
    static boolean leavesAWill(Reason reason) {
        return !WITHOUT_RIGHTS.contains(reason);
    }

    /** Whether others are to have what the session shared with them and did not get. */
    static boolean passesOn(Reason reason) {
        return !FOR_EVERYBODY.contains(reason);
    }
}
