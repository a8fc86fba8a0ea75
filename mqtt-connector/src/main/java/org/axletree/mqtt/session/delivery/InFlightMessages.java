package org.axletree.mqtt.session.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The QoS 1 and 2 messages of a session that were sent and are not yet settled, by packet identifier. The lowest free
 * identifier is taken, so that the tables stay as small as the window.
 */
final class InFlightMessages {
    private static final int FIRST_SIZE = 16;
    private static final int MOST = 65_535;

    /** How far a message has come. */
    enum State {
        FREE,
        /** Its packet identifier is on its way to the store (QoS 2 of a session that lasts). */
        PREPARED,
        /** Waits for PUBACK. */
        SENT_QOS_1,
        /** Waits for PUBREC. */
        SENT_QOS_2,
        /** PUBREC came; that is on its way to the store. */
        RECEIVED,
        /** Waits for PUBCOMP. */
        RELEASED
    }

    private State[] states = new State[FIRST_SIZE];
    /** Only of sessions that may send them again. */
    private Delivery[] deliveries = new Delivery[0];

    private int count;
    private int lowestFree = 1;
    private long lastOrder;

    InFlightMessages() {
        Arrays.fill(states, State.FREE);
    }

    /** Whether a packet identifier is free. */
    boolean hasRoom() {
        return count < MOST;
    }

    int size() {
        return count;
    }

    State state(int packetId) {
        return packetId < states.length ? states[packetId] : State.FREE;
    }

    void state(int packetId, State next) {
        states[packetId] = next;
    }

    /** Takes a packet identifier. */
    int take(State state) {
        int packetId = lowestFree;
        while (packetId < states.length && states[packetId] != State.FREE) {
            packetId++;
        }
        take(packetId, state);
        lowestFree = packetId + 1;
        return packetId;
    }

    private void take(int packetId, State state) {
        if (packetId >= states.length) {
            int before = states.length;
            states = Arrays.copyOf(states, Math.max(2 * before, packetId + 1));
            Arrays.fill(states, before, states.length, State.FREE);
        }
        states[packetId] = state;
        count++;
    }

    /** The packet identifier of a message that was sent before a restart. */
    void restore(int packetId, State state, Delivery delivery) {
        take(packetId, state);
        keep(packetId, delivery);
    }

    /** Keeps what was sent under the identifier, as the latest. */
    void keep(int packetId, Delivery delivery) {
        if (packetId >= deliveries.length) {
            deliveries = Arrays.copyOf(deliveries, states.length);
        }
        deliveries[packetId] = delivery;
        delivery.order(++lastOrder);
    }

    Optional<Delivery> delivery(int packetId) {
        return packetId < deliveries.length ? Optional.ofNullable(deliveries[packetId]) : Optional.empty();
    }

    /** Frees a packet identifier; answers what was kept under it. */
    Optional<Delivery> free(int packetId) {
        Optional<Delivery> kept = delivery(packetId);
        if (kept.isPresent()) {
            deliveries[packetId] = null;
        }
        states[packetId] = State.FREE;
        count--;
        lowestFree = Math.min(lowestFree, packetId);
        return kept;
    }

    /** The identifiers in use, in the order in which their messages are to be sent again. */
    List<Integer> inOrder() {
        List<Integer> used = new ArrayList<>(count);
        for (int i = 1; i < states.length; i++) {
            if (states[i] != State.FREE) {
                used.add(i);
            }
        }
        used.sort(
                Comparator.comparingLong(id -> delivery(id).map(Delivery::order).orElse(0L)));
        return used;
    }
}
