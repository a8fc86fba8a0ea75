package org.axletree.hub.history;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Which devices are connected now. Lives in memory and is fed by the front doors, so that it is right after a crash: then
 * nobody is connected. Never blocks.
 */
@ApplicationScoped
public class Presence {

    public boolean isConnected(String deviceId) {
        throw new UnsupportedOperationException();
    }

    /** Devices of the hub with at least one live session. */
    public int connectedDevices(String hubId) {
        throw new UnsupportedOperationException();
    }
}
