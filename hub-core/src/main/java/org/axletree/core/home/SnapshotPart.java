package org.axletree.core.home;

import java.io.IOException;

/**
 * A part of the state that lies in a directory and can be copied while it is in use. Whoever keeps one registers it with the MBean
 * server of the platform under {@link #TYPE} and a name of its own; whoever takes a snapshot asks all that are registered.
 */
public interface SnapshotPart {
    /** The beginning of an object name of JMX. */
    String TYPE = "org.axletree:type=SnapshotPart,part=";

    /** Where the part lies, absolute. */
    String directory();

    /**
     * Makes a copy that the part can be opened from: as if the process had been killed at some moment after this call began and
     * before it returned. What had survived before the call is in it.
     *
     * @param directory that is not there yet, on the same file system; its parent is there
     */
    void copyTo(String directory) throws IOException;
}
