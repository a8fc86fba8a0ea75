package org.axletree.mqtt.session;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Readiness;
import org.axletree.mqtt.session.Window.State;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.Progress;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.PacketKind;

/**
 * What one session is to hear: so many QoS 1 and 2 messages may be unsettled at once, so many more may wait, what comes on
 * top is dropped. If the session outlives its connections, messages stay until they are settled, and are sent again to the
 * next connection. On the session's event loop, but for {@link #readiness}.
 */
final class Outbound {
    private static final int PACKET_ID_NOT_FOUND = 0x92;
    private static final int FAILURE = 0x80;

    private final Session session;
    /** Made with the first QoS 1 or 2 message: many devices never hear one. */
    private Optional<Window> window = Optional.empty();

    private Optional<WaitingQueue> waiting = Optional.empty();
    private Optional<Queue<Integer>> again = Optional.empty();
    /** Empty while there is no connection. */
    private Optional<Outbox> line = Optional.empty();

    private int mostInFlight;
    /** Messages on this connection that wait for PUBACK or PUBCOMP: those of earlier ones count when they were sent again. */
    private int inFlight;

    private volatile Readiness readiness = Readiness.AWAY;

    Outbound(Session session) {
        this.session = session;
    }

    /** From any thread. */
    Readiness readiness() {
        return readiness;
    }

    /** There is a connection: sends again what is unsettled, then what waits. */
    void attach(Outbox outbox, int most) {
        line = Optional.of(outbox);
        mostInFlight = most;
        inFlight = 0;
        again = window.map(present -> new ArrayDeque<>(present.inOrder()));
        sendQueued();
    }

    /** The connection has gone. */
    void detach() {
        line = Optional.empty();
        again = Optional.empty();
        readiness = Readiness.AWAY;
    }

    // Messages.

    void deliver(OutboundMessage message, Grant grant) {
        Qos qos = message.qos().atMost(grant.qos());
        boolean retain = message.retain() && grant.retainAsPublished();
        if (isExpired(message)) {
            settled(message);
        } else if (qos == Qos.AT_MOST_ONCE) {
            deliverOnce(message, retain, grant);
        } else if (isIdle() && isOpen()) {
            transmit(message, qos, retain, grant);
        } else {
            wait(message, grant);
        }
    }

    private void deliverOnce(OutboundMessage message, boolean retain, Grant grant) {
        if (line.isEmpty()) {
            return;
        }
        Outbox outbox = line.get();
        if (!outbox.isWritable()) {
            session.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
        } else if (!outbox.sendPublish(message, Qos.AT_MOST_ONCE, retain, false, grant.identifiers(), 0)) {
            session.dropped(Reason.PACKET_TOO_LARGE, message);
        }
    }

    private void wait(OutboundMessage message, Grant grant) {
        WaitingQueue queue = waiting.orElseGet(() -> {
            waiting = Optional.of(new WaitingQueue());
            return waiting.get();
        });
        if (queue.hasRoomFor(
                message.payloadSize(),
                session.rights().limits().maxQueuedMessages(),
                session.rights().limits().maxQueuedBytes())) {
            queue.add(Delivery.of(message, grant));
            becomeReady();
        } else {
            settled(message);
            session.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
        }
    }

    /** A message that waited for a connection when the server ended. */
    void restore(Delivery delivery, Progress progress, int packetId) {
        switch (progress) {
            case SENT -> window().restore(packetId, State.SENT_QOS_2, delivery);
            case RELEASED -> window().restore(packetId, State.RELEASED, delivery);
            default -> {
                waiting = Optional.of(waiting.orElseGet(WaitingQueue::new));
                waiting.get().add(delivery);
            }
        }
    }

