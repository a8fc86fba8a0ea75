package org.axletree.core.door;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a door is doing.
 *
 * @param state whether it stands open
 * @param problem why it is {@code FAILED}, or what it suffers from while it is {@code OPEN}, as a full disk: one clear
 *     sentence; empty if all is well
 * @param responsive whether every event loop answered lately
 * @param occupancy who is there
 * @param backlog what waits for the queues of routes
 * @param traffic what was said
 * @param holds how often its senders were made to wait
 * @param listeners the ways in, with the ports they listen on; empty unless open
 */
public record DoorStatus(
        State state,
        String problem,
        boolean responsive,
        Occupancy occupancy,
        Backlog backlog,
        Traffic traffic,
        Holds holds,
        List<DoorListener> listeners) {

    /** The life of a door. */
    public enum State {
        CLOSED,
        OPENING,
        OPEN,
        FAILED
    }

    /**
     * Who is there now.
     *
     * @param connections whether or not they are sessions yet
     * @param sessions admitted sessions with a connection
     */
    public record Occupancy(int connections, int sessions) {}

    /**
     * What waits in lanes now.
     *
     * @param messages routed messages
     * @param bytes their payloads, in bytes
     * @param saturatedLanes lanes that hold back their senders
     */
    public record Backlog(long messages, long bytes, int saturatedLanes) {}

    /**
     * What was said since the start.
     *
     * @param received messages that devices published
     * @param sent messages sent to devices
     */
    public record Traffic(long received, long sent) {}

    /**
     * How often a device that sends was not read from for a while, since the start.
     *
     * @param routes because as much as may was on its way to routes
     * @param devices because as much as may was on its way to other devices
     * @param storage because as much as may waited to be written
     * @param session because as much as may of what its session published waited
     */
    public record Holds(long routes, long devices, long storage, long session) {
        /** Never. */
        public static final Holds NONE = new Holds(0, 0, 0, 0);
    }

    public DoorStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(occupancy, "occupancy");
        Objects.requireNonNull(backlog, "backlog");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(holds, "holds");
        listeners = List.copyOf(listeners);
    }

    /** Of a door that is not open: nobody is there, and nothing hangs. */
    public static DoorStatus shut(State state, String problem) {
        return new DoorStatus(
                state,
                problem,
                true,
                new Occupancy(0, 0),
                new Backlog(0, 0, 0),
                new Traffic(0, 0),
                Holds.NONE,
                List.of());
    }

    /** Whether devices can come in. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** The listener of this name, if the door has it open. */
    public Optional<DoorListener> listener(String name) {
        return listeners.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
