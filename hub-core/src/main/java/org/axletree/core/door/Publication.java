package org.axletree.core.door;

import org.axletree.core.message.Message;

/** A message that a device published, with the session that sent it. */
public interface Publication extends Message {
    /** Whose message it is, and what that device may do. */
    Admission.Admitted sender();

    /** Whether the device says that it may have sent it before (DUP of MQTT). */
    default boolean repeated() {
        return false;
    }
}
