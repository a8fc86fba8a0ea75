package org.axletree.hub.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which devices are connected now, and when they were last heard. Fed by whoever has their sessions; never blocks. What it
 * says of sessions elsewhere may be a second old.
 */
public interface Presence {
    /** Whether the device has a live session. */
    boolean isConnected(String deviceId);

    /**
     * What is known of a device at one moment.
     *
     * @param heardAt when it was last heard; empty if that is only known to the registry
     */
    record Seen(boolean connected, Optional<Instant> heardAt) {
        public static final Seen NEVER = new Seen(false, Optional.empty());
    }

    /** Whether the device is connected, and when it was last heard. */
    Seen seen(String deviceId);

    /** Devices of the hub with at least one live session. */
    int connectedDevices(String hubId);

    /** Devices with at least one live session, by hub; hubs without any may be missing. */
    Map<String, Integer> connectedDevices();

    /** The ids of the hub's devices with at least one live session. */
    List<String> connectedDevicesOf(String hubId);

    /** A connection of the device was admitted. */
    void arrived(String hubId, String deviceId, long connectionId, Instant at);

    /** An admitted connection of the device has ended. */
    void departed(String deviceId, long connectionId, Instant at);

    /** A connected device said something. Cheap enough for every message. */
    void heard(String deviceId, long atMillis);

    /**
     * Hands out when devices were heard since it was last asked, and forgets devices that are gone.
     *
     * @param apart of a device that stays connected, only what is so much later than what was handed out last
     */
    Map<String, Instant> takeActivity(Duration apart);
}
