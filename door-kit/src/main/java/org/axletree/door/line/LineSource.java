package org.axletree.door.line;

import org.axletree.core.door.DeviceLine;

/** The resource adapter, as the line sees it: whoever has the door. */
public interface LineSource {
    /**
     * The door itself; closing it means nothing.
     *
     * @throws IllegalStateException if the adapter is not running
     */
    DeviceLine door();
}
