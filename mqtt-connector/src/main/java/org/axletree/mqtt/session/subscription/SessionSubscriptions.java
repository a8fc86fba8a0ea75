package org.axletree.mqtt.session.subscription;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.axletree.core.door.Admission;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.Topic;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Subscriber;
import org.axletree.mqtt.fanout.Subscription;
import org.axletree.mqtt.session.delivery.Outbound;
import org.axletree.mqtt.session.standing.Standing;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.wire.SubscriptionRequest;
import org.axletree.mqtt.wire.SubscriptionRequest.RetainHandling;

/** What one session subscribed to. On its event loop, but for {@link #areSeveral}. */
public final class SessionSubscriptions {
    private static final int QOS_BITS = 0x03;
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_AS_PUBLISHED = 0x08;

    private final Standing standing;
    private final Subscriber subscriber;
    private final HubTopics topics;
    private final Outbound outbound;
    private final RetainedFeed retained;
    private final Map<SubscriptionFilter, Subscription> subscriptions = new HashMap<>(2);
    private volatile boolean several;

    /** Why a SUBSCRIBE is refused, and for which of its filters. */
    private record Refusal(Reason reason, SubscriptionFilter filter) {}

    /**
     * @param subscriber the session, to the fan-out
     * @param outbound takes what its subscriptions bring
     */
    public SessionSubscriptions(Standing standing, Subscriber subscriber, HubTopics topics, Outbound outbound) {
        this.standing = standing;
        this.subscriber = subscriber;
        this.topics = topics;
        this.outbound = outbound;
        this.retained = new RetainedFeed(standing, outbound, this);
    }

    /** Whether several of them may match one topic. From any thread. */
    public boolean areSeveral() {
        return several;
    }

    /** SUBSCRIBE: grants all or nothing. */
    public void subscribe(List<SubscriptionRequest> requests, SubscribeAnswer answer) {
        Optional<Refusal> refusal = refusal(requests, standing.rights());
        if (refusal.isPresent()) {
            standing.notice(
                    refusal.get().reason(), "SUBSCRIBE", refusal.get().filter().toString());
            answer.refused(refusal.get().reason());
            return;
        }
        List<Qos> granted = new ArrayList<>(requests.size());
        for (SubscriptionRequest request : requests) {
            add(request);
            granted.add(request.qos());
        }
        standing.whenStored(() -> {
            answer.granted(granted);
            retained.begin(requests);
        });
    }

    /** Rights and limits (clouds.md E3: one filter that is refused refuses them all). */
    private Optional<Refusal> refusal(List<SubscriptionRequest> requests, Admission.Admitted rights) {
        SessionLimits limits = rights.limits();
        Set<SubscriptionFilter> added = new HashSet<>();
        for (SubscriptionRequest request : requests) {
            SubscriptionFilter wanted = request.filter();
            String text = wanted.filter().toString();
            if (!rights.filters().subscribe().permitsSubscribe(wanted.filter())) {
                return Optional.of(new Refusal(Reason.TOPIC_UNAUTHORIZED, wanted));
            }
            if (request.qos().compareTo(rights.plan().maxSubscribeQos()) > 0) {
                return Optional.of(new Refusal(Reason.PLAN_FORBIDS_SUBSCRIBE_QOS, wanted));
            }
            if (Topic.levels(text) > limits.maxTopicLevels() || ByteBufUtil.utf8Bytes(text) > limits.maxTopicBytes()) {
                return Optional.of(new Refusal(Reason.QUOTA_EXCEEDED, wanted));
            }
            if (!subscriptions.containsKey(wanted)) {
                added.add(wanted);
            }
            if (subscriptions.size() + added.size() > limits.maxSubscriptions()) {
                return Optional.of(new Refusal(Reason.QUOTA_EXCEEDED, wanted));
            }
        }
        return Optional.empty();
    }

    /** Begins a subscription, or changes the options of one, and feeds it the retained messages that it is to bring. */
    private void add(SubscriptionRequest request) {
        boolean isNew = add(request.filter(), grant(request));
        if (bringsRetained(request, isNew)) {
            // Who publishes from now on finds the subscription: the feed need not bring that.
            retained.add(request.filter(), grant(request), standing.loop().newId());
        }
        if (standing.isLasting()) {
            standing.changes()
                    .subscription(
                            standing.storeId(),
                            stored(request.filter(), grant(request), retained.openUpTo(request.filter())));
        }
    }

    /** MQTT-3.3.1-9 to MQTT-3.3.1-11; a share brings none (MQTT 5 section 4.8.2). */
    private static boolean bringsRetained(SubscriptionRequest request, boolean isNew) {
        return !request.filter().isShared()
                && (request.retainHandling() == RetainHandling.SEND
                        || request.retainHandling() == RetainHandling.SEND_IF_NEW && isNew);
    }

