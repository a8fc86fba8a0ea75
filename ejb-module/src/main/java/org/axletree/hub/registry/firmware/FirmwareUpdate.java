package org.axletree.hub.registry.firmware;

import java.time.Instant;

/**
 * The last update of a device.
 *
 * @param result what the device says of it (resource 5); 0 as long as it says nothing
 * @param detail what is waited for or went wrong, for people; may be empty
 */
public record FirmwareUpdate(
        String deviceId,
        String hubId,
        String imageId,
        Transfer transfer,
        State state,
        int result,
        String detail,
        Instant startedAt,
        Instant changedAt) {

    /** How the image comes to the device. */
    public enum Transfer {
        /** The hub writes it, by CoAP's blocks. */
        PUSH,
        /** The device fetches it by CoAP, over DTLS if it comes by DTLS. */
        COAP,
        /** The device fetches it by HTTPS. */
        HTTPS
    }

    /** How far it is. */
    public enum State {
        /** The device has not heard of it. */
        WAITING,
        DOWNLOADING,
        UPDATING,
        SUCCEEDED,
        FAILED
    }

    /** Whether there is something left to do. */
    public boolean isUnderWay() {
        return state != State.SUCCEEDED && state != State.FAILED;
    }
}
