package org.axletree.hub.registry.command;

import java.util.Locale;

/** Which way a command goes. */
public enum CommandKind {
    /** A direct method of a device of Azure's dialect. */
    METHOD,
    /** A message to a device of Azure's dialect. */
    C2D,
    /** A command of a device of Huawei's dialect. */
    OC,
    /** An operation on an object of an LwM2M device. */
    LWM2M,
    /** A message on a topic that the device hears. */
    TOPIC;

    /** As the API has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
