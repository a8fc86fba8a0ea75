package org.axletree.mqtt.session.delivery;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axletree.core.door.Telling;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Readiness;
import org.axletree.mqtt.fanout.Subscriber;
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
    /** Messages for the device alone of which somebody waits to hear what became of them. */
    private static final int MOST_AWAITED = 100;

    private final SessionContext context;
    private final Transmission transmission;
    /** Empty while there is no connection. */
    private Optional<Outbox> outbox = Optional.empty();

    private Optional<WaitingQueue> waiting = Optional.empty();
    private Optional<Deadlines.Due> expiry = Optional.empty();
    private int awaited;
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
        if (!context.keepsTold()) {
            transmission.letGoTold();
            waiting.ifPresent(queue -> queue.removeIf(Delivery::isAwaited, told -> told.letGo(context)));
        }
        transmission.keepIdentifiers();
        if (awaited > 0) {
            transmission.settleAwaited();
            waiting.ifPresent(queue -> queue.forEach(delivery -> delivery.settle(Telling.QUEUED)));
        }
    }

    /**
     * A message comes that is for this device alone.
     *
     * @param subscriber the session
     * @param awaiting hears what becomes of it; once, on the session's event loop
     */
    public void tell(OutboundMessage message, Grant grant, Subscriber subscriber, Consumer<Telling> awaiting) {
        if (isExpired(message) || outbox.isEmpty() && !context.keepsTold()) {
            awaiting.accept(Telling.ABSENT);
        } else if (message.qos().atMost(grant.qos()) == Qos.AT_MOST_ONCE) {
            awaiting.accept(tellOnce(message, grant));
        } else if (awaited >= MOST_AWAITED) {
            context.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
            awaiting.accept(Telling.BUSY);
        } else {
            Optional<OutboundMessage> kept = context.keepsTold()
                    ? context.loop().fanout().keep(context.hubId(), message, subscriber, grant)
                    : Optional.of(message);
            if (kept.isPresent()) {
                tell(kept.get(), grant, awaiting);
            } else {
                context.dropped(Reason.STORAGE_EXCEEDED, message);
                awaiting.accept(Telling.BUSY);
            }
        }
    }

    private Telling tellOnce(OutboundMessage message, Grant grant) {
        if (outbox.isEmpty()) {
            return Telling.ABSENT;
        }
        if (!outbox.get().isWritable()) {
            context.dropped(Reason.SUBSCRIBER_TOO_SLOW, message);
            return Telling.BUSY;
        }
        if (!outbox.get().sendPublish(message, Qos.AT_MOST_ONCE, false, false, grant.identifiers(), 0)) {
            context.dropped(Reason.PACKET_TOO_LARGE, message);
            return Telling.ABSENT;
        }
        return Telling.TOLD;
    }

    private void tell(OutboundMessage message, Grant grant, Consumer<Telling> awaiting) {
        awaited++;
        Receipt receipt = new Receipt(context, awaiting, () -> awaited--);
        if (takesMore()) {
            transmission.transmit(Delivery.of(message, grant, Optional.of(receipt)));
        } else if (!wait(message, grant, Optional.of(receipt))) {
            receipt.settle(Telling.BUSY);
        } else if (outbox.isEmpty()) {
            receipt.settle(Telling.QUEUED);
        }
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
            wait(message, grant, Optional.empty());
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

    /** Answers whether there is room for it. */
    private boolean wait(OutboundMessage message, Grant grant, Optional<Receipt> receipt) {
        if (waiting.isEmpty()) {
            waiting = Optional.of(new WaitingQueue());
        }
        int needed = Delivery.needsRoom(context, message) ? message.sizeFor(1) : 0;
        if (!hasRoomFor(message)) {
            return drop(Reason.SUBSCRIBER_TOO_SLOW, message);
        }
        if (needed > 0 && !context.share().take(needed)) {
            return drop(context.allowance().refusal(), message);
        }
        Delivery delivery = Delivery.of(message, grant, receipt);
        delivery.count(needed);
        waiting.get().add(delivery);
        expireInTime(waiting.get(), 0);
        becomeReady();
        return true;
    }

    private boolean drop(Reason reason, OutboundMessage message) {
        Delivery.settle(context, message);
        context.dropped(reason, message);
        if (waiting.get().isEmpty()) {
            waiting = Optional.empty();
        }
        return false;
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

    /** How many messages wait to be sent. */
    public int waitingMessages() {
        return waiting.map(WaitingQueue::size).orElse(0);
    }

    /** Their bytes. */
    public long waitingBytes() {
        return waiting.map(WaitingQueue::bytes).orElse(0L);
    }

    /** How many messages were sent and are not acknowledged yet. */
    public int inFlight() {
        return transmission.unsettled();
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
