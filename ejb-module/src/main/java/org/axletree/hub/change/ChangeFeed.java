package org.axletree.hub.change;

import org.axletree.core.event.RegistryChange;

/** Carries committed changes of the registry to everybody who has to obey them, in one order for all. */
public interface ChangeFeed {
    /**
     * Passes a committed change on. Returns when live sessions obey it, wherever they are, or after some seconds: whoever made
     * the change gets the answer then. Never fails.
     */
    void publish(RegistryChange change);
}
