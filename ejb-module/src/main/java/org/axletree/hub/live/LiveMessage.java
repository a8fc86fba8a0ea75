package org.axletree.hub.live;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;

/**
 * A message as somebody who looks sees it, whether or not anybody else got it.
 *
 * @param number grows from one message of a feed to the next, over restarts too
 * @param deviceId UUID of the device that said it, or that it is about; empty if there is none
 * @param networkId UUID of the network it came by; empty if it did not
 * @param size of the payload in bytes
 * @param payload empty where it is too large to be kept for looking at: {@code size} tells
 * @param refused why nobody else got it; empty if it was passed on
 */
public record LiveMessage(
        long number,
        Instant time,
        String hubId,
        String deviceId,
        String networkId,
        String topic,
        Qos qos,
        boolean retained,
        int size,
        byte[] payload,
        Optional<Reason> refused) {
    public LiveMessage {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(networkId, "networkId");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(refused, "refused");
        payload = payload.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** Whether the payload is whole. */
    public boolean isWhole() {
        return payload.length == size;
    }

    /** Without the payload: it must not end in a log. */
    @Override
    public String toString() {
        return "LiveMessage[" + number + ", " + hubId + ", " + topic + ", " + size + " bytes]";
    }
}