    private void transmit(OutboundMessage message, Qos qos, boolean retain, Grant grant) {
        if (session.isLasting()) {
            transmit(new Delivery(message.settle(), qos, retain, grant.identifiers()));
            return;
        }
        int packetId = window().take(qos == Qos.AT_LEAST_ONCE ? State.SENT_QOS_1 : State.SENT_QOS_2);
        inFlight++;
        if (!line.orElseThrow().sendPublish(message, qos, retain, false, grant.identifiers(), packetId)) {
            session.dropped(Reason.PACKET_TOO_LARGE, message);
            free(packetId);
        }
    }

    private void transmit(Delivery delivery) {
        OutboundMessage message = delivery.message();
        boolean exactlyOnce = delivery.qos() == Qos.EXACTLY_ONCE;
        boolean prepares = exactlyOnce && message.isKept();
        State state = prepares ? State.PREPARED : exactlyOnce ? State.SENT_QOS_2 : State.SENT_QOS_1;
        int packetId = window().take(state);
        inFlight++;
        if (session.isLasting()) {
            window().keep(packetId, delivery);
        }
        if (prepares) {
            prepare(packetId, delivery);
            return;
        }
        send(packetId, delivery, false);
        if (!session.isLasting()) {
            message.release();
        }
    }

    /** Only what is known to have this identifier may be sent with it, or it could arrive twice after a crash. */
    private void prepare(int packetId, Delivery delivery) {
        session.journal().changes().progress(delivery.message().id(), session.storeId(), Progress.SENT, packetId);
        session.journal().then(new IfCommitted(() -> {
            if (isStill(packetId, delivery, State.PREPARED)) {
                window().state(packetId, State.SENT_QOS_2);
                // Not if the next connection is still to get to it.
                if (line.isPresent()
                        && !again.map(ids -> ids.contains(packetId)).orElse(false)) {
                    send(packetId, delivery, false);
                }
            }
        }));
    }

    private boolean isStill(int packetId, Delivery delivery, State state) {
        return window().state(packetId) == state
                && window().delivery(packetId).filter(kept -> kept == delivery).isPresent();
    }

    private void send(int packetId, Delivery delivery, boolean dup) {
        OutboundMessage message = delivery.message();
        boolean sent = line.orElseThrow()
                .sendPublish(message, delivery.qos(), delivery.retain(), dup, delivery.identifiers(), packetId);
        if (!sent) {
            session.dropped(Reason.PACKET_TOO_LARGE, message);
            free(packetId);
        }
    }

    /** The peer reads again, or the window has room. */
    void sendQueued() {
        while (again.isPresent() && line.isPresent()) {
            Integer packetId = again.get().peek();
            if (packetId == null) {
                again = Optional.empty();
            } else if (isOpen() || window().state(packetId) == State.RELEASED) {
                again.get().remove();
                sendAgain(packetId);
            } else {
                return;
            }
        }
        while (waiting.isPresent() && isOpen()) {
            Optional<Delivery> next = waiting.get().poll();
            if (next.isEmpty()) {
                waiting = Optional.empty();
            } else if (isExpired(next.get().message())) {
                letGo(next.get());
            } else {
                transmit(next.get());
            }
        }
        becomeReady();
    }

    private void sendAgain(int packetId) {
        State state = window().state(packetId);
        if (state == State.RELEASED) {
            inFlight++;
            line.orElseThrow().sendAcknowledgement(PacketKind.PUBREL, packetId, 0);
        } else if (state == State.SENT_QOS_1 || state == State.SENT_QOS_2) {
            inFlight++;
            window().delivery(packetId).ifPresent(delivery -> send(packetId, delivery, true));
        }
    }

    // Acknowledgements. False: the identifier is in use for something else.

    boolean acknowledged(int packetId) {
        State state = state(packetId);
        if (state == State.SENT_QOS_1) {
            free(packetId);
            sendQueued();
        }
        return state == State.FREE || state == State.SENT_QOS_1;
    }

