package org.axletree.door.lane;

import java.util.concurrent.Executor;
import org.axletree.core.door.Publication;

/** A message that waits in a lane. */
public interface LaneMessage extends Publication {
    /** The event loop that owns the message. */
    Executor home();

    /** The message is in the queues of its routes and will survive a crash. Called at home. */
    void committed();

    /** The message will never be committed; the door is closing. From any thread, when home is no more. */
    void abandoned();
}
