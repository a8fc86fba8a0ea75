package org.axletree.hub.gate;

import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.device.KnownDevice;

/** What an {@link Authenticator} makes of a connection. */
sealed interface Authentication {
    /** The connection showed nothing of this kind; another authenticator may know more. */
    Authentication NOTHING_SHOWN = new NothingShown();

    record NothingShown() implements Authentication {}

    /**
     * It is this device.
     *
     * @param created whether the device was created for this connection (clouds.md D10)
     */
    record Identified(KnownDevice device, boolean created) implements Authentication {
        Identified(KnownDevice device) {
            this(device, false);
        }
    }

    /**
     * It showed something that is wrong. Nobody else is asked.
     *
     * @param hubId the hub that it was shown to, so that its owner finds the reason; empty if that is not known
     * @param detail what else its owner should know; may be empty
     * @param serverReference where else it should go; may be empty
     */
    record Failed(Reason reason, String hubId, String detail, String serverReference) implements Authentication {
        Failed(Reason reason, String hubId) {
            this(reason, hubId, "", "");
        }
    }
}
