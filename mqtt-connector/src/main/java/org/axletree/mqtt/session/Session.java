package org.axletree.mqtt.session;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Notice;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.Topic;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Subscriber;
import org.axletree.mqtt.fanout.Subscription;
import org.axletree.mqtt.wire.SubscriptionRequest;

/**
 * An admitted device on one connection. Touched on the connection's event loop only, but for what says otherwise.
 */
public final class Session implements Subscriber {
    private static final int NOTICES_AT_ONCE = 10;

    private final Connection connection;
    private final String clientId;
    private final Loop loop;
    private final HubTopics topics;
    private final Outbox outbox;
    private final OutboundWindow window;
    private final long admittedRevision;
    private final String hubId;
    private final NoticeLimit notices;
    private final Map<TopicFilter, Subscription> subscriptions = new HashMap<>();
    private final Intake intake;
    private boolean ended;
    private volatile boolean severalSubscriptions;
    private volatile Admission.Admitted rights;

    public Session(
            Connection connection,
            String clientId,
            Admission.Admitted admitted,
            Loop loop,
            HubTopics topics,
            Outbox outbox) {
        this.connection = connection;
        this.clientId = clientId;
        this.rights = admitted;
        this.admittedRevision = admitted.revision();
        this.hubId = admitted.identity().hubId();
        this.loop = loop;
        this.topics = topics;
        this.outbox = outbox;
        this.window = new OutboundWindow(
                outbox, admitted.limits().maxInFlight(), admitted.limits().maxQueuedMessages());
        this.intake = new Intake(this, loop, outbox);
        this.notices = new NoticeLimit(NOTICES_AT_ONCE, loop.now());
    }

    // From any thread.

    public Connection connection() {
        return connection;
    }

    public String clientId() {
        return clientId;
    }

    /** Who it is and what it may do, as of now. */
    public Admission.Admitted rights() {
        return rights;
    }

    /** The revision of the registry that the session was admitted on, whatever its rights became since. */
    long admittedRevision() {
        return admittedRevision;
    }

    Loop loop() {
        return loop;
    }

    /** What the device said and the hub has not finished with. */
    Intake intake() {
        return intake;
    }

    /** Closes it soon. */
    void closeLater(Reason reason) {
        onLoop(() -> connection.close(reason));
    }

    /** Gives it new rights soon, unless it has newer ones. */
    void refreshLater(Admission.Admitted admitted) {
        onLoop(() -> refresh(admitted));
    }

    void onLoop(Runnable action) {
        try {
            loop.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the session with it.
        }
    }

    // What the device says.

    /** PUBLISH, in the order of arrival. Acknowledges it when it may. */
    public void publish(InboundPublication publication) {
        loop.screening().add(publication);
    }

    /** PUBREL: answers with PUBCOMP when that may be. */
    public void released(int packetId, int reasonCode) {
        // QoS 2 is refused until the session knows it.
    }

    /**
     * PUBACK. One for something that was never sent is ignored.
     *
     * @param reasonCode of MQTT 5; 0 in MQTT 3
     * @return false if the packet identifier is in use for something that is not acknowledged in this way
     */
    public boolean acknowledged(int packetId, int reasonCode) {
        window.acknowledged(packetId);
        return true;
    }

    /** PUBREC; like {@link #acknowledged}. Answers with PUBREL when that may be. */
    public boolean received(int packetId, int reasonCode) {
        return false;
    }

    /** PUBCOMP; like {@link #acknowledged}. */
    public boolean completed(int packetId, int reasonCode) {
        return false;
    }

    /** How many QoS 1 and 2 messages of the client wait for PUBACK or PUBCOMP (the receive maximum counts them). */
    public int unacknowledged() {
        return 0;
    }

    /** SUBSCRIBE: checks rights and limits, then grants all or nothing (clouds.md E3). */
    public void subscribe(List<SubscriptionRequest> requests, SubscribeAnswer answer) {
        Optional<Refusal> refusal = refusal(requests);
        if (refusal.isPresent()) {
            notice(refusal.get().reason, "SUBSCRIBE", refusal.get().filter.toString());
            answer.refused(refusal.get().reason);
            return;
        }
        List<Qos> granted = new ArrayList<>(requests.size());
        for (SubscriptionRequest request : requests) {
            Qos qos = request.qos().atMost(Qos.AT_LEAST_ONCE);
            granted.add(qos);
            subscribe(request.filter().filter(), qos);
        }
        answer.granted(granted);
    }

    private record Refusal(Reason reason, SubscriptionFilter filter) {}

