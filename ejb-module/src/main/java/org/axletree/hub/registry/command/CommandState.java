package org.axletree.hub.registry.command;

import java.util.Locale;

/** How far a command is. */
public enum CommandState {
    /** The device is away, or is being told. */
    WAITING,
    /** It was told, or is being told; what becomes of it is not known yet. */
    SENT,
    /** The device has it, and gives no answer. */
    DELIVERED,
    /** The device answered. */
    ANSWERED,
    /** The device refused it, did not answer, or could not be told. */
    FAILED,
    /** Its time was over before the device was there. */
    EXPIRED;

    /** As the API has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
