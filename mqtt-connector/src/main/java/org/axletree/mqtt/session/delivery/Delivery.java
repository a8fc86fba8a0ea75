package org.axletree.mqtt.session.delivery;

import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Telling;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.store.Recipient;

/** A message that a session keeps: it waits for the window, or for its acknowledgement. Holds a reference of the payload. */
final class Delivery {
    private final OutboundMessage message;
    private final Qos qos;
    private final boolean retain;
    private final List<Integer> identifiers;
    private final Optional<SubscriptionFilter> share;
    private final Optional<Receipt> receipt;
    /** Whether a server that was killed may have sent it before (DUP). */
    private boolean mayHaveBeenSent;
    /** Place among the messages that were sent; what is sent again is sent in this order (MQTT-4.6.0-1). */
    private long order;
    /** What it takes of the session's share. */
    private int counted;

    private Delivery(
            OutboundMessage message,
            Qos qos,
            boolean retain,
            List<Integer> identifiers,
            Optional<SubscriptionFilter> share,
            Optional<Receipt> receipt) {
        this.message = message;
        this.qos = qos;
        this.retain = retain;
        this.identifiers = identifiers;
        this.share = share;
        this.receipt = receipt;
    }

    static Delivery of(OutboundMessage message, Grant grant) {
        return of(message, grant, Optional.empty());
    }

    /** @param receipt of whoever waits to hear what becomes of it */
    static Delivery of(OutboundMessage message, Grant grant, Optional<Receipt> receipt) {
        return new Delivery(
                message.settle(),
                message.qos().atMost(grant.qos()),
                message.retain() && grant.retainAsPublished(),
                grant.identifiers(),
                grant.share(),
                receipt);
    }

    static Delivery of(OutboundMessage message, Recipient recipient) {
        return new Delivery(
                message.settle(),
                recipient.qos(),
                recipient.retain(),
                recipient.subscriptionIdentifiers(),
                recipient.share(),
                Optional.empty());
    }

    /** A message is of no more use to a session: the store need not keep it for it. */
    static void settle(SessionContext context, OutboundMessage message) {
        if (message.isKept() && context.isLasting()) {
            message.done(context.changes(), context.storeId());
        }
    }

    /** Whether a session that keeps it has to find room for it: what is stored for the session has it already. */
    static boolean needsRoom(SessionContext context, OutboundMessage message) {
        return !context.isLasting() || !message.isKept();
    }

    /** The session found room for it. */
    void count(int bytes) {
        counted = bytes;
    }

    /** The session does not keep it any more. */
    void letGo(SessionContext context) {
        settle(context, message);
        release(context);
    }

    /** Nor does anything else of the session need it. */
    void release(SessionContext context) {
        message.release();
        settle(Telling.ABSENT);
        if (counted > 0) {
            context.share().give(counted);
            counted = 0;
        }
    }

    /** Somebody waits to hear what becomes of it. */
    boolean isAwaited() {
        return receipt.isPresent();
    }

    /** It is known what became of it; of no account if that was known before. */
    void settle(Telling telling) {
        if (receipt.isPresent()) {
            receipt.get().settle(telling);
        }
    }

    /**
     * The session has ended, and does not keep it any more.
     *
     * @param passesOn whether another one is to have it, if the session shared it with others
     */
    void letGo(SessionContext context, boolean passesOn) {
        if (passesOn) {
            share.ifPresent(others -> passOn(context, message, others));
        }
        letGo(context);
    }

    /** The session has ended before it had a message that it shares with others: one of them is to have it. */
    static void passOn(SessionContext context, OutboundMessage message, SubscriptionFilter share) {
        context.loop().fanout().passOn(context.hubId(), message, share);
    }

    OutboundMessage message() {
        return message;
    }

    Qos qos() {
        return qos;
    }

    boolean retain() {
        return retain;
    }

    List<Integer> identifiers() {
        return identifiers;
    }

    /** The subscription by which it came, if others share it. */
    Optional<SubscriptionFilter> share() {
        return share;
    }

    boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }

    void doubt() {
        mayHaveBeenSent = true;
    }

    long order() {
        return order;
    }

    void order(long place) {
        order = place;
    }
}