    private Optional<Refusal> refusal(List<SubscriptionRequest> requests) {
        SessionLimits limits = rights.limits();
        Set<SubscriptionFilter> added = new HashSet<>();
        for (SubscriptionRequest request : requests) {
            SubscriptionFilter wanted = request.filter();
            String text = wanted.filter().toString();
            if (!rights.filters().subscribe().permitsSubscribe(wanted.filter())) {
                return Optional.of(new Refusal(Reason.TOPIC_UNAUTHORIZED, wanted));
            }
            if (Topic.levels(text) > limits.maxTopicLevels() || ByteBufUtil.utf8Bytes(text) > limits.maxTopicBytes()) {
                return Optional.of(new Refusal(Reason.QUOTA_EXCEEDED, wanted));
            }
            if (wanted.isShared()) {
                // There are no shared subscriptions; granted as a plain filter it would never match anything.
                return Optional.of(new Refusal(Reason.INVALID_FILTER, wanted));
            }
            if (!subscriptions.containsKey(wanted.filter())) {
                added.add(wanted);
            }
            if (subscriptions.size() + added.size() > limits.maxSubscriptions()) {
                return Optional.of(new Refusal(Reason.QUOTA_EXCEEDED, wanted));
            }
        }
        return Optional.empty();
    }

    private void subscribe(TopicFilter filter, Qos granted) {
        Subscription present = subscriptions.get(filter);
        if (present != null) {
            present.grant(granted);
            return;
        }
        Subscription added = new Subscription(this, filter, granted);
        subscriptions.put(filter, added);
        severalSubscriptions = subscriptions.size() > 1;
        topics.subscribe(hubId, added);
    }

    /**
     * UNSUBSCRIBE.
     *
     * @param answer is told, when the change survives a crash, which of the filters there had been
     */
    public void unsubscribe(List<SubscriptionFilter> filters, Consumer<List<Boolean>> answer) {
        List<Boolean> present = new ArrayList<>(filters.size());
        for (SubscriptionFilter filter : filters) {
            Subscription removed = subscriptions.remove(filter.filter());
            present.add(removed != null);
            if (removed != null) {
                topics.unsubscribe(hubId, removed);
            }
        }
        answer.accept(present);
    }

    /**
     * DISCONNECT: what becomes of session and will when the connection ends, which the caller sees to.
     *
     * @param withWill whether the will is to be published all the same (MQTT 5, reason code 4)
     * @param expirySeconds the session's new expiry, if the packet changes it
     */
    public void disconnected(boolean withWill, OptionalLong expirySeconds) {
        // A session ends with its connection until it knows better.
    }

    /** The peer reads again. */
    public void writable() {
        window.sendQueued();
    }

    // What it hears.

    @Override
    public int loopNumber() {
        return loop.number();
    }

    @Override
    public boolean hasSeveralSubscriptions() {
        return severalSubscriptions;
    }

    @Override
    public void deliver(OutboundMessage message, Qos granted) {
        if (ended) {
            return;
        }
        boolean sent;
        if (message.qos().atMost(granted) == Qos.AT_MOST_ONCE) {
            sent = outbox.isWritable();
            if (sent) {
                outbox.sendPublish(message, 0);
            }
        } else {
            sent = window.send(message);
        }
        if (!sent) {
            loop.counters().dropped.increment();
            notice(Reason.SUBSCRIBER_TOO_SLOW, "PUBLISH", message.topic());
        }
    }

    // Its life.

    private void refresh(Admission.Admitted admitted) {
        if (ended || admitted.revision() <= rights.revision()) {
            return;
        }
        rights = admitted;
        Iterator<Subscription> each = subscriptions.values().iterator();
        while (each.hasNext()) {
            Subscription subscription = each.next();
            if (!admitted.filters().subscribe().permitsSubscribe(subscription.filter())) {
                each.remove();
                topics.unsubscribe(hubId, subscription);
                notice(
                        Reason.TOPIC_UNAUTHORIZED,
                        "SUBSCRIBE",
                        subscription.filter().toString());
            }
        }
    }

    /**
     * Tells the hub, so that the device's owner can find it.
     *
     * @param packet kind of the packet
     * @param what what it was about, as a topic
     */
    public void notice(Reason reason, String packet, String what) {
        // By the clock of the last sweep, and the text only if it is needed: this may be asked for every message.
        long times = notices.due(reason, loop.now());
        if (times > 0) {
            tell(reason, what.isEmpty() ? packet : packet + " " + what, times);
        }
    }

    /** Tells what was held back, if it is time. */
    public void tellOverdue(long now) {
        notices.overdue(now).forEach((reason, times) -> tell(reason, Loop.MORE_OF_THE_SAME, times));
    }

    private void tell(Reason reason, String packet, long times) {
        loop.notice(new Notice(hubId, rights.identity().deviceId(), reason, packet, connection.remoteAddress(), times));
    }

    void fail() {
        connection.close(Reason.INTERNAL_ERROR);
    }

    /** The connection has ended. What waits for its routes goes on without it. */
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        subscriptions.values().forEach(subscription -> topics.unsubscribe(hubId, subscription));
        subscriptions.clear();
        intake.end();
        window.discard();
        notices.takeUntold().forEach((reason, times) -> tell(reason, Loop.MORE_OF_THE_SAME, times));
    }
}
