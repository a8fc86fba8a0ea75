package org.axletree.core.door;

/** What acknowledged messages and sessions survive. */
public enum Durability {
    /** The end of the process, however sudden: what is acknowledged has been handed to the operating system. */
    PROCESS,
    /** The end of the machine as well: what is acknowledged is on the disk. */
    DISK
}
