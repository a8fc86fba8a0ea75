package org.axletree.mqtt.session;

import java.util.Optional;
import java.util.function.Predicate;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.Outbox;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Readiness;
import org.axletree.mqtt.store.Progress;
import org.axletree.mqtt.store.StoredMessage;

/**
 * What one session is to hear: so many QoS 1 and 2 messages may be unsettled at once, so many more may wait, what comes on
 * top is dropped. If the session outlives its connections, messages stay until they are settled. On the session's event loop,
 * but for {@link #readiness}.
 */
final class Outbound {
    private final Session session;
    private final Transmission transmission;
    private Optional<WaitingQueue> waiting = Optional.empty();
    private volatile Readiness readiness = Readiness.AWAY;

    Outbound(Session session) {
        this.session = session;
        this.transmission = new Transmission(session);
    }

    /** From any thread. */
    Readiness readiness() {
        return readiness;
    }

    /** There is a connection: sends again what is unsettled, then what waits. */
    void attach(Outbox outbox, int most) {
        transmission.attach(outbox, most);
        sendQueued();
    }

    /** The connection has gone. */
    void detach() {
        transmission.detach();
        readiness = Readiness.AWAY;
    }

    void deliver(OutboundMessage message, Grant grant) {
        Qos qos = message.qos().atMost(grant.qos());
        boolean retain = message.retain() && grant.retainAsPublished();
        if (isExpired(message)) {
            Delivery.settle(session, message);
        } else if (qos == Qos.AT_MOST_ONCE) {
            deliverOnce(message, retain, grant);
        } else if (takesMore()) {
            transmission.transmit(message, qos, retain, grant);
        } else {
            wait(message, grant);
        }
    }

    /** At QoS 0, and not at all without a connection (MQTT 5 section 4.1 leaves it to us). */
    private void deliverOnce(OutboundMessage message, boolean retain, Grant grant) {
        Optional<Outbox> line = transmission.line();
        if (line.isEmpty()) {
            return;
        }
        if (!line.get().isWritable()) {
            session.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
        } else if (!line.get().sendPublish(message, Qos.AT_MOST_ONCE, retain, false, grant.identifiers(), 0)) {
            session.dropped(Reason.PACKET_TOO_LARGE, message);
        }
    }

    private void wait(OutboundMessage message, Grant grant) {
        SessionLimits limits = session.rights().limits();
        if (waiting.isEmpty()) {
            waiting = Optional.of(new WaitingQueue());
        }
        if (waiting.get().hasRoomFor(message.payloadSize(), limits.maxQueuedMessages(), limits.maxQueuedBytes())) {
            waiting.get().add(Delivery.of(message, grant));
            becomeReady();
        } else {
            Delivery.settle(session, message);
            session.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
        }
    }

    /** A message that was on its way when the server ended. */
    void restore(Delivery delivery, Progress progress, int packetId) {
        if (progress == Progress.QUEUED) {
            waiting = Optional.of(waiting.orElseGet(WaitingQueue::new));
            waiting.get().add(delivery);
        } else {
            transmission.restore(delivery, progress, packetId);
        }
    }

    /** The peer reads again, or the window has room: sends what waits, then what is retained. */
    void sendQueued() {
        if (!transmission.sendAgain()) {
            return;
        }
        while (waiting.isPresent() && transmission.isOpen()) {
            Optional<Delivery> next = waiting.get().poll();
            if (next.isEmpty()) {
                waiting = Optional.empty();
            } else if (isExpired(next.get().message())) {
                next.get().letGo(session);
            } else {
                transmission.transmit(next.get());
            }
        }
        becomeReady();
        session.retained().goOn();
    }

    // Acknowledgements. False: the identifier is in use for something else.

    boolean acknowledged(int packetId) {
        boolean fits = transmission.acknowledged(packetId);
        sendQueued();
        return fits;
    }

    boolean received(int packetId, int reasonCode) {
        boolean fits = transmission.received(packetId, reasonCode);
        sendQueued();
        return fits;
    }

    boolean completed(int packetId) {
        boolean fits = transmission.completed(packetId);
        sendQueued();
        return fits;
    }

    /** Lets go of all that waits and may no longer be heard. */
    void keepOnly(Predicate<OutboundMessage> permitted) {
        waiting.ifPresent(
                queue -> queue.removeIf(one -> !permitted.test(one.message()), removed -> removed.letGo(session)));
    }

    /** The session ends. */
    void discard() {
        detach();
        transmission.discard();
        waiting.ifPresent(queue -> queue.removeIf(one -> true, removed -> removed.passOn(session)));
    }

    /** Whether one more would be sent at once. */
    boolean takesMore() {
        return waiting.isEmpty() && transmission.isUpToDate() && transmission.isOpen();
    }

    private void becomeReady() {
        boolean idle = waiting.isEmpty() && transmission.isUpToDate();
        Readiness now = transmission.line().isEmpty() ? Readiness.AWAY : idle ? Readiness.READY : Readiness.BEHIND;
        if (now != readiness) {
            readiness = now;
        }
    }

    private static boolean isExpired(OutboundMessage message) {
        return message.expiresAt() != StoredMessage.NEVER && message.expiresAt() <= System.currentTimeMillis();
    }
}
