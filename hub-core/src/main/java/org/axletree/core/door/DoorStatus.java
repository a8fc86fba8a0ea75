package org.axletree.core.door;

import java.util.Map;
import java.util.Objects;

/**
 * How a door is doing.
 *
 * @param state whether it stands open
 * @param problem why it is {@code FAILED}, or what it suffers from while it is {@code OPEN}, as a full disk: one clear
 *     sentence; empty if all is well
 * @param connections connections now, whether or not they are sessions yet
 * @param sessions admitted sessions now
 * @param waitingMessages routed messages that wait in lanes
 * @param waitingBytes their payloads, in bytes
 * @param saturatedLanes lanes that hold back their senders
 * @param responsive whether every event loop answered lately
 * @param messagesReceived messages that devices published, since the start
 * @param messagesSent messages sent to devices, since the start
 * @param ports the ports it listens on; empty unless open
 */
public record DoorStatus(
        State state,
        String problem,
        int connections,
        int sessions,
        long waitingMessages,
        long waitingBytes,
        int saturatedLanes,
        boolean responsive,
        long messagesReceived,
        long messagesSent,
        Map<DoorListener, Integer> ports) {

    /** The life of a door. */
    public enum State {
        CLOSED,
        OPENING,
        OPEN,
        FAILED
    }

    public DoorStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(problem, "problem");
        ports = Map.copyOf(ports);
    }
}
