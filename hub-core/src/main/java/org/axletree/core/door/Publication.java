package org.axletree.core.door;

import org.axletree.core.message.Message;

/** A message with whoever said it. */
public interface Publication extends Message {
    /** Whose message it is; of a device, with what that device may do. */
    Sender sender();

    /** Whether a device says that it may have sent it before (DUP of MQTT). */
    default boolean repeated() {
        return false;
    }

    /** Whether somebody only asks what would become of it: reading it must change nothing. */
    default boolean rehearsed() {
        return false;
    }

    /** Whether a device left it to be said when it went (the will of MQTT). */
    default boolean will() {
        return false;
    }
}
