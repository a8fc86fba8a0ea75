package org.axletree.mqtt.loop;

import org.axletree.core.door.Publication;
import org.axletree.core.door.Screening;

/** A message that waits for the end of the turn, to be screened with its neighbours. On its event loop. */
public interface Screened extends Publication {
    /** Its turn has come. @param millis of the loop's clock */
    void receivedAt(long millis);

    /** The hub has looked at it. */
    void screened(Screening answer);

    /** It could not be passed on. */
    void lose();

    /** Lets go of its payload. */
    void release();
}
