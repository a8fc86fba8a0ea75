package org.axletree.mqtt.session;

import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.TopicName;

/**
 * The retained messages that new subscriptions of one session bring (MQTT-3.3.1-6): a part in each turn of the event loop, and
 * only as fast as the client takes them.
 */
final class RetainedFeed {
    private static final int MOST_A_TURN = 256;

    private final Session session;
    private final Deque<Source> sources = new ArrayDeque<>(1);
    private boolean scheduled;

    private record Source(SubscriptionFilter filter, Grant grant, Iterator<StoredMessage> messages) {}

    RetainedFeed(Session session) {
        this.session = session;
    }

    void add(SubscriptionFilter filter, Grant grant, Iterator<StoredMessage> messages) {
        remove(filter);
        if (messages.hasNext()) {
            sources.add(new Source(filter, grant.forRetained(), messages));
            goOn();
        }
    }

    /** The subscription has ended. */
    void remove(SubscriptionFilter filter) {
        sources.removeIf(source -> source.filter.equals(filter));
    }

    /** The connection has gone. */
    void clear() {
        sources.clear();
    }

    /** Sends some, if the client can take them. */
    void goOn() {
        for (int i = 0; i < MOST_A_TURN; i++) {
            Source source = sources.peek();
            if (source == null || !session.outbound().takesMore()) {
                return;
            }
            if (source.messages.hasNext()) {
                session.outbound().deliver(outbound(source.messages.next()), source.grant);
            } else {
                sources.remove();
            }
        }
        if (!scheduled) {
            scheduled = true;
            session.onLoop(() -> {
                scheduled = false;
                goOn();
            });
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
