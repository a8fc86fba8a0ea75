package org.axletree.mqtt.session.delivery;

import java.util.Optional;
import java.util.function.Predicate;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Readiness;
import org.axletree.mqtt.loop.Deadlines;
import org.axletree.mqtt.session.attachment.Outbox;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.store.Progress;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.store.Waiting;

/**
 * What one session is to hear: so many QoS 1 and 2 messages may be unsettled at once, so many more may wait, what comes on
 * top is dropped. If the session outlives its connections, messages stay until they are settled. On the session's event loop,
 * but for {@link #readiness}.
 */
public final class Outbound {
    /** A queue is not looked through more often for what has expired, unless it is full. */
    private static final long EXPIRED_EVERY_MILLIS = 2_000;

    private final SessionContext context;
    private final Transmission transmission;
    /** Empty while there is no connection. */
    private Optional<Outbox> outbox = Optional.empty();

    private Optional<WaitingQueue> waiting = Optional.empty();
    private Optional<Deadlines.Due> expiry = Optional.empty();
    /** Whether the server was killed while the session had a connection. */
    private boolean interrupted;

    private volatile Readiness readiness = Readiness.AWAY;

    public Outbound(SessionContext context) {
        this.context = context;
        this.transmission = new Transmission(context);
    }

    /** From any thread. */
    public Readiness readiness() {
        return readiness;
    }

    /**
     * There is a connection: sends again what is unsettled, then what waits.
     *
     * @param most messages that may be unsettled on it at once
     */
    public void attach(Outbox outbox, int most) {
        this.outbox = Optional.of(outbox);
        transmission.attach(outbox, most);
        sendQueued();
    }

    /** The connection has gone. */
    public void detach() {
        outbox = Optional.empty();
        transmission.detach();
        readiness = Readiness.AWAY;
    }

    /** The connection has gone, and the session waits for another. */
    public void keepIdentifiers() {
        transmission.keepIdentifiers();
    }

    /** A message comes that the session is to have. */
    public void deliver(OutboundMessage message, Grant grant) {
        Qos qos = message.qos().atMost(grant.qos());
        boolean retain = message.retain() && grant.retainAsPublished();
        if (isExpired(message)) {
            Delivery.settle(context, message);
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
        if (outbox.isEmpty()) {
            return;
        }
        if (!outbox.get().isWritable()) {
            context.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
        } else if (!outbox.get().sendPublish(message, Qos.AT_MOST_ONCE, retain, false, grant.identifiers(), 0)) {
            context.dropped(Reason.PACKET_TOO_LARGE, message);
        }
    }

    private void wait(OutboundMessage message, Grant grant) {
        if (waiting.isEmpty()) {
            waiting = Optional.of(new WaitingQueue());
        }
        if (hasRoomFor(message)) {
            waiting.get().add(Delivery.of(message, grant));
            expireInTime(waiting.get(), 0);
            becomeReady();
        } else {
            Delivery.settle(context, message);
            context.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
        }
    }

    private boolean hasRoomFor(OutboundMessage message) {
        SessionLimits limits = context.limits();
        WaitingQueue queue = waiting.orElseThrow();
        if (queue.hasRoomFor(message.size(), limits.maxQueuedMessages(), limits.maxQueuedBytes())) {
            return true;
        }
        queue.removeExpired(now(), expired -> expired.letGo(context));
        return queue.hasRoomFor(message.size(), limits.maxQueuedMessages(), limits.maxQueuedBytes());
    }

    /** What expires goes some time later, so that it does not use up the room of its hub. */
    private void expireInTime(WaitingQueue queue, long notBefore) {
        if (expiry.isEmpty() && queue.earliestExpiry() != StoredMessage.NEVER) {
            long at = Math.max(notBefore, queue.earliestExpiry());
            expiry = Optional.of(context.loop().deadlines().add(at, this::expire));
        }
    }

    private void expire(long now) {
        expiry = Optional.empty();
        waiting.ifPresent(queue -> {
            queue.removeExpired(now, expired -> expired.letGo(context));
            expireInTime(queue, now + EXPIRED_EVERY_MILLIS);
        });
    }

    private long now() {
        return context.loop().clock().millis();
    }

    /** The session had a connection when the server ended: nobody knows what was sent on it at QoS 1. Before what waits. */
    public void restoreInterrupted() {
        interrupted = true;
    }

    /** A message that was on its way when the server ended. */
    public void restore(OutboundMessage message, Waiting one) {
        Delivery delivery = Delivery.of(message, one.recipient());
        if (one.progress() == Progress.QUEUED) {
            if (interrupted && delivery.qos() == Qos.AT_LEAST_ONCE) {
                delivery.doubt();
            }
            waiting = Optional.of(waiting.orElseGet(WaitingQueue::new));
            waiting.get().add(delivery);
            expireInTime(waiting.get(), 0);
        } else {
            transmission.restore(delivery, one.progress(), one.packetId());
        }
    }

    /** The peer reads again, or the window has room: sends what waits. */
    public void sendQueued() {
        if (!transmission.sendAgain()) {
            return;
        }
        while (waiting.isPresent() && transmission.isOpen()) {
            Optional<Delivery> next = waiting.get().poll();
            if (next.isEmpty()) {
                waiting = Optional.empty();
            } else if (isExpired(next.get().message())) {
                next.get().letGo(context);
            } else {
                transmission.transmit(next.get());
            }
        }
        becomeReady();
    }

    // Acknowledgements. False: the identifier is in use for something else.

    /** PUBACK. */
    public boolean acknowledged(int packetId) {
        boolean fits = transmission.acknowledged(packetId);
        sendQueued();
        return fits;
    }

    /** PUBREC. */
    public boolean received(int packetId, int reasonCode) {
        boolean fits = transmission.received(packetId, reasonCode);
        sendQueued();
        return fits;
    }

    /** PUBCOMP. */
    public boolean completed(int packetId) {
        boolean fits = transmission.completed(packetId);
        sendQueued();
        return fits;
    }

    /** Lets go of all that waits and may no longer be heard. */
    public void keepOnly(Predicate<OutboundMessage> permitted) {
        waiting.ifPresent(
                queue -> queue.removeIf(one -> !permitted.test(one.message()), removed -> removed.letGo(context)));
    }

    /**
     * The session ends.
     *
     * @param passesOn whether others are to have what it shared with them and did not get itself
     */
    public void end(boolean passesOn) {
        detach();
        expiry.ifPresent(context.loop().deadlines()::remove);
        expiry = Optional.empty();
        transmission.end(passesOn);
        waiting.ifPresent(queue -> queue.removeIf(one -> true, removed -> removed.letGo(context, passesOn)));
    }

    /** A message comes after the end. */
    public void refuse(OutboundMessage message, Grant grant, boolean passesOn) {
        if (passesOn) {
            grant.share().ifPresent(others -> Delivery.passOn(context, message, others));
        }
        Delivery.settle(context, message);
    }

    /** Whether one more would be sent at once. */
    public boolean takesMore() {
        return waiting.isEmpty() && transmission.isUpToDate() && transmission.isOpen();
    }

    private void becomeReady() {
        boolean idle = waiting.isEmpty() && transmission.isUpToDate();
        Readiness now = outbox.isEmpty() ? Readiness.AWAY : idle ? Readiness.READY : Readiness.BEHIND;
        if (now != readiness) {
            readiness = now;
        }
    }

    private boolean isExpired(OutboundMessage message) {
        return message.expiresAt() != StoredMessage.NEVER && message.expiresAt() <= now();
    }
}