    private static Grant grant(SubscriptionRequest request) {
        List<Integer> identifiers = request.identifier() == 0 ? List.of() : List.of(request.identifier());
        return new Grant(
                request.qos(), request.noLocal(), request.retainAsPublished(), identifiers, share(request.filter()));
    }

    private static Optional<SubscriptionFilter> share(SubscriptionFilter filter) {
        return filter.isShared() ? Optional.of(filter) : Optional.empty();
    }

    private boolean add(SubscriptionFilter filter, Grant grant) {
        Subscription present = subscriptions.get(filter);
        if (present != null) {
            present.grant(grant);
            return false;
        }
        Subscription added = new Subscription(subscriber, filter, grant);
        subscriptions.put(filter, added);
        several = subscriptions.size() > 1;
        topics.subscribe(standing.hubId(), added);
        return true;
    }

    /** The hub says something to it alone, which it gets if it subscribed to the topic. */
    public void hear(OutboundMessage message) {
        grantOf(message.topic().text()).ifPresent(grant -> outbound.deliver(message, grant));
    }

    private Optional<Grant> grantOf(String topic) {
        return subscriptions.values().stream()
                .filter(each ->
                        !each.filter().isShared() && each.filter().filter().matches(topic))
                .map(Subscription::grant)
                .reduce(Grant::and);
    }

    /** A subscription that survived a restart. */
    public void restore(StoredSubscription stored) {
        int options = stored.options();
        List<Integer> identifiers = stored.identifier() == 0 ? List.of() : List.of(stored.identifier());
        SubscriptionFilter filter = SubscriptionFilter.of(stored.filter());
        Grant grant = new Grant(
                Qos.of(options & QOS_BITS),
                (options & NO_LOCAL) != 0,
                (options & RETAIN_AS_PUBLISHED) != 0,
                identifiers,
                share(filter));
        add(filter, grant);
        if (stored.fedUpTo() != 0) {
            retained.restore(filter, grant, stored.fedUpTo());
        }
    }

    /** The subscription has brought all retained messages. */
    void fed(SubscriptionFilter filter) {
        Subscription present = subscriptions.get(filter);
        if (present != null) {
            standing.changes().subscription(standing.storeId(), stored(filter, present.grant(), 0));
        }
    }

    private static StoredSubscription stored(SubscriptionFilter filter, Grant grant, long fedUpTo) {
        int options = grant.qos().level()
                | (grant.noLocal() ? NO_LOCAL : 0)
                | (grant.retainAsPublished() ? RETAIN_AS_PUBLISHED : 0);
        int identifier = grant.identifiers().isEmpty() ? 0 : grant.identifiers().get(0);
        return new StoredSubscription(filter.toString(), options, identifier, fedUpTo);
    }

    /**
     * UNSUBSCRIBE.
     *
     * @param answer is told, when the change survives a crash, which of the filters there had been
     */
    public void unsubscribe(List<SubscriptionFilter> filters, Consumer<List<Boolean>> answer) {
        List<Boolean> present = remove(filters);
        standing.whenStored(() -> answer.accept(present));
    }

    private List<Boolean> remove(List<SubscriptionFilter> filters) {
        List<Boolean> present = new ArrayList<>(filters.size());
        for (SubscriptionFilter filter : filters) {
            Subscription removed = subscriptions.remove(filter);
            present.add(removed != null);
            if (removed != null) {
                forget(removed);
            }
        }
        several = subscriptions.size() > 1;
        return present;
    }

    /** Ends those that the rights no longer allow. */
    public void keepOnly(Admission.Admitted rights) {
        for (Iterator<Subscription> each = subscriptions.values().iterator(); each.hasNext(); ) {
            Subscription subscription = each.next();
            if (!rights.filters()
                    .subscribe()
                    .permitsSubscribe(subscription.filter().filter())) {
                each.remove();
                forget(subscription);
                standing.notice(
                        Reason.TOPIC_UNAUTHORIZED,
                        "SUBSCRIBE",
                        subscription.filter().toString());
            }
        }
    }

    private void forget(Subscription removed) {
        topics.unsubscribe(standing.hubId(), removed);
        retained.remove(removed.filter());
        if (standing.isLasting()) {
            standing.changes()
                    .forgetSubscription(standing.storeId(), removed.filter().toString());
        }
    }

    /** The session ends. */
    public void clear() {
        subscriptions.values().forEach(each -> topics.unsubscribe(standing.hubId(), each));
        subscriptions.clear();
        retained.clear();
    }

    // The retained messages that they bring.

    /** What need not be brought again by the subscription that was restored last. */
    public void restoreFed(long message) {
        retained.restoreFed(message);
    }

    /** There is a connection. */
    public void attach() {
        retained.attach();
    }

    /** The connection has gone. */
    public void detach() {
        retained.detach();
    }

    /** Brings more of them, if the client can take them. */
    public void feed() {
        retained.goOn();
    }
}
