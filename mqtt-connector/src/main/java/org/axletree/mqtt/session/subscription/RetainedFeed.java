package org.axletree.mqtt.session.subscription;

import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.door.pressure.Allowance;
import org.axletree.door.pressure.Footprint;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.delivery.Outbound;
import org.axletree.mqtt.store.Recipient;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.SubscriptionRequest;
import org.axletree.mqtt.wire.TopicName;

/**
 * The retained messages that new subscriptions of one session bring (MQTT-3.3.1-6): a part in each turn of the event loop, and
 * only as fast as the client takes them. At QoS 1 and 2 they are messages of the session like others (MQTT-4.1.0-1): if the
 * session lasts, what the connection or the process ended before goes on with the next. So each is stored for the session
 * when it is its turn, beside a note that it was; the notes go when the feed has come to its end.
 */
final class RetainedFeed {
    private static final int MOST_A_TURN = 256;

    private final SessionContext context;
    private final Outbound outbound;
    private final SessionSubscriptions subscriptions;
    private final Deque<Source> sources = new ArrayDeque<>(1);
    private boolean scheduled;
    /** How many notes there are that count towards the allowance. */
    private int fed;

    /** One subscription. */
    private static final class Source {
        final SubscriptionFilter filter;
        final Grant grant;
        final long upTo;
        /** Found when it is its turn: after a restart subscriptions are there before retained messages are. */
        Optional<Iterator<StoredMessage>> messages = Optional.empty();
        /** SUBACK has gone out. */
        boolean begun;
        /** It began on an earlier connection. */
        boolean interrupted;
        /** What was fed before a restart. */
        Set<Long> without = Set.of();

        /** @param upTo the highest number of a message that it brings: what came later found the subscription */
        Source(SubscriptionFilter filter, Grant grant, long upTo) {
            this.filter = filter;
            this.grant = grant.forRetained();
            this.upTo = upTo;
        }
    }

    RetainedFeed(SessionContext context, Outbound outbound, SessionSubscriptions subscriptions) {
        this.context = context;
        this.outbound = outbound;
        this.subscriptions = subscriptions;
    }

    /** A subscription brings what is retained now; not before it {@linkplain #begin has begun}. */
    void add(SubscriptionFilter filter, Grant grant, long upTo) {
        remove(filter);
        Source source = new Source(filter, grant, upTo);
        if (messages(source).hasNext()) {
            sources.add(source);
        }
    }

    /** A subscription that had not brought everything when the server ended. */
    void restore(SubscriptionFilter filter, Grant grant, long upTo) {
        Source source = new Source(filter, grant, upTo);
        source.interrupted = true;
        source.without = sources.isEmpty() ? new HashSet<>() : sources.peek().without;
        sources.add(source);
    }

    /** What need not be fed again by what was restored. */
    void restoreFed(long retained) {
        if (!sources.isEmpty()) {
            sources.peek().without.add(retained);
            context.share().takeAnyway(Footprint.FED);
            fed++;
        }
    }

    private Iterator<StoredMessage> messages(Source source) {
        if (source.messages.isEmpty()) {
            source.messages = Optional.of(context.loop().retained().match(context.hubId(), source.filter.filter()));
        }
        return source.messages.get();
    }

    /** The client knows of the subscriptions. */
    void begin(List<SubscriptionRequest> requests) {
        for (SubscriptionRequest request : requests) {
            sources.forEach(source -> source.begun |= source.filter.equals(request.filter()));
        }
        goOn();
    }

    /** How far the feed of a subscription goes that is to survive; 0 if there is none. */
    long openUpTo(SubscriptionFilter filter) {
        for (Source source : sources) {
            if (source.filter.equals(filter) && survives(source)) {
                return source.upTo;
            }
        }
        return 0;
    }

    private boolean survives(Source source) {
        return context.isLasting() && source.grant.qos() != Qos.AT_MOST_ONCE;
    }

    /** The subscription has ended, or begins anew. */
    void remove(SubscriptionFilter filter) {
        if (sources.removeIf(source -> source.filter.equals(filter))) {
            forgetFed();
        }
    }

    /** There is a connection, and nobody waits for a SUBACK. */
    void attach() {
        sources.forEach(source -> source.begun = true);
        goOn();
    }

    /** The connection has gone. */
    void detach() {
        sources.removeIf(source -> !survives(source));
        sources.forEach(source -> source.interrupted = true);
    }

    /** The session ends. */
    void clear() {
        sources.clear();
    }

    /** Sends some, if the client can take them. */
    void goOn() {
        for (int i = 0; i < MOST_A_TURN; i++) {
            Source source = sources.peek();
            if (source == null || !source.begun || !outbound.takesMore()) {
                return;
            }
            if (messages(source).hasNext()) {
                feed(source, messages(source).next());
            } else {
                sources.remove();
                finished(source);
            }
        }
        if (!scheduled) {
            scheduled = true;
            context.onLoop(() -> {
                scheduled = false;
                goOn();
            });
        }
    }

    private void feed(Source source, StoredMessage retained) {
        if (retained.id() > source.upTo || source.without.contains(retained.id())) {
            return;
        }
        boolean once = retained.qos().atMost(source.grant.qos()) == Qos.AT_MOST_ONCE;
        if (source.interrupted && (once || isOutdated(retained))) {
            // QoS 0 is for the connection on which the client subscribed; what was published since it gets by itself.
            return;
        }
        outbound.deliver(once || !context.isLasting() ? outbound(retained) : kept(source, retained), source.grant);
    }

    private boolean isOutdated(StoredMessage retained) {
        return context.loop()
                .retained()
                .get(context.hubId(), retained.topic())
                .filter(present -> present == retained)
                .isEmpty();
    }

    /** The session has it from now on. If the hub has no room for it, it comes all the same, and again after a crash. */
    private OutboundMessage kept(Source source, StoredMessage retained) {
        StoredMessage own = new StoredMessage(
                context.loop().newId(),
                retained.topic(),
                retained.qos(),
                true,
                retained.receivedAt(),
                retained.expiresAt(),
                retained.properties(),
                retained.payload());
        Allowance allowance = context.allowance();
        OutboundMessage kept = OutboundMessage.of(own, 1, allowance);
        if (!allowance.take(kept.sizeFor(1))) {
            return outbound(retained);
        }
        if (!context.share().take(Footprint.FED)) {
            allowance.give(kept.sizeFor(1));
            return outbound(retained);
        }
        fed++;
        Recipient recipient = new Recipient(
                context.storeId(), retained.qos().atMost(source.grant.qos()), true, source.grant.identifiers());
        context.changes().message(own, List.of(recipient));
        context.changes().fed(context.storeId(), retained.id());
        return kept;
    }

    private void finished(Source source) {
        if (survives(source)) {
            subscriptions.fed(source.filter);
            forgetFed();
        }
    }

    private void forgetFed() {
        if (context.isLasting() && sources.stream().noneMatch(this::survives)) {
            context.changes().forgetFed(context.storeId());
            context.share().give((long) Footprint.FED * fed);
            fed = 0;
        }
    }

    private static OutboundMessage outbound(StoredMessage retained) {
        return new OutboundMessage(
                TopicName.of(retained.topic()),
                retained.qos(),
                true,
                retained.expiresAt(),
                retained.properties(),
                Unpooled.wrappedBuffer(retained.payload()));
    }
}