    boolean received(int packetId, int reasonCode) {
        switch (state(packetId)) {
            case FREE ->
                line.ifPresent(outbox -> outbox.sendAcknowledgement(PacketKind.PUBREL, packetId, PACKET_ID_NOT_FOUND));
            case SENT_QOS_2 -> {
                if (reasonCode >= FAILURE) {
                    free(packetId);
                    sendQueued();
                } else {
                    release(packetId);
                }
            }
            case RELEASED -> sendRelease(packetId);
            case RECEIVED -> {
                // PUBREL follows as soon as the first PUBREC is committed.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void release(int packetId) {
        Optional<Delivery> kept = window().delivery(packetId);
        kept.ifPresent(delivery -> window().keep(packetId, delivery));
        if (kept.isEmpty() || !kept.get().message().isKept()) {
            window().state(packetId, State.RELEASED);
            sendRelease(packetId);
            return;
        }
        window().state(packetId, State.RECEIVED);
        session.journal().changes().progress(kept.get().message().id(), session.storeId(), Progress.RELEASED, packetId);
        session.journal().then(new IfCommitted(() -> {
            if (isStill(packetId, kept.get(), State.RECEIVED)) {
                window().state(packetId, State.RELEASED);
                sendRelease(packetId);
            }
        }));
    }

    private void sendRelease(int packetId) {
        line.ifPresent(outbox -> outbox.sendAcknowledgement(PacketKind.PUBREL, packetId, 0));
    }

    boolean completed(int packetId) {
        State state = state(packetId);
        if (state == State.RELEASED) {
            free(packetId);
            sendQueued();
        }
        return state == State.FREE || state == State.RELEASED;
    }

    // What is kept.

    /** Lets go of all that waits and may no longer be heard. */
    void keepOnly(Predicate<OutboundMessage> permitted) {
        waiting.ifPresent(queue -> queue.removeIf(one -> !permitted.test(one.message()), this::letGo));
    }

    /** The session ends. */
    void discard() {
        detach();
        waiting.ifPresent(queue -> queue.removeIf(one -> true, this::letGo));
        window.ifPresent(
                present -> present.inOrder().forEach(id -> present.free(id).ifPresent(this::letGo)));
    }

    /** A message came for a session that has ended. */
    void miss(OutboundMessage message) {
        settled(message);
    }

    private void free(int packetId) {
        window().free(packetId).ifPresent(this::letGo);
        inFlight = Math.max(0, inFlight - 1);
    }

    private void letGo(Delivery delivery) {
        settled(delivery.message());
        delivery.message().release();
    }

    private void settled(OutboundMessage message) {
        if (message.isKept() && session.isLasting()) {
            message.done(session.journal().changes(), session.storeId());
        }
    }

    private Window window() {
        if (window.isEmpty()) {
            window = Optional.of(new Window());
        }
        return window.get();
    }

    private State state(int packetId) {
        return window.isPresent() ? window.get().state(packetId) : State.FREE;
    }

    private boolean isIdle() {
        return waiting.isEmpty() && again.isEmpty();
    }

    /** Whether one more would be sent at once. */
    boolean takesMore() {
        return isIdle() && isOpen();
    }

    private boolean isOpen() {
        return line.isPresent()
                && inFlight < mostInFlight
                && (window.isEmpty() || window.get().hasRoom())
                && line.get().isWritable();
    }

    private void becomeReady() {
        Readiness now = line.isEmpty() ? Readiness.AWAY : isIdle() ? Readiness.READY : Readiness.BEHIND;
        if (now != readiness) {
            readiness = now;
        }
    }

    private static boolean isExpired(OutboundMessage message) {
        return message.expiresAt() != StoredMessage.NEVER && message.expiresAt() <= System.currentTimeMillis();
    }

    /** What happens if the store has it; if not, the connection is closed elsewhere. */
    private record IfCommitted(Runnable action) implements Commit {
        @Override
        public void committed() {
            action.run();
        }

        @Override
        public void failed() {
            // Nothing is sent that could come twice.
        }
    }
}
